import type { Sql, Transaction } from '../database/database.ts';

export interface Ban {
  since: Date;
  /** null: until it is lifted. */
  until: Date | null;
}

interface Row {
  asked: number;
  since: Date;
  until: Date | null;
}

/** For each of these members the ban that is in force at the instant asked about, if there is one; in their order. */
export async function findBans(
  sql: Sql,
  asked: readonly { projectId: string; memberId: string; at: Date }[],
): Promise<(Ban | undefined)[]> {
  if (asked.length === 0) return [];
  // Of several, the one that lasts longest: one without an end is infinite.
  const rows = await sql.query<Row & { [column: string]: unknown }>(
    `SELECT DISTINCT ON (w.asked) w.asked::int, b.since, b.until
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) WITH ORDINALITY AS w(project_id, member_id, at, asked)
     JOIN member_ban b ON b.project_id = w.project_id AND b.member_id = w.member_id
     WHERE b.lifted_at IS NULL AND b.since <= w.at AND coalesce(b.until, 'infinity') > w.at
     ORDER BY w.asked, coalesce(b.until, 'infinity') DESC`,
    [
      asked.map(({ projectId }) => projectId),
      asked.map(({ memberId }) => memberId),
      asked.map(({ at }) => at),
    ],
  );
  const found = new Map(rows.map(({ asked: place, since, until }) => [place, { since, until }]));
  return asked.map((_, index) => found.get(index + 1));
}

/** Ends what bans they have and, unless null, begins another. Their rows are locked by `lockMembers`. */
export async function replaceBan(
  tx: Transaction,
  member: { projectId: string; memberId: string; id: string; now: Date },
  ban: { until: Date | null } | null,
): Promise<void> {
  const { projectId, memberId, id, now } = member;
  await tx.execute(
    `UPDATE member_ban SET lifted_at = $3::timestamptz
     WHERE project_id = $1::uuid AND member_id = $2::uuid AND lifted_at IS NULL`,
    [projectId, memberId, now],
  );
  if (!ban) return;
  await tx.execute(
    `INSERT INTO member_ban (project_id, id, member_id, since, until)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz)`,
    [projectId, id, memberId, now, ban.until],
  );
}
