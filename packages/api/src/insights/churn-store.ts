import type { Sql } from '../database/database.ts';

/**
 * Why accounts left: the last thing that somebody of each said, up to a month after it was lost and at most a year and
 * a month before, since a subscription that was cancelled may be paid for that long. By the account's UUID.
 */
export async function findExitReasons(
  sql: Sql,
  projectId: string,
  lost: readonly { accountId: string; at: Date }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ account_id: string; reason: string }>(
    `SELECT DISTINCT ON (l.account_id) l.account_id, e.reason
     FROM unnest($2::uuid[], $3::timestamptz[]) AS l(account_id, at)
     JOIN exit_answer e ON e.project_id = $1::uuid AND e.account_id = l.account_id
       AND e.answered_at BETWEEN l.at - interval '13 months' AND l.at + interval '1 month'
     ORDER BY l.account_id, e.answered_at DESC, e.id DESC`,
    [projectId, lost.map(({ accountId }) => accountId), lost.map(({ at }) => at)],
  );
  return new Map(rows.map((row) => [row.account_id, row.reason]));
}

export interface NamedAccount {
  id: string;
  name: string;
  plan: string | null;
}

/** What accounts are called, by their UUID. */
export async function findAccountNames(
  sql: Sql,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, NamedAccount>> {
  const rows = await sql.query<NamedAccount & { [column: string]: unknown }>(
    `SELECT id, coalesce(name, external_id) AS name, plan FROM account
     WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [projectId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
