import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import { Community } from './community.ts';

/** Everything in a furnished project that an input can name: UUIDs, unless it says otherwise. */
export type Ids = Readonly<Record<keyof ReturnType<typeof makeIds>, string>>;

/** A project with something in every table that belongs to one, and in each of its texts a word of its own. */
export interface Furnished {
  community: Community;
  projectId: string;
  /** Stands in every text of it, and nowhere else. */
  canary: string;
  ids: Ids;
}

/** Of something that is nowhere. */
export const makeIds = () => ({
  member: newId(),
  /** Known by a credential alone. */
  anonymous: newId(),
  /** Brought by `member`. */
  newcomer: newId(),
  account: newId(),
  operator: newId(),
  colleague: newId(),
  invited: newId(),
  signingKey: newId(),
  secretKey: newId(),
  survey: newId(),
  exitSurvey: newId(),
  answer: newId(),
  checklist: newId(),
  item: newId(),
  badge: newId(),
  reward: newId(),
  redemption: newId(),
  post: newId(),
  comment: newId(),
  report: newId(),
  segment: newId(),
  annotation: newId(),
  action: newId(),
  ban: newId(),
  earlierInteraction: newId(),
  interaction: newId(),
  issuance: newId(),
  wallet: newId(),
  movement: newId(),
  change: newId(),
  // Not UUIDs
  memberName: `user-${randomBytes(6).toString('hex')}`,
  newcomerName: `user-${randomBytes(6).toString('hex')}`,
  accountName: `account-${randomBytes(6).toString('hex')}`,
  subscription: `sub-${randomBytes(6).toString('hex')}`,
  email: `${randomBytes(6).toString('hex')}@acme.example`,
  colleagueEmail: `${randomBytes(6).toString('hex')}@acme.example`,
  anonymousToken: `anon_${randomBytes(16).toString('base64url')}`,
  invitationToken: randomBytes(32).toString('base64url'),
  sessionToken: randomBytes(32).toString('base64url'),
  secret: `sk_live_${randomBytes(32).toString('base64url')}`,
  code: [...randomBytes(10)].map((byte) => 'ABCDEFGHJKMNPQRS'[byte % 16]).join(''),
});

/** Argon2id at its cheapest, of a password that no test tries. */
const PASSWORD =
  '$argon2id$v=19$m=8,t=1,p=1$6SKRmVPyVZ5lvslQay5F5Q$h70TK1rNEf6y2Mh+EiSqgNujyEawoZzD6GJfFrwTp4I';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Makes such a project. */
export async function furnish(database: Database): Promise<Furnished> {
  const community = await Community.open(database);
  const projectId = community.project.id;
  const canary = `canary${randomBytes(8).toString('hex')}`;
  const ids: Ids = makeIds();
  await database.execute(
    `UPDATE project SET name = $2::text, stripe_secret = $3::text,
            referral_rules = jsonb_build_object('en', $2::text), theme = '{"accent": "#123456"}'
     WHERE id = $1::uuid`,
    [projectId, canary, `whsec_${canary}`],
  );
  const furnished = { community, projectId, canary, ids };
  for (const [table, row] of rowsOf(furnished)) await community.add(table, row);
  return furnished;
}

type Row = Parameters<Community['add']>[1];

