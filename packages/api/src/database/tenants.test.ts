import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { type Furnished, furnish } from '../testing/furnished.ts';
import type { Database, Transaction } from './database.ts';
import { inTenant } from './tenant-scope.ts';
import { openTestDatabase } from './testing.ts';

// The second wall by itself: what the database refuses to somebody who has forgotten every filter.

const database: Database = await openTestDatabase();
let own: Furnished;
let foreign: Furnished;

beforeAll(async () => {
  own = await furnish(database);
  foreign = await furnish(database);
});
afterAll(() => database.close());

/** Tables of no project, each with what it is for: the role of requests has no right to any of them. */
const OPEN: Readonly<Record<string, string>> = {
  _prisma_migrations: 'what was done to this database',
  limit_window: 'requests counted, before it is known whose they are',
};

const tables = await database.query<{ name: string; tenant: string | null; isEnclosed: boolean }>(
  `SELECT c.relname AS name, c.relrowsecurity AS "isEnclosed",
          (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND NOT attisdropped
            AND attname = CASE c.relname WHEN 'project' THEN 'id' ELSE 'project_id' END) AS tenant
   FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
   ORDER BY c.relname`,
);
const enclosed = tables.flatMap(({ name, tenant }) => (tenant === null ? [] : [{ name, tenant }]));

/** A transaction that ends as if it had never been. */
async function undone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const over = new Error('over');
  let result: { value: T } | undefined;
  const run = database.transaction(async (tx) => {
    result = { value: await work(tx) };
    throw over;
  });
  await expect(run).rejects.toBe(over);
  if (!result) throw over;
  return result.value;
}

const codeOf = async (asked: Promise<unknown>): Promise<unknown> => {
  try {
    return await asked;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

const PRIVILEGE = '42501';
/** What was said and done is refused any change, whoever asks. */
const IMMUTABLE = '23001';

describe('every table', () => {
  it('belongs to projects and is shut, or is named here as one that does not', () => {
    expect(tables.filter(({ tenant }) => tenant === null).map(({ name }) => name)).toEqual(
      Object.keys(OPEN).sort(),
    );
    expect(tables.filter(({ tenant, isEnclosed }) => tenant !== null && !isEnclosed)).toEqual([]);
    expect(enclosed.length).toBeGreaterThan(40);
  });

  it('lets nobody past but by the one policy, for reading and writing alike', async () => {
    const policies = await database.query<{ name: string; policy: string; roles: string; command: string }>(
      `SELECT tablename AS name, policyname AS policy, array_to_string(roles, ',') AS roles, cmd AS command,
              replace(replace(qual, project_key, 'KEY'), ' ', '') AS qual, with_check
       FROM (SELECT *, CASE tablename WHEN 'project' THEN '(id ' ELSE '(project_id ' END AS project_key
             FROM pg_policies) p ORDER BY tablename`,
    );
    expect(policies.map(({ name }) => name)).toEqual(enclosed.map(({ name }) => name));
    const shapes = new Set(policies.map(({ name: _, ...shape }) => JSON.stringify(shape)));
    expect([...shapes]).toHaveLength(1);
    expect(policies[0]).toMatchObject({ roles: 'hearth_app', command: 'ALL', with_check: null });
  });

  it('is owned by somebody else than the role of requests, which may not go around the wall', async () => {
    const [role] = await database.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
              EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns,
              EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) AS is_more
       FROM pg_roles r WHERE rolname = 'hearth_app'`,
    );
    expect(Object.values(role ?? { there: true })).toEqual(Array(7).fill(false));
  });

  it('of no project is out of that role’s reach', async () => {
    const rights = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.role_table_grants WHERE grantee = 'hearth_app'`,
    );
    const reachable = new Set(rights.map(({ name }) => name));
    expect(Object.keys(OPEN).filter((name) => reachable.has(name))).toEqual([]);
  });

  it('that is new is found open, and shut by the one line that its migration ends with', async () => {
    const open = (tx: Transaction) =>
      tx.query(`SELECT relname FROM pg_class WHERE relname = 'novelty' AND NOT relrowsecurity`);
    await undone(async (tx) => {
      await tx.script('CREATE TABLE novelty (project_id uuid)');
      expect(await open(tx)).toHaveLength(1);
      await tx.script('SELECT enclose_tenants()');
      expect(await open(tx)).toHaveLength(0);
    });
  });
});

