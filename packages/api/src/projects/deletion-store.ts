import type { Sql, Transaction } from '../database/database.ts';
import type { Pointing } from './deletion-order.ts';

/** A table of projects' rows; names as they stand in a statement. */
export interface TenantTable extends Pointing {
  /** The column that says whose a row is. */
  tenant: string;
  /** The primary key's columns. */
  key: string[];
}

export interface NamedProject {
  id: string;
  name: string;
  siteKey: string;
}

/** Of a project that may be closed already; null: there is none. One of the two names it. */
export async function findNamed(
  sql: Sql,
  { id = null, siteKey = null }: { id?: string | null; siteKey?: string | null },
): Promise<NamedProject | null> {
  const [project] = await sql.query<NamedProject & { [column: string]: unknown }>(
    `SELECT id, name, site_key AS "siteKey" FROM project WHERE id = $1::uuid OR site_key = $2::text`,
    [id, siteKey],
  );
  return project ?? null;
}

/** Every table that has rows of projects, by the database's own catalogue: a new one is among them by itself. */
export async function readTenantTables(sql: Sql): Promise<TenantTable[]> {
  return sql.query<TenantTable & { [column: string]: unknown }>(
    `SELECT c.oid::regclass::text AS name, quote_ident(a.attname) AS tenant,
            ARRAY(SELECT quote_ident(k.attname)::text
                  FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS column_of(number, place)
                  JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = column_of.number
                  WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY column_of.place) AS key,
            ARRAY(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
                  WHERE f.contype = 'f' AND f.conrelid = c.oid) AS "pointsTo"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attname = CASE c.relname WHEN 'project' THEN 'id' ELSE 'project_id' END
     ORDER BY c.relname`,
  );
}

/** How many rows of a project each of these tables has, in their order. */
export async function countRows(
  sql: Sql,
  tables: readonly TenantTable[],
  projectId: string,
): Promise<number[]> {
  const counts = tables.map(
    ({ name, tenant }) => `(SELECT count(*) FROM ${name} WHERE ${tenant} = $1::uuid)`,
  );
  const [row] = await sql.query<{ counts: number[] }>(
    `SELECT ARRAY[${counts.join(', ')}]::float8[] AS counts`,
    [projectId],
  );
  return row?.counts ?? [];
}

/** From when on nobody is let in who names this project; null: everybody is again. */
export async function setClosed(sql: Sql, projectId: string, at: Date | null): Promise<void> {
  await sql.execute('UPDATE project SET closed_at = $2::timestamptz WHERE id = $1::uuid', [projectId, at]);
}

/** Lets this transaction delete what is otherwise only appended, of this project alone; see the migration. */
export async function announceDeletion(tx: Transaction, projectId: string): Promise<void> {
  await tx.query(`SELECT set_config('hearth.deleting', $1::text, true)`, [projectId]);
}

/** Keeps everybody from adding a row that points to these. In key order, as all who lock several do. */
export async function lockRows(tx: Transaction, table: TenantTable, projectId: string): Promise<void> {
  const { name, tenant, key } = table;
  await tx.query(
    `SELECT count(*) FROM (SELECT FROM ${name} WHERE ${tenant} = $1::uuid ORDER BY ${key.join(', ')} FOR UPDATE) AS held`,
    [projectId],
  );
}

export async function deleteRows(
  tx: Transaction,
  { name, tenant }: TenantTable,
  projectId: string,
): Promise<void> {
  await tx.execute(`DELETE FROM ${name} WHERE ${tenant} = $1::uuid`, [projectId]);
}
