import { generateKeyPairSync } from 'node:crypto';
import { newId } from '@hearth/api';
import { type Attempt, ask, nothing, period, wire } from './attempt.ts';

// A real input for every procedure of the console. One that names nothing of a project is there all the same: whose
// rows it reads is what is tried.

const text = { en: 'An attack' };
const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
const segment = { segmentId: wire('segment', 'segment') };
const survey = { surveyId: wire('survey', 'survey') };

/** Saving a document needs the version that its own project has. */
const version = async (own: unknown, path: string): Promise<unknown> =>
  Reflect.get(Object(await ask(own, path, {})), 'version');

export const consoleInputs: Readonly<Record<string, Attempt>> = {
  'project.get': { ...nothing, shows: true },
  'project.save': {
    input: async (_ids, own) => ({
      version: await version(own, 'project.get'),
      name: 'Attacked',
      homeUrl: 'https://attacked.example/',
      timeZone: 'UTC',
    }),
  },
  'project.addOrigin': { input: () => ({ origin: 'https://attacker.example' }) },
  'project.removeOrigin': { input: (_ids, _own, canary) => ({ origin: `https://${canary}.example` }) },
  'project.saveTheme': { input: () => ({ theme: { accent: '#654321' } }) },
  'project.arrivals': nothing,
  'keys.list': { ...nothing, shows: true },
  'keys.createSigning': nothing,
  'keys.importSigning': { input: () => ({ pem }) },
  'keys.revokeSigning': { input: (ids) => ({ id: ids.signingKey }) },
  'keys.createSecret': { input: () => ({ name: 'Mine', scopes: ['metrics:read'], expiresAt: null }) },
  'keys.revokeSecret': { input: (ids) => ({ id: ids.secretKey }) },
  'keys.checkToken': { input: (ids) => ({ token: `eyJhbGciOiJIUzI1NiJ9.${ids.signingKey}.x` }) },
  'team.list': { ...nothing, shows: true },
  'team.invite': { input: () => ({ email: `${newId()}@new.example`, name: 'New', role: 'owner' }) },
  'team.inviteAgain': { input: (ids) => ({ id: wire('operator', 'invited')(ids) }) },
  'team.changeRole': { input: (ids) => ({ id: wire('operator', 'colleague')(ids), role: 'admin' }) },
  'team.disable': { input: (ids) => ({ id: wire('operator', 'colleague')(ids) }) },
  'team.enable': { input: (ids) => ({ id: wire('operator', 'colleague')(ids) }) },
  'setUp.changes': { input: () => ({}), shows: true },
  'surveys.get': { ...nothing, shows: true },
  'surveys.save': {
    input: async (ids, own) => ({
      version: await version(own, 'surveys.get'),
      surveys: [
        {
          id: wire('survey', 'survey')(ids),
          kind: 'nps',
          name: 'Attacked',
          question: text,
          followUps: null,
          delaySeconds: 1,
          cooldownDays: 1,
          active: false,
          segmentId: segment.segmentId(ids),
        },
      ],
    }),
  },
  'checklists.get': { ...nothing, shows: true },
  'checklists.save': {
    input: async (ids, own) => ({
      version: await version(own, 'checklists.get'),
      checklists: [
        {
          id: wire('checklist', 'checklist')(ids),
          title: text,
          celebration: null,
          active: false,
          segmentId: segment.segmentId(ids),
          items: [
            {
              id: wire('item', 'item')(ids),
              title: text,
              description: null,
              action: null,
              event: null,
              points: 1,
            },
          ],
        },
      ],
    }),
  },
  'rewards.get': { ...nothing, shows: true },
  'rewards.save': {
    input: async (ids, own) => ({
      version: await version(own, 'rewards.get'),
      earningRules: [],
      levels: [],
      badges: [
        {
          id: wire('badge', 'badge')(ids),
          name: text,
          description: text,
          icon: 'star',
          kind: 'post.created',
          target: 9,
        },
      ],
      rewards: [
        {
          id: wire('reward', 'reward')(ids),
          name: text,
          description: text,
          cost: 9,
          stock: 0,
          active: false,
          stockSeen: 5,
        },
      ],
    }),
  },
  'referrals.get': { ...nothing, shows: true },
  'referrals.save': {
    input: async (_ids, own) => ({ version: await version(own, 'referrals.get'), rules: text }),
  },
  'operators.signIn': {
    input: (ids) => ({ email: ids.email, password: 'not the right one' }),
    refused: 'sign_in_required',
  },
  'operators.signOut': nothing,
  'operators.me': { ...nothing, shows: true },
  // The link itself is a credential, and whose it is decides: only a made-up one is an attack.
  'operators.acceptInvitation': {
    input: (ids) => ({ token: ids.code, password: 'long enough to be one' }),
    refused: 'not_found',
  },
  'interactions.recent': { input: (ids) => ({ member: wire('member', 'member')(ids) }), shows: true },
  'interactions.live': {
    input: (ids) => ({ lastEventId: wire('interaction', 'earlierInteraction')(ids) }),
    shows: true,
  },
  'insights.get': { input: (ids) => ({ ...period, metric: 'nps', surveyId: survey.surveyId(ids) }) },
  'insights.lifecycle': { input: (ids) => ({ ...period, segmentId: segment.segmentId(ids) }) },
  'insights.histogram': { input: (ids) => ({ ...period, segmentId: segment.segmentId(ids) }) },
  'insights.retention': { input: (ids) => ({ ...period, segmentId: segment.segmentId(ids) }) },
  'insights.funnel': { input: (ids) => ({ ...period, segmentId: segment.segmentId(ids) }) },
  'insights.dropOff': { input: () => period, shows: true },
  'insights.scores': { input: (ids) => ({ ...period, surveyId: survey.surveyId(ids) }) },
  'insights.comments': { input: () => period, shows: true },
  'insights.behind': {
    input: (ids) => ({ ...period, metric: 'nps', surveyId: survey.surveyId(ids) }),
    shows: true,
  },
  'insights.annotations.list': { input: () => period, shows: true },
  'insights.annotations.add': { input: () => ({ day: period.from, text: 'An attack' }) },
  'insights.annotations.remove': { input: (ids) => ({ id: wire('annotation', 'annotation')(ids) }) },
  'insights.movements': { input: (ids) => ({ ...period, segmentId: segment.segmentId(ids) }) },
  'insights.churnReasons': { input: () => period },
  'segments.list': { input: () => ({}), shows: true },
  'segments.get': { input: (ids) => ({ segmentId: segment.segmentId(ids) }), shows: true },
  'segments.vocabulary': { ...nothing, shows: true },
  'segments.preview': {
    input: (ids) => ({ rule: { about: 'badge', badgeId: wire('badge', 'badge')(ids), held: true } }),
    shows: true,
  },
  'segments.save': {
    input: (ids) => ({
      segmentId: segment.segmentId(ids),
      version: 1,
      name: 'Attacked',
      rule: { about: 'verified', value: false },
    }),
  },
  'segments.archive': { input: (ids) => ({ segmentId: segment.segmentId(ids), archived: true }) },
  'moderation.queue': { input: () => ({}), shows: true },
  'moderation.counts': nothing,
  'moderation.case': { input: (ids) => ({ id: wire('post', 'post')(ids) }), shows: true },
  'moderation.claim': { input: (ids) => ({ id: wire('comment', 'comment')(ids) }) },
  'moderation.release': { input: (ids) => ({ id: wire('post', 'post')(ids) }) },
  'moderation.act': {
    input: (ids) => ({
      verb: 'remove',
      reason: 'spam',
      targets: [{ id: wire('post', 'post')(ids) }, { id: wire('comment', 'comment')(ids) }],
    }),
  },
  'moderation.undo': { input: (ids) => ({ actionId: wire('action', 'action')(ids) }) },
  'moderation.audit': { input: (ids) => ({ memberId: wire('member', 'member')(ids) }), shows: true },
  'members.search': {
    input: (ids) => ({ segmentId: segment.segmentId(ids), accountId: wire('account', 'account')(ids) }),
    shows: true,
  },
  'members.profile': { input: (ids) => ({ memberId: wire('member', 'member')(ids) }), shows: true },
  'members.timeline': { input: (ids) => ({ memberId: wire('member', 'member')(ids) }), shows: true },
  'members.export': { input: (ids) => ({ memberId: wire('member', 'member')(ids) }), shows: true },
  'members.forget': { input: (ids) => ({ memberId: wire('member', 'member')(ids) }) },
  'accounts.search': { input: () => ({}), shows: true },
  'accounts.profile': { input: (ids) => ({ accountId: wire('account', 'account')(ids) }), shows: true },
  'revenue.settings': nothing,
  'revenue.configure': { input: () => ({ grossMargin: 1, stripeSecret: null }) },
  'revenue.spend': nothing,
  'revenue.setSpend': { input: () => ({ month: period.from.slice(0, 7), amount: 99 }) },
  'revenue.importSubscriptions': {
    input: (ids) => ({
      csv: `account,id,interval,amount,currency\n${ids.accountName},${ids.subscription},month,99,USD`,
    }),
  },
};
