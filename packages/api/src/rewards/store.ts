import type { Transaction } from '../database/database.ts';

interface Rule {
  points: number;
  perDay: number;
}

const keyOf = (...parts: string[]): string => parts.join('/');

/** By `project/reason`. */
export type Rules = ReadonlyMap<string, Rule>;

/** All of these projects' earning rules. */
export async function findRules(tx: Transaction, projectIds: readonly string[]): Promise<Rules> {
  const rows = await tx.query<{ project_id: string; kind: string; points: number; per_day: number }>(
    `SELECT project_id, kind, points, per_day FROM earning_rule WHERE project_id = ANY ($1::uuid[])`,
    [projectIds],
  );
  return new Map(
    rows.map((row) => [keyOf(row.project_id, row.kind), { points: row.points, perDay: row.per_day }]),
  );
}

/** The kinds, as `project/kind`, that count towards some badge of these projects. */
export async function findBadgeKinds(
  tx: Transaction,
  projectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ project_id: string; kind: string }>(
    `SELECT DISTINCT project_id, kind FROM badge WHERE project_id = ANY ($1::uuid[]) AND active`,
    [projectIds],
  );
  return new Set(rows.map((row) => keyOf(row.project_id, row.kind)));
}

/** When each account was paid for a reason, from 24 hours before the first of these to the last; by project, member and reason. */
export async function findRecent(
  tx: Transaction,
  wanted: readonly { projectId: string; memberId: string; reason: string; at: Date }[],
): Promise<Map<string, Date[]>> {
  if (wanted.length === 0) return new Map();
  const times = wanted.map(({ at }) => at.getTime());
  const rows = await tx.query<{ project_id: string; member_id: string; reason: string; paid_at: Date[] }>(
    // OFFSET 0 keeps the planner to this order, from a member's few entries to their transactions: on a table that
    // grew since it was last analysed it would otherwise begin with all of the project's.
    `SELECT w.project_id, w.member_id, w.reason, array_agg(t.created_at) AS paid_at
     FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])) AS w(project_id, member_id, reason)
     JOIN ledger_account a ON a.project_id = w.project_id AND a.member_id = w.member_id
     CROSS JOIN LATERAL (
       SELECT e.project_id, e.transaction_id FROM ledger_entry e
       WHERE e.project_id = a.project_id AND e.account_id = a.id OFFSET 0) e
     CROSS JOIN LATERAL (
       SELECT t.created_at FROM ledger_transaction t
       WHERE t.project_id = e.project_id AND t.id = e.transaction_id AND t.reason = w.reason
         AND t.created_at > $4::timestamptz - interval '24 hours'
         AND t.created_at <= $5::timestamptz + interval '1 minute' OFFSET 0) t
     GROUP BY 1, 2, 3`,
    [
      wanted.map(({ projectId }) => projectId),
      wanted.map(({ memberId }) => memberId),
      wanted.map(({ reason }) => reason),
      new Date(Math.min(...times)),
      new Date(Math.max(...times)),
    ],
  );
  return new Map(rows.map((row) => [keyOf(row.project_id, row.member_id, row.reason), row.paid_at]));
}

export interface BadgeCount {
  projectId: string;
  badgeId: string;
  kind: string;
  memberId: string;
  name: string;
  icon: string;
  target: number;
  count: number;
}

