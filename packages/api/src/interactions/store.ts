import type { Transaction } from '../database/database.ts';
import { keyOf, type Valid } from './item.ts';

/**
 * The keys of those that were not there before. A member that does not exist or was forgotten stores nothing; the lock
 * makes forgetting wait for what is being stored, and the other way round.
 */
export async function insert(tx: Transaction, items: readonly Valid[]): Promise<Set<string>> {
  if (items.length === 0) return new Set();
  const rows = await tx.query<{ project_id: string; id: string }>(
    // Each member is locked once, by plain conditions: one who is just being forgotten is judged again afterwards.
    `WITH present AS MATERIALIZED (
       SELECT project_id, id FROM member
       WHERE project_id = ANY ($12::uuid[]) AND id = ANY ($13::uuid[]) AND forgotten_at IS NULL
       FOR KEY SHARE)
     INSERT INTO interaction (project_id, id, member_id, kind, widget, subject,
                              occurred_at, occurred_at_raw, received_at, page, payload)
     SELECT i.project_id, i.id, i.member_id, i.kind, i.widget, i.subject,
            i.occurred_at, i.occurred_at_raw, i.received_at, i.page, i.payload::jsonb
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                 $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[])
       AS i(project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, received_at, page, payload)
     JOIN present m ON m.project_id = i.project_id AND m.id = i.member_id
     -- The same items sent again in another order would wait for these in a circle.
     ORDER BY i.project_id, i.id
     ON CONFLICT DO NOTHING
     RETURNING project_id, id`,
    [
      items.map(({ fact }) => fact.projectId),
      items.map(({ fact }) => fact.id),
      items.map(({ fact }) => fact.memberId),
      items.map(({ fact }) => fact.kind),
      items.map(({ widget }) => widget),
      items.map(({ subject }) => subject),
      items.map(({ fact }) => fact.at),
      items.map(({ occurredAtRaw }) => occurredAtRaw),
      items.map(({ storedAt }) => storedAt),
      items.map(({ page }) => page),
      items.map(({ payload }) => payload),
      [...new Set(items.map(({ fact }) => fact.projectId))],
      [...new Set(items.map(({ fact }) => fact.memberId))],
    ],
  );
  return new Set(rows.map((row) => keyOf({ projectId: row.project_id, id: row.id })));
}

/**
 * Groups of a project share it while they are stored. Whoever looks for the item that broke one has it alone: it locks
 * in another order than all the others, and would wait with them in a circle.
 */
export async function enterProjects(
  tx: Transaction,
  projectIds: readonly string[],
  { alone }: { alone: boolean },
): Promise<void> {
  const lock = alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await tx.execute(
    `SELECT ${lock}(key) FROM (
       SELECT hashtextextended('hearth group ' || id, 0) AS key FROM unnest($1::text[]) AS id ORDER BY key OFFSET 0) AS keys`,
    [projectIds],
  );
}

/**
 * Makes other transactions that are to count what these members did wait for this one, in key order: each would count
 * without what the other is just adding.
 */
export async function lockMembers(
  tx: Transaction,
  members: readonly { projectId: string; memberId: string }[],
): Promise<void> {
  await tx.execute(
    `SELECT FROM member
     WHERE (project_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY project_id, id FOR NO KEY UPDATE`,
    [members.map(({ projectId }) => projectId), members.map(({ memberId }) => memberId)],
  );
}

/** Which of these are stored. */
export async function findStored(
  tx: Transaction,
  rows: readonly { projectId: string; id: string }[],
): Promise<Set<string>> {
  const found = await tx.query<{ project_id: string; id: string }>(
    `SELECT i.project_id, i.id FROM interaction i
     JOIN unnest($1::uuid[], $2::uuid[]) AS w(project_id, id) ON w.project_id = i.project_id AND w.id = i.id`,
    [rows.map(({ projectId }) => projectId), rows.map(({ id }) => id)],
  );
  return new Set(found.map((row) => keyOf({ projectId: row.project_id, id: row.id })));
}

/** Takes back what this very transaction inserted and a handler then refused. */
export async function remove(
  tx: Transaction,
  rows: readonly { projectId: string; id: string }[],
): Promise<void> {
  await tx.execute(
    `DELETE FROM interaction i USING unnest($1::uuid[], $2::uuid[]) AS w(project_id, id)
     WHERE i.project_id = w.project_id AND i.id = w.id`,
    [rows.map(({ projectId }) => projectId), rows.map(({ id }) => id)],
  );
}

/**
 * Notes that these members were here. Within a minute of the last note nothing is written, and a member whom
 * another transaction is noting right now is skipped: waiting for it would gain nothing.
 */
export async function touchMembers(
  tx: Transaction,
  members: readonly { projectId: string; memberId: string }[],
  now: Date,
): Promise<void> {
  await tx.execute(
    `UPDATE member m SET last_seen_at = $3::timestamptz
     FROM (SELECT t.project_id, t.id FROM member t
           JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS w(project_id, id)
             ON t.project_id = w.project_id AND t.id = w.id
           WHERE t.last_seen_at < $3::timestamptz - interval '1 minute'
           FOR NO KEY UPDATE OF t SKIP LOCKED) AS stale
     WHERE m.project_id = stale.project_id AND m.id = stale.id`,
    [members.map(({ projectId }) => projectId), members.map(({ memberId }) => memberId), now],
  );
}
