import type { Sql, Transaction } from '../database/database.ts';

export interface Ban {
  since: Date;
  /** null: until it is lifted. */
  until: Date | null;
}

interface Row {
  project_id: string;
  member_id: string;
  since: Date;
  until: Date | null;
}

/** The bans of these members that are in force at their instant; by `project/member`. */
export async function findBans(
  sql: Sql,
  asked: readonly { projectId: string; memberId: string; at: Date }[],
): Promise<Map<string, Ban>> {
  if (asked.length === 0) return new Map();
  // Of several, the one that lasts longest: one without an end is infinite.
  const rows = await sql.query<Row>(
    `SELECT DISTINCT ON (b.project_id, b.member_id) b.project_id, b.member_id, b.since, b.until
     FROM member_ban b
     JOIN unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS w(project_id, member_id, at)
       ON w.project_id = b.project_id AND w.member_id = b.member_id
     WHERE b.lifted_at IS NULL AND b.since <= w.at AND coalesce(b.until, 'infinity') > w.at
     ORDER BY b.project_id, b.member_id, coalesce(b.until, 'infinity') DESC`,
    [
      asked.map(({ projectId }) => projectId),
      asked.map(({ memberId }) => memberId),
      asked.map(({ at }) => at),
    ],
  );
  return new Map(
    rows.map(({ project_id, member_id, since, until }) => [`${project_id}/${member_id}`, { since, until }]),
  );
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
