import { AsyncLocalStorage } from 'node:async_hooks';
import type { Outcome } from '@hearth/schema';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Bus } from '../bus.ts';
import type { Database, Transaction } from '../database/database.ts';
import { inTenant } from '../database/tenant-scope.ts';
import { openTestDatabase } from '../database/testing.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { Identity } from '../identity/identity.ts';
import { newId, wireId } from '../ids.ts';
import { findHolder } from '../operators/session.ts';
import { findOperatorByEmail } from '../operators/store.ts';
import { findLink } from '../referrals/read-store.ts';
import { findStripeProjects } from '../revenue/stripe-store.ts';
import { findStale } from '../segments/refresh-store.ts';
import { type Furnished, furnish } from '../testing/furnished.ts';
import { deleteProject, readHoldings } from './delete-project.ts';
import { setClosed } from './deletion-store.ts';

const database: Database = await openTestDatabase();
afterAll(() => database.close());

let doomed: Furnished;
let other: Furnished;
beforeEach(async () => {
  doomed = await furnish(database);
  other = await furnish(database);
});

const now = () => new Date();
const services = () => ({ database, bus: new Bus(), now });

/** By the catalogue, in this test's own words. */
const tables = await database.query<{ name: string; tenant: string }>(
  `SELECT table_name AS name, column_name AS tenant FROM information_schema.columns
   JOIN information_schema.tables USING (table_schema, table_name)
   WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
     AND column_name = CASE table_name WHEN 'project' THEN 'id' ELSE 'project_id' END ORDER BY 1`,
);

/** What each table has of a project: how many rows, and a digest of all that they say. */
const contents = async ({ projectId }: Pick<Furnished, 'projectId'>) => {
  const found: Record<string, { count: number; digest: string | null }> = {};
  for (const { name, tenant } of tables) {
    const [row] = await database.query<{ count: number; digest: string | null }>(
      `SELECT count(*) AS count, md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS digest
       FROM ${name} t WHERE ${tenant} = $1::uuid`,
      [projectId],
    );
    if (row) found[name] = row;
  }
  return found;
};

const wordOf = (sent: PromiseSettledResult<Outcome[]>): string => {
  if (sent.status === 'fulfilled') return `${sent.value[0]?.status}`;
  return sent.reason instanceof HearthError ? sent.reason.reason : `${sent.reason}`;
};

const full = (found: Awaited<ReturnType<typeof contents>>) =>
  Object.entries(found).flatMap(([name, { count }]) => (count > 0 ? [name] : []));

describe('deleting a project', () => {
  it('leaves no row of it in any table, and every other project as it was', async () => {
    const all = tables.map(({ name }) => name);
    expect(all.length).toBeGreaterThan(40);
    expect(full(await contents(doomed))).toEqual(all);
    const before = await contents(other);
    expect(full(before)).toEqual(all);

    await deleteProject(services(), doomed.projectId, 0);

    expect(full(await contents(doomed))).toEqual([]);
    expect(await contents(other)).toEqual(before);
  });

  it('says before what would go, row for row, by either name', async () => {
    const found = await contents(doomed);
    const { projectId, canary, community } = doomed;
    const { siteKey } = community.project;
    const holdings = await readHoldings(database, { siteKey });
    expect(holdings).toMatchObject({ id: projectId, name: canary, siteKey });
    expect(Object.fromEntries(holdings.rows.map(({ table, count }) => [table, count]))).toEqual(
      Object.fromEntries(Object.entries(found).map(([name, { count }]) => [name, count])),
    );
    expect(await readHoldings(database, { id: projectId })).toEqual(holdings);
    await expect(readHoldings(database, { id: newId() })).rejects.toMatchObject({ reason: 'not_found' });
    expect(await contents(doomed)).toEqual(found);
  });

  it('finds a table that was made after this was written', async () => {
    await database.script(
      `CREATE TABLE novelty (project_id uuid NOT NULL, id uuid, member_id uuid,
         PRIMARY KEY (project_id, id), FOREIGN KEY (project_id, member_id) REFERENCES member ON DELETE RESTRICT)`,
    );
    try {
      for (const { projectId, ids } of [doomed, other])
        await database.execute(
          'INSERT INTO novelty SELECT $1::uuid, gen_random_uuid(), $2::uuid FROM generate_series(1, 3)',
          [projectId, ids.member],
        );
      await deleteProject(services(), doomed.projectId, 0);
      expect(await database.query('SELECT DISTINCT project_id FROM novelty')).toEqual([
        { project_id: other.projectId },
      ]);
    } finally {
      await database.script('DROP TABLE novelty');
    }
  });

  it('that fails half way deletes nothing, and lets everybody in again', async () => {
    const before = await contents(doomed);
    await database.script(
      `CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''I stay''; END';
       CREATE TRIGGER stay BEFORE DELETE ON member FOR EACH ROW EXECUTE FUNCTION stay();`,
    );
    try {
      await expect(deleteProject(services(), doomed.projectId, 0)).rejects.toThrow('I stay');
    } finally {
      await database.script('DROP TRIGGER stay ON member; DROP FUNCTION stay()');
    }
    expect(await contents(doomed)).toEqual(before);
  });

  it('is told to this process at once, which then knows the project no more', async () => {
    const own = services();
    const identity = new Identity(own);
    const { siteKey } = doomed.community.project;
    const ask = () => identity.resolveWidgetCaller({ siteKey, origin: undefined, authorization: undefined });
    expect(await ask()).toMatchObject({ project: { id: doomed.projectId } });
    await deleteProject(own, doomed.projectId, 0);
    await expect(ask()).rejects.toMatchObject({ reason: 'invalid_site_key' });
  });
});

