import { newId, wireId } from '@hearth/api';
import type { InteractionKind } from '@hearth/schema';

import type { Ids } from '../../../packages/api/src/testing/furnished.ts';
import { type Attempt, nothing, period, wire } from './attempt.ts';

const post = wire('post', 'post');
const survey = wire('survey', 'survey');

/** A payload for every kind that a member can send, naming all that it can name. */
const payloads: Readonly<Record<InteractionKind, (ids: Ids) => object>> = {
  'widget.shown': (ids) => ({ widget: 'nps', contentId: survey(ids) }),
  'widget.started': (ids) => ({ widget: 'checklist', contentId: wire('checklist', 'checklist')(ids) }),
  'widget.dismissed': (ids) => ({ widget: 'nps', contentId: survey(ids) }),
  'survey.answered': (ids) => ({
    surveyId: survey(ids),
    answerId: wire('answer', 'answer')(ids),
    score: 0,
    comment: 'An attack',
    complete: true,
  }),
  'exit.answered': (ids) => ({
    surveyId: wire('survey', 'exitSurvey')(ids),
    answerId: wire('answer', 'answer')(ids),
    reason: 'attack',
  }),
  'checklist.item.started': (ids) => ({ itemId: wire('item', 'item')(ids) }),
  'checklist.item.completed': (ids) => ({ itemId: wire('item', 'item')(ids) }),
  'post.created': () => ({ text: 'An attack' }),
  'post.edited': (ids) => ({ postId: post(ids), text: 'An attack' }),
  'post.deleted': (ids) => ({ postId: post(ids) }),
  'comment.created': (ids) => ({ postId: post(ids), text: 'An attack' }),
  'comment.deleted': (ids) => ({ commentId: wire('comment', 'comment')(ids) }),
  'reaction.added': (ids) => ({ postId: post(ids), emoji: '🎉' }),
  'reaction.removed': (ids) => ({ postId: post(ids), emoji: '👍' }),
  'report.created': (ids) => ({ target: { postId: post(ids) }, reason: 'abuse' }),
  'reward.redeemed': (ids) => ({ rewardId: wire('reward', 'reward')(ids) }),
  'referral.shared': () => ({ channel: 'copy' }),
  'referral.joined': (ids) => ({ code: ids.code }),
  'event.tracked': () => ({ name: 'attacked' }),
  'client.dropped': () => ({ impressions: 1, others: 0 }),
};

const itemsOf = (ids: Ids) =>
  Object.entries(payloads).map(([kind, payload]) => ({
    id: wireId('interaction', newId()),
    kind,
    payload: payload(ids),
    occurredAt: '2026-03-01T12:00:00.000Z',
  }));

/** A real input for every procedure of the widgets. */
export const widgetInputs: Readonly<Record<string, Attempt>> = {
  boot: {
    input: () => ({ widgets: ['nps', 'checklist', 'rewards', 'feed', 'referral'], locale: 'en' }),
    shows: true,
  },
  'interactions.record': {
    input: (ids) => ({ sentAt: '2026-03-01T12:00:00.000Z', items: itemsOf(ids) }),
  },
  'members.anonymous': nothing,
  'members.merge': { input: (ids) => ({ token: ids.anonymousToken }) },
  'feed.page': { input: () => ({}), shows: true },
  'feed.comments': { input: (ids) => ({ postId: post(ids) }), shows: true },
  'feed.post': { input: (ids) => ({ postId: post(ids) }), shows: true },
  'feed.live': { input: () => undefined },
};

const segmentId = wire('segment', 'segment');
const facts = (ids: Ids) => ({
  batch: [
    {
      type: 'identify',
      userId: ids.memberName,
      traits: { name: 'Attacked' },
      timestamp: '2026-03-01T11:00:00Z',
    },
    { type: 'group', userId: ids.memberName, groupId: ids.accountName, timestamp: '2026-03-01T11:00:00Z' },
    { type: 'track', userId: ids.memberName, event: 'attacked', timestamp: '2026-03-01T11:00:00Z' },
    {
      type: 'alias',
      previousId: ids.anonymousToken,
      userId: ids.memberName,
      timestamp: '2026-03-01T11:00:00Z',
    },
  ],
});

/** A real input for every procedure of hosts' backends. */
export const hostInputs: Readonly<Record<string, Attempt>> = {
  'facts.send': { input: facts },
  'facts.import': { input: facts },
  'interactions.export': { input: () => ({ to: '2026-04-01T00:00:00Z' }), shows: true },
  'metrics.get': { input: (ids) => ({ ...period, metric: 'nps', surveyId: survey(ids) }) },
  'metrics.lifecycle': { input: (ids) => ({ ...period, segmentId: segmentId(ids) }) },
  'metrics.histogram': { input: (ids) => ({ ...period, segmentId: segmentId(ids) }) },
  'metrics.retention': { input: (ids) => ({ ...period, segmentId: segmentId(ids) }) },
  'metrics.funnel': { input: (ids) => ({ ...period, segmentId: segmentId(ids) }) },
  'metrics.scores': { input: (ids) => ({ ...period, surveyId: survey(ids) }) },
  'metrics.movements': { input: (ids) => ({ ...period, segmentId: segmentId(ids) }) },
  'metrics.churnReasons': { input: () => period },
  'metrics.dropOff': { input: () => period, shows: true },
  'metrics.comments': { input: () => period, shows: true },
  'metrics.behind': { input: (ids) => ({ ...period, metric: 'nps', surveyId: survey(ids) }), shows: true },
  'metrics.segments': { input: () => ({}), shows: true },
  'revenue.setSubscription': {
    input: (ids) => ({
      account: ids.accountName,
      id: ids.subscription,
      interval: 'month',
      amount: 99,
      currency: 'USD',
      sequence: 1,
    }),
  },
  'revenue.importSubscriptions': {
    input: (ids) => ({
      csv: `account,id,interval,amount,currency\n${ids.accountName},${ids.subscription},month,99,USD`,
    }),
  },
  'revenue.spend': nothing,
  'revenue.setSpend': { input: () => ({ month: '2026-03', amount: 99 }) },
  'referrals.qualify': { input: (ids) => ({ memberExternalId: ids.newcomerName }) },
};
