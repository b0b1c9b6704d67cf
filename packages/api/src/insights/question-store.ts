import type { MemberSet } from '../activity/member-set.ts';
import type { Sql } from '../database/database.ts';

/** UUIDs of the accounts that these members belong to. */
export async function findAccountsOf(
  sql: Sql,
  projectId: string,
  members: MemberSet,
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ account_id: string }>(
    `SELECT DISTINCT m.account_id
     FROM unnest($2::int[]) AS o(ordinal)
     JOIN member m ON m.project_id = $1::uuid AND m.ordinal = o.ordinal
     WHERE m.account_id IS NOT NULL`,
    [projectId, [...members.toUint32Array()]],
  );
  return new Set(rows.map((row) => row.account_id));
}