/** Adds what was done to the badges that it counts towards; only badges not yet awarded come back. */
export async function addToBadges(
  tx: Transaction,
  done: readonly { projectId: string; memberId: string; kind: string; times: number; at: Date }[],
): Promise<BadgeCount[]> {
  const rows = await tx.query<{
    project_id: string;
    badge_id: string;
    member_id: string;
    kind: string;
    name: string;
    icon: string;
    target: number;
    count: number;
  }>(
    `WITH counted AS (
       INSERT INTO badge_award AS a (project_id, badge_id, member_id, count, awarded_at)
       SELECT b.project_id, b.id, d.member_id, d.times, CASE WHEN d.times >= b.target THEN d.at END
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::timestamptz[])
         AS d(project_id, member_id, kind, times, at)
       JOIN badge b ON b.project_id = d.project_id AND b.kind = d.kind AND b.active
       ORDER BY 1, 2, 3
       ON CONFLICT (project_id, badge_id, member_id) DO UPDATE
         SET count = a.count + excluded.count,
             awarded_at = CASE WHEN a.count + excluded.count >= (
               SELECT target FROM badge t WHERE t.project_id = a.project_id AND t.id = a.badge_id) THEN $6::timestamptz END
         WHERE a.awarded_at IS NULL
       RETURNING project_id, badge_id, member_id, count
     )
     SELECT c.project_id, c.badge_id, c.member_id, c.count, b.kind, b.name->>'en' AS name, b.icon, b.target
     FROM counted c JOIN badge b ON b.project_id = c.project_id AND b.id = c.badge_id
     ORDER BY b.target, b.id`,
    [
      done.map(({ projectId }) => projectId),
      done.map(({ memberId }) => memberId),
      done.map(({ kind }) => kind),
      done.map(({ times }) => times),
      done.map(({ at }) => at),
      done[0]?.at ?? null,
    ],
  );
  return rows.map((row) => ({
    projectId: row.project_id,
    badgeId: row.badge_id,
    memberId: row.member_id,
    kind: row.kind,
    name: row.name,
    icon: row.icon,
    target: row.target,
    count: row.count,
  }));
}

/** Says when badges were earned that this very transaction has awarded. */
export async function dateAwards(
  tx: Transaction,
  awards: readonly { projectId: string; badgeId: string; memberId: string; at: Date }[],
): Promise<void> {
  await tx.execute(
    `UPDATE badge_award a SET awarded_at = w.at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS w(project_id, badge_id, member_id, at)
     WHERE a.project_id = w.project_id AND a.badge_id = w.badge_id AND a.member_id = w.member_id`,
    [
      awards.map(({ projectId }) => projectId),
      awards.map(({ badgeId }) => badgeId),
      awards.map(({ memberId }) => memberId),
      awards.map(({ at }) => at),
    ],
  );
}

export interface RewardRow {
  projectId: string;
  id: string;
  cost: number;
  stock: number;
}

/** Locks the rewards that can be had now, in key order. */
export async function lockRewards(
  tx: Transaction,
  wanted: readonly { projectId: string; rewardId: string }[],
): Promise<Map<string, RewardRow>> {
  const rows = await tx.query<{ project_id: string; id: string; cost: number; stock: number }>(
    `SELECT r.project_id, r.id, r.cost, r.stock FROM reward r
     WHERE r.active AND (r.project_id, r.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY r.project_id, r.id
     FOR NO KEY UPDATE OF r`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ rewardId }) => rewardId)],
  );
  return new Map(
    rows.map((row) => [
      keyOf(row.project_id, row.id),
      { projectId: row.project_id, id: row.id, cost: row.cost, stock: row.stock },
    ]),
  );
}

/** Writes redemptions and takes each from its reward's stock. */
export async function writeRedemptions(
  tx: Transaction,
  redemptions: readonly {
    projectId: string;
    id: string;
    rewardId: string;
    memberId: string;
    code: string;
    at: Date;
  }[],
): Promise<void> {
  await tx.execute(
    `WITH redeemed AS (
       INSERT INTO redemption (project_id, id, reward_id, member_id, code, redeemed_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[])
       RETURNING project_id, reward_id
     )
     UPDATE reward r SET stock = r.stock - d.taken
     FROM (SELECT project_id, reward_id, count(*)::int AS taken FROM redeemed GROUP BY 1, 2) d
     WHERE r.project_id = d.project_id AND r.id = d.reward_id`,
    [
      redemptions.map(({ projectId }) => projectId),
      redemptions.map(({ id }) => id),
      redemptions.map(({ rewardId }) => rewardId),
      redemptions.map(({ memberId }) => memberId),
      redemptions.map(({ code }) => code),
      redemptions.map(({ at }) => at),
    ],
  );
}
