import type { Sql } from '../database/database.ts';

export interface ActiveMember {
  /** UUID. */
  id: string;
  ordinal: number;
  name: string | null;
  accountName: string | null;
  lastSeenAt: Date;
}

/** The members of these ordinals. */
export async function findByOrdinal(
  sql: Sql,
  projectId: string,
  ordinals: readonly number[],
): Promise<ActiveMember[]> {
  return sql.query<ActiveMember & { [column: string]: unknown }>(
    `SELECT m.id, m.ordinal, m.name, coalesce(a.name, a.external_id) AS "accountName", m.last_seen_at AS "lastSeenAt"
     FROM member m LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     WHERE m.project_id = $1::uuid AND m.ordinal = ANY($2::int[])`,
    [projectId, ordinals],
  );
}
