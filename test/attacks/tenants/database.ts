import { createHash, randomUUID } from 'node:crypto';
import { type Database, migrate, openDatabase } from '@hearth/api';
import { inject } from 'vitest';

/** A migrated, empty database on the throwaway server. */
export async function openEmptyDatabase(): Promise<Database> {
  const server = new URL(inject('postgresUrl'));
  const name = `tenants_${randomUUID().replaceAll('-', '')}`;
  const admin = await openDatabase({ url: server.href, maxConnections: 1 });
  await admin.script(`CREATE DATABASE ${name}`).finally(() => admin.close());
  server.pathname = `/${name}`;
  const database = await openDatabase({ url: server.href, maxConnections: 4, statementTimeoutMs: 30_000 });
  await migrate(database);
  return database;
}

/** Every table of projects, with the column that says whose a row is. */
export function findTables(database: Database): Promise<{ name: string; tenant: string }[]> {
  return database.query(
    `SELECT table_name AS name, column_name AS tenant FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = CASE table_name WHEN 'project' THEN 'id' ELSE 'project_id' END
     ORDER BY 1`,
  );
}

/** A digest of all that a project has, table by table: equal only when not a byte of any row has changed. */
export async function digestOf(
  database: Database,
  tables: readonly { name: string; tenant: string }[],
  projectId: string,
): Promise<Record<string, string>> {
  const rows = await database.query<{ name: string; row: string }>(
    tables
      .map(
        ({ name, tenant }) =>
          `SELECT '${name}' AS name, t::text AS row FROM ${name} t WHERE ${tenant} = $1::uuid`,
      )
      .join(' UNION ALL ')
      .concat(' ORDER BY 1, 2'),
    [projectId],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const hash = createHash('sha256');
    for (const one of rows) if (one.name === name) hash.update(one.row);
    digests[name] = hash.digest('hex');
  }
  return digests;
}
