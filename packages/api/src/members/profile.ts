import { FactsSchema, type MemberProfile, type Timeline, WidgetNameSchema } from '@hearth/schema';
import { PASSIVE_KINDS } from '../activity/keys.ts';
import { ownItems } from '../checklists/state.ts';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { readCursor, writeCursor } from '../feed/cursor.ts';
import { rowId, wireId } from '../ids.ts';
import { summarise } from '../interactions/summary.ts';
import { findBadges, findLevels, findStanding } from '../rewards/read-store.ts';
import { explainMember } from '../segments/explain.ts';
import { findAnswersOf, findProfile, findTimeline } from './profile-store.ts';
import { accountOf } from './search.ts';

/** The console speaks English. */
const LOCALE = 'en';

export const nobody = () =>
  new HearthError(
    'not_found',
    'There is no such member. They may have been forgotten, or have signed in as somebody who is there.',
  );

/** Everything known of one member, and which segments they are in and why. */
export async function getProfile(
  services: Services,
  projectId: string,
  wireMemberId: string,
): Promise<MemberProfile> {
  const { database } = services;
  const [memberId, now] = [rowId(wireMemberId), services.now()];
  const row = await findProfile(database, { projectId, memberId, now, passive: PASSIVE_KINDS });
  if (!row) throw nobody();
  const [answers, standing, levels, badges, steps, segments] = await Promise.all([
    findAnswersOf(database, projectId, memberId),
    findStanding(database, projectId, memberId),
    findLevels(database, projectId, LOCALE),
    findBadges(database, projectId, memberId, LOCALE),
    ownItems({ services, project: { id: projectId }, memberId }, LOCALE),
    explainMember(database, projectId, memberId, now),
  ]);
  const earned = standing?.earned ?? 0;
  return {
    id: wireMemberId,
    externalId: row.external_id,
    name: row.name,
    email: row.email,
    verified: row.external_id !== null,
    locale: row.locale,
    timeZone: row.time_zone,
    traits: FactsSchema.parse(row.traits),
    account: row.account_id === null ? null : accountOf(row.account_id, row.account_name, row.account_plan),
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    activeDays: row.active_days,
    points: {
      balance: standing?.balance ?? 0,
      earned,
      level: levels.findLast(({ threshold }) => threshold <= earned)?.name ?? null,
    },
    badges: badges.flatMap(({ name, awarded_at }) =>
      awarded_at ? [{ name, awardedAt: awarded_at.toISOString() }] : [],
    ),
    answers: answers.map(({ id, answered_at, ...answer }) => ({
      ...answer,
      id: wireId('answer', id),
      answeredAt: answered_at.toISOString(),
    })),
    steps: steps.map(({ title, completed_at }) => ({
      title,
      completedAt: completed_at?.toISOString() ?? null,
    })),
    writing: { posts: row.posts, comments: row.comments },
    referral: { code: row.code, joined: row.joined, qualified: row.qualified },
    bannedUntil: row.banned_until?.toISOString() ?? null,
    isBannedForGood: row.is_banned && row.banned_until === null,
    segments,
  };
}

/** What a member did, the latest first. */
export async function getTimeline(
  { database }: Services,
  projectId: string,
  { memberId, limit, cursor }: { memberId: string; limit: number; cursor?: string | undefined },
): Promise<Timeline> {
  const rows = await findTimeline(database, {
    projectId,
    memberId: rowId(memberId),
    after: cursor === undefined ? null : readCursor(cursor),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, kind, widget, payload, page: path, occurred_at }) => ({
      id: wireId('interaction', id),
      kind,
      widget: WidgetNameSchema.nullable().catch(null).parse(widget),
      occurredAt: occurred_at.toISOString(),
      page: path,
      summary: summarise(payload),
    })),
    nextCursor: rows.length > limit && last ? writeCursor({ at: last.occurred_at, id: last.id }) : null,
  };
}