/** In an order in which each finds what it points to. */
function rowsOf({ community: { now }, canary, ids }: Furnished): [string, Row][] {
  const text = { en: canary };
  const day = now.toISOString().slice(0, 10);
  const later = new Date(now.getTime() + 3_600_000);
  const earlier = new Date(now.getTime() - 3_600_000);
  const member = { member_id: ids.member };
  return [
    ['allowed_origin', { origin: `https://${canary}.example` }],
    ['signing_key', { id: ids.signingKey, algorithm: 'HS256', material: Buffer.alloc(32, canary) }],
    [
      'secret_key',
      { id: ids.secretKey, name: canary, hash: digest(ids.secret), scopes: ['metrics:read', canary] },
    ],
    [
      'operator',
      { id: ids.operator, email: ids.email, name: canary, role: 'owner', password_hash: PASSWORD },
    ],
    [
      'operator',
      {
        id: ids.colleague,
        email: ids.colleagueEmail,
        name: canary,
        role: 'analyst',
        password_hash: PASSWORD,
      },
    ],
    ['operator', { id: ids.invited, email: `${canary}@acme.example`, name: canary, role: 'analyst' }],
    ['invitation', { token_hash: digest(ids.invitationToken), operator_id: ids.invited, expires_at: later }],
    [
      'session',
      {
        token_hash: digest(ids.sessionToken),
        operator_id: ids.colleague,
        created_at: now,
        last_seen_at: now,
      },
    ],
    [
      'account',
      { id: ids.account, external_id: ids.accountName, name: canary, plan: canary, traits: { [canary]: 1 } },
    ],
    ...peopleOf({ now, canary, ids, earlier }),
    ['segment', { id: ids.segment, name: canary, description: canary }],
    [
      'segment_version',
      {
        segment_id: ids.segment,
        version: 1,
        rule: { about: 'verified', value: true },
        operator_id: ids.operator,
      },
    ],
    ['survey', { id: ids.survey, kind: 'nps', name: canary, question: text, cooldown_days: 0 }],
    ['survey', { id: ids.exitSurvey, kind: 'exit', name: canary, question: text }],
    [
      'survey_answer',
      {
        ...member,
        id: ids.answer,
        survey_id: ids.survey,
        score: 9,
        comment: canary,
        complete: true,
        answered_at: now,
        updated_at: now,
      },
    ],
    ['survey_exposure', { ...member, survey_id: ids.survey, shown_at: now }],
    [
      'exit_answer',
      {
        ...member,
        id: newId(),
        survey_id: ids.exitSurvey,
        account_id: ids.account,
        reason: canary,
        comment: canary,
        answered_at: now,
      },
    ],
    ['checklist', { id: ids.checklist, title: text, celebration: text }],
    [
      'checklist_item',
      {
        id: ids.item,
        checklist_id: ids.checklist,
        position: 0,
        title: text,
        description: text,
        event_name: canary,
      },
    ],
    ['checklist_exposure', { ...member, checklist_id: ids.checklist, shown_at: now }],
    ['checklist_progress', { ...member, item_id: ids.item, count: 1, started_at: now }],
    ...valuesOf({ now, canary, ids }),
    ...feedOf({ now, canary, ids, later }),
    ...revenueOf({ now, canary, ids, day }),
    ['annotation', { id: ids.annotation, day, text: canary, operator_id: ids.operator, created_at: now }],
    [
      'set_up_change',
      { id: ids.change, operator_id: ids.operator, action: 'origin.added', subject: canary, created_at: now },
    ],
    ['activity_state', { snapshot: '1:1:', time_zone: 'UTC', folded_at: now }],
    ['activity_day', { key: canary, day, members: Buffer.alloc(0), version: 1 }],
    ['answer_day', { survey_id: ids.survey, day, score: 9, ordinals: Buffer.alloc(0) }],
    ['activity_correction', { ...member, id: newId(), kind: 'answers' }],
  ];
}

interface Told {
  now: Date;
  canary: string;
  ids: Ids;
}