it.runIf(database.engine === 'postgres')(
  'whoever goes on writing meanwhile is refused, and leaves nothing behind',
  async () => {
    const { community, ids, projectId } = doomed;
    const maya = { type: 'verified', memberId: ids.member, externalId: ids.memberName } as const;
    const noah = { type: 'verified', memberId: other.ids.member, externalId: '' } as const;
    let isOver = false;
    const write = async () => {
      const outcomes: string[] = [];
      while (!isOver) {
        const surveyId = wireId('survey', ids.survey);
        const answerId = wireId('answer', newId());
        const answer = community.item('survey.answered', { surveyId, answerId, score: 1, complete: true });
        // Of another project in the same groups: it must not be made to wait for long, nor lose anything.
        const [mine, theirs] = await Promise.allSettled([
          community.send(maya, answer),
          community.services.recorder.record(other.community.project, noah, {
            sentAt: community.now.toISOString(),
            items: [community.item('widget.shown', { widget: 'feed' })],
          }),
        ]);
        outcomes.push(wordOf(mine));
        expect(wordOf(theirs)).toBe('accepted');
      }
      return outcomes;
    };
    const writing = Promise.all([write(), write(), write()]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await deleteProject(services(), projectId, 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    isOver = true;
    const outcomes = (await writing).flat();
    // Nobody knows the member any more.
    const [last] = outcomes.slice(-1);
    expect(outcomes).toContain('accepted');
    expect(last).toBe('unavailable');
    expect(full(await contents(doomed))).toEqual([]);
  },
);

it.runIf(database.engine === 'postgres')(
  'whoever is just adding a row is waited for, and it goes with the others',
  async () => {
    const { projectId, ids } = doomed;
    const deletion = await database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO reaction (project_id, post_id, member_id, emoji, created_at)
         VALUES ($1::uuid, $2::uuid, $3::uuid, '👍', now())`,
        [projectId, ids.post, ids.member],
      );
      const begun = beside(() => deleteProject(services(), projectId, 0));
      await expect.poll(() => beside(isWaitedFor)).toBe(true);
      return { begun };
    });
    await deletion.begun;
    expect(full(await contents(doomed))).toEqual([]);
  },
);
const isWaitedFor = async () => {
  const found = await database.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return found.length > 0;
};
/** Past the check that a transaction uses nothing but its own connection: here two are wanted. */
const beside = AsyncLocalStorage.snapshot();

describe('a closed project', () => {
  it('is unknown at every door, and known again when it is opened', async () => {
    const { ids, community, canary } = doomed;
    const { siteKey } = community.project;
    const later = new Date(community.now.getTime() + 60_000);
    const doors = async () => {
      const identity = new Identity({ database, now: () => community.now });
      const host = { origin: undefined, authorization: `Bearer ${ids.secret}` };
      const isIn = async (asked: Promise<unknown>) =>
        asked.then((found) => found !== null).catch(() => false);
      return {
        widgets: await isIn(
          identity.resolveWidgetCaller({ siteKey, origin: undefined, authorization: undefined }),
        ),
        preflight: await identity.allowsOrigin(siteKey, `https://${canary}.example`),
        host: await isIn(identity.resolveHostCaller(host)),
        console: await isIn(findHolder(database, ids.sessionToken, community.now)),
        signIn: await isIn(findOperatorByEmail(database, ids.email)),
        link: await isIn(findLink(database, ids.code)),
        stripe: (await findStripeProjects(database, siteKey)).length > 0,
        refresher: (await findStale(database, later)).some(({ segmentId }) => segmentId === ids.segment),
      };
    };
    const open = await doors();
    expect(new Set(Object.values(open))).toEqual(new Set([true]));
    await setClosed(database, doomed.projectId, community.now);
    expect(new Set(Object.values(await doors()))).toEqual(new Set([false]));
    await setClosed(database, doomed.projectId, null);
    expect(await doors()).toEqual(open);
  });
});

describe('what is only appended', () => {
  const IMMUTABLE = { code: '23001' };
  const remove = (table: string, said: string | null) => (tx: Transaction) =>
    (said === null
      ? Promise.resolve([])
      : tx.query(`SELECT set_config('hearth.deleting', $1::text, true)`, [said])
    ).then(() => tx.execute(`DELETE FROM ${table} WHERE project_id = $1::uuid`, [doomed.projectId]));

  it.each(['moderation_action', 'set_up_change'])('%s goes with its project alone', async (table) => {
    const { projectId } = doomed;
    // The owner, who has said nothing, or names another project.
    await expect(database.transaction(remove(table, null))).rejects.toMatchObject(IMMUTABLE);
    await expect(database.transaction(remove(table, other.projectId))).rejects.toMatchObject(IMMUTABLE);
    // A request may say what it likes.
    const asRequest = () => database.transaction(remove(table, projectId));
    await expect(inTenant([projectId], asRequest)).rejects.toMatchObject(IMMUTABLE);
    // Not even the owner changes what it says.
    const change = database.transaction(async (tx) => {
      await tx.query(`SELECT set_config('hearth.deleting', $1::text, true)`, [projectId]);
      await tx.execute(`UPDATE ${table} SET id = id WHERE project_id = $1::uuid`, [projectId]);
    });
    await expect(change).rejects.toMatchObject(IMMUTABLE);
    expect(await database.transaction(remove(table, projectId))).toBe(1);
    // Of that transaction alone.
    await expect(
      database.execute(`DELETE FROM ${table} WHERE project_id = $1::uuid`, [other.projectId]),
    ).rejects.toMatchObject(IMMUTABLE);
  });
});