describe('within the scope of one project, with no filter at all', () => {
  it.each(enclosed)('$name shows and locks the rows of that project alone', async ({ name, tenant }) => {
    const all = await database.query(`SELECT DISTINCT ${tenant} FROM ${name}`);
    expect(all.length).toBeGreaterThan(1);
    const lock = `SELECT count(*) FILTER (WHERE ${tenant} = '${own.projectId}') AS own, count(*) AS all
                  FROM (SELECT * FROM ${name} FOR UPDATE) t`;
    const [seen] = await inTenant([own.projectId], () => database.query<{ own: number; all: number }>(lock));
    expect(seen?.own).toBeGreaterThan(0);
    expect(seen?.all).toBe(seen?.own);
  });

  it.each(enclosed)(
    '$name lets no row of another be changed, deleted, added or given away',
    async (table) => {
      const { name, tenant } = table;
      const [row] = await database.query<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${tenant} = $1::uuid LIMIT 1`,
        [foreign.projectId],
      );
      const attempt = (text: string, params: string[]) =>
        codeOf(inTenant([own.projectId], () => database.execute(text, params)));
      const isTheirs = `WHERE ${tenant} = $1::uuid`;
      const whole = name === 'project';

      expect(await attempt(`UPDATE ${name} SET ${tenant} = ${tenant} ${isTheirs}`, [foreign.projectId])).toBe(
        0,
      );
      expect(await attempt(`DELETE FROM ${name} ${isTheirs}`, [foreign.projectId])).toBe(
        whole ? PRIVILEGE : 0,
      );
      const copy = `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, $1::jsonb)`;
      expect(await attempt(copy, [JSON.stringify(row?.row)])).toBe(PRIVILEGE);
      const give = `UPDATE ${name} SET ${tenant} = $2::uuid ${isTheirs}`;
      expect([PRIVILEGE, IMMUTABLE]).toContain(await attempt(give, [own.projectId, newId()]));
    },
  );
});

it('a role that has not said for which project it asks sees nothing', async () => {
  const seen = await undone(async (tx) => {
    await tx.script('SET LOCAL ROLE hearth_app');
    const counts = enclosed.map(({ name }) => `(SELECT count(*) FROM ${name})`);
    return tx.query<{ total: number }>(`SELECT ${counts.join(' + ')} AS total`);
  });
  expect(seen).toEqual([{ total: 0 }]);
});

describe('another tenant’s rows cannot be found out by what is refused', () => {
  it('since every foreign key names the project on both sides', async () => {
    const keys = await database.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint c
       WHERE contype = 'f' AND NOT EXISTS (
         SELECT FROM unnest(c.conkey, c.confkey) AS k(here, there)
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here AND a.attname = 'project_id'
         JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there
           AND b.attname = CASE WHEN c.confrelid = 'project'::regclass THEN 'id' ELSE 'project_id' END)`,
    );
    expect(keys).toEqual([]);
  });

  it('and so a row that is there elsewhere is refused like one that is nowhere', async () => {
    const comment = (postId: string) =>
      codeOf(
        inTenant([own.projectId], () =>
          database.execute(
            `INSERT INTO comment (project_id, id, post_id, author_id, text, created_at)
             VALUES ($1::uuid, gen_random_uuid(), $2::uuid, $3::uuid, 'x', now())`,
            [own.projectId, postId, own.ids.member],
          ),
        ),
      );
    expect(await comment(newId())).toBe('23503');
    expect(await comment(foreign.ids.post)).toBe('23503');
  });

  it('but by the few things that are unique everywhere: secrets, random codes, and the address of an operator', async () => {
    const rows = await database.query<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index i
       WHERE indisunique AND indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (
         SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
           AND a.attname = 'project_id') ORDER BY 1`,
      [enclosed.map(({ name }) => name)],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'invitation_token_hash_key',
      'operator_email_key',
      'project_pkey',
      'project_site_key_key',
      'referral_code_code_key',
      'secret_key_hash_key',
      'session_token_hash_key',
    ]);
  });
});