function peopleOf({ now, canary, ids, earlier }: Told & { earlier: Date }): [string, Row][] {
  const seen = { first_seen_at: earlier, last_seen_at: now };
  const tracked = {
    member_id: ids.member,
    kind: 'event.tracked',
    subject: canary,
    occurred_at: earlier,
    occurred_at_raw: earlier,
    page: `/${canary}`,
    payload: { name: canary },
  };
  return [
    [
      'member',
      {
        ...seen,
        id: ids.member,
        external_id: ids.memberName,
        account_id: ids.account,
        name: canary,
        email: `${canary}@user.example`,
        traits: { [canary]: canary },
      },
    ],
    ['member', { ...seen, id: ids.newcomer, external_id: ids.newcomerName, name: canary }],
    ['member', { ...seen, id: ids.anonymous, anonymous_hash: digest(ids.anonymousToken) }],
    ['interaction', { ...tracked, id: ids.earlierInteraction, received_at: earlier }],
    ['interaction', { ...tracked, id: ids.interaction, received_at: now }],
    ['referral_code', { code: ids.code, member_id: ids.member }],
    ['referral_click', { code: ids.code, visitor_hash: randomBytes(32), clicked_at: now }],
    ['referral', { member_id: ids.newcomer, code: ids.code, joined_at: now }],
  ];
}

function valuesOf({ now, canary, ids }: Told): [string, Row][] {
  const text = { en: canary };
  const redeemer = { member_id: ids.member };
  return [
    ['earning_rule', { kind: 'post.created', points: 5 }],
    ['earning_rule', { kind: 'referral.qualified', points: 50 }],
    ['ledger_account', { id: ids.issuance, kind: 'issuance', balance: 0 }],
    ['ledger_account', { ...redeemer, id: ids.wallet, kind: 'member', balance: 0 }],
    [
      'ledger_transaction',
      { id: ids.movement, reason: 'post.created', source_id: ids.post, created_at: now },
    ],
    // Alone an entry would not sum to zero.
    ['ledger_entry', { transaction_id: ids.movement, account_id: ids.wallet, amount: 0 }],
    ['level', { number: 1, name: text, threshold: 0 }],
    [
      'badge',
      { id: ids.badge, name: text, description: text, icon: 'star', kind: 'post.created', target: 1 },
    ],
    ['badge_award', { ...redeemer, badge_id: ids.badge, count: 1, awarded_at: now }],
    ['reward', { id: ids.reward, name: text, description: text, cost: 1, stock: 5 }],
    [
      'redemption',
      { ...redeemer, id: ids.redemption, reward_id: ids.reward, code: canary.slice(0, 12), redeemed_at: now },
    ],
  ];
}

function feedOf({ now, canary, ids, later }: Told & { later: Date }): [string, Row][] {
  const decided = { operator_id: ids.operator, member_id: ids.member, created_at: now };
  return [
    ['post', { id: ids.post, author_id: ids.member, text: canary, comment_count: 1, created_at: now }],
    [
      'comment',
      { id: ids.comment, post_id: ids.post, author_id: ids.newcomer, text: canary, created_at: now },
    ],
    ['reaction', { post_id: ids.post, member_id: ids.newcomer, emoji: '👍', created_at: now }],
    [
      'report',
      {
        id: ids.report,
        post_id: ids.post,
        reporter_id: ids.newcomer,
        reason: 'spam',
        note: canary,
        created_at: now,
      },
    ],
    [
      'moderation_action',
      {
        ...decided,
        id: ids.action,
        batch_id: ids.action,
        action: 'warn',
        post_id: ids.post,
        reason: 'other',
        note: canary,
      },
    ],
    ['moderation_claim', { target_id: ids.post, operator_id: ids.operator, until: later }],
    ['member_ban', { id: ids.ban, member_id: ids.newcomer, since: now, until: now }],
  ];
}

function revenueOf({ now, canary, ids, day }: Told & { day: string }): [string, Row][] {
  const account = { account_id: ids.account };
  return [
    ['subscription', { ...account, id: ids.subscription, source: 'api' }],
    [
      'subscription_fact',
      {
        ...account,
        id: canary,
        subscription_id: ids.subscription,
        at: now,
        mrr: 1_000,
        currency: 'USD',
        status: 'active',
        plan: canary,
      },
    ],
    ['mrr_step', { ...account, currency: 'USD', at: now, mrr: 1_000 }],
    ['exchange_rate', { currency: 'EUR', rate: 1.1 }],
    ['acquisition_spend', { month: `${day.slice(0, 7)}-01`, amount: 5 }],
  ];
}
