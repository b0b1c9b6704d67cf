import type { Sql } from '../database/database.ts';

export interface ListedAccount {
  /** UUID. */
  id: string;
  name: string;
  plan: string | null;
}

/** These accounts, by name; an account without one goes by the host's own id. */
export const findAccounts = (sql: Sql, projectId: string, ids: readonly string[]): Promise<ListedAccount[]> =>
  sql.query<ListedAccount & { [column: string]: unknown }>(
    `SELECT id, coalesce(name, external_id) AS name, plan FROM account
     WHERE project_id = $1::uuid AND id = ANY($2::uuid[]) ORDER BY name, id`,
    [projectId, ids],
  );
