import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { Database, Sql } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { mergeWithin } from '../members/merge-store.ts';
import { Community } from '../testing/community.ts';
import { withDays } from './days.ts';
import { fold, rebuild } from './fold.ts';
import { ACTIVE, FIRST } from './keys.ts';
import { derivedSets } from './testing/derived.ts';
import { naiveSets } from './testing/naive.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

let version = 0;
const count = (key: string, from: string, to: string): Promise<number> =>
  withDays(
    { sql: database, projectId: community.project.id, version },
    [{ key, from, to }],
    (days) => days.union(key, { from, to }).size,
  );
const foldNow = async () => {
  const folded = await fold(database, community.project.id, community.now);
  ({ version } = folded);
  return folded;
};
const today = () => count(ACTIVE, '2026-03-01', '2026-03-02');

it('what was committed before the question is in the answer', async () => {
  const maya = await community.member();
  await community.record(maya, 'event.tracked', { name: 'opened' });
  await community.record(await community.member('Noah'), 'widget.shown', { widget: 'feed' });
  expect((await foldNow()).version).toBe(1);
  expect(await today()).toBe(1);

  await community.record(await community.member('Ada'), 'event.tracked', { name: 'opened' });
  expect((await foldNow()).version).toBe(2);
  expect(await today()).toBe(2);
  expect(await count('widget.shown/feed', '2026-03-01', '2026-03-02')).toBe(1);
});

it('a fold that finds nothing new changes nothing', async () => {
  await community.record(await community.member(), 'event.tracked', { name: 'opened' });
  await foldNow();

  expect((await foldNow()).version).toBe(1);
});

it('what a page says it has shown is counted by name only if the project has it', async () => {
  const survey = v7();
  await community.add('survey', { id: survey, kind: 'nps' });
  const contentId = wireId('survey', survey);
  const maya = await community.member();
  await community.record(maya, 'widget.shown', { widget: 'nps', contentId });
  await community.record(maya, 'widget.shown', { widget: 'nps', contentId: 'made_up' });
  await foldNow();

  const keys = await database.query<{ key: string }>(
    `SELECT DISTINCT key FROM activity_day WHERE project_id = $1::uuid AND key LIKE 'widget.%' ORDER BY key`,
    [community.project.id],
  );
  expect(keys.map(({ key }) => key)).toEqual([
    'widget.shown',
    'widget.shown/nps',
    `widget.shown/nps/${contentId}`,
  ]);
});

it('what is committed after questions that found nothing new is in the next one', async () => {
  const maya = await community.member();
  await community.record(maya, 'event.tracked', { name: 'opened' });
  await foldNow();
  const { version: before } = await foldNow();
  expect((await foldNow()).version).toBe(before);

  await community.record(await community.member('Noah'), 'event.tracked', { name: 'opened' });
  expect((await foldNow()).version).toBe(before + 1);
  expect(await today()).toBe(2);
});

it('a member who signed in meanwhile is one, on the days of both', async () => {
  const [somebody, maya] = [await community.anonymous(), await community.member()];
  await community.record(somebody, 'widget.started', { widget: 'feed' });
  community.pass({ days: 1 });
  await community.record(maya, 'widget.started', { widget: 'feed' });
  await foldNow();
  expect(await count(ACTIVE, '2026-03-01', '2026-03-03')).toBe(2);

  const [row] = await database.query<{ hash: Buffer }>(
    'SELECT anonymous_hash AS hash FROM member WHERE project_id = $1::uuid AND id = $2::uuid',
    [community.project.id, somebody.memberId],
  );
  if (!row) throw new Error('No anonymous member');
  const merge = { projectId: community.project.id, anonymousHash: row.hash, memberId: maya.memberId };
  await database.transaction((tx) => mergeWithin(tx, merge));
  await foldNow();

  expect(await count(ACTIVE, '2026-03-01', '2026-03-03')).toBe(1);
  expect(await count(FIRST, '2026-03-01', '2026-03-02')).toBe(1);
  expect(await count(FIRST, '2026-03-02', '2026-03-03')).toBe(0);
});

const insertAt = (tx: Sql, memberId: string, at: string) =>
  tx.execute(
    `INSERT INTO interaction (project_id, id, member_id, kind, occurred_at, occurred_at_raw, payload)
     VALUES ($1::uuid, $2::uuid, $3::uuid, 'event.tracked', $4::timestamptz, $4::timestamptz, '{}')`,
    [community.project.id, v7(), memberId, at],
  );

it('a day is the one that clocks in the project’s time zone show, also when they change', async () => {
  await database.execute(`UPDATE project SET time_zone = 'America/New_York' WHERE id = $1::uuid`, [
    community.project.id,
  ]);
  const { memberId } = await community.member();
  // The eighth of March 2026 has 23 hours in New York.
  for (const at of ['2026-03-08T04:59Z', '2026-03-08T05:00Z', '2026-03-09T03:59Z', '2026-03-09T04:00Z']) {
    await insertAt(database, memberId, at);
  }
  await foldNow();
  expect(Object.keys(await derivedSets(database, community.project.id))).toEqual(
    expect.arrayContaining(['active 2026-03-07', 'active 2026-03-08', 'active 2026-03-09']),
  );

  await database.execute(`UPDATE project SET time_zone = 'UTC' WHERE id = $1::uuid`, [community.project.id]);
  await foldNow();
  expect(await derivedSets(database, community.project.id)).toEqual(
    await naiveSets(database, community.project.id),
  );
  expect(await count(ACTIVE, '2026-03-07', '2026-03-08')).toBe(0);
});

it('data restored into a cluster that has counted fewer transactions is folded once, and what comes then too', async () => {
  const { memberId } = await community.member();
  await insertAt(database, memberId, '2026-03-01T12:00Z');
  await foldNow();
  const ahead = 1_000_000_000;
  await database.execute('UPDATE interaction SET xid = xid + $2::bigint WHERE project_id = $1::uuid', [
    community.project.id,
    ahead,
  ]);
  await database.execute(`UPDATE activity_state SET snapshot = $2::text WHERE project_id = $1::uuid`, [
    community.project.id,
    `${ahead}:${ahead}:`,
  ]);
  await insertAt(database, memberId, '2026-03-02T12:00Z');

  await foldNow();
  expect(await count(ACTIVE, '2026-03-02', '2026-03-03')).toBe(1);
  // The adopted rows are the tail once more, and then no longer.
  const { version } = await foldNow();
  expect((await foldNow()).version).toBe(version);
});

// PGlite has one connection: no transaction is ever open beside another.
const onServer = it.runIf(inject('database') === 'postgres');

onServer('a transaction that commits late is not skipped (needs two connections)', async () => {
  const [early, late] = [await community.member('Early'), await community.member('Late')];
  const [inserted, gate] = [deferred(), deferred()];
  const open = database.transaction(async (tx) => {
    await insertAt(tx, late.memberId, '2026-03-01T12:00Z');
    inserted.resolve();
    await gate.promise;
  });
  await inserted.promise;
  await insertAt(database, early.memberId, '2026-03-01T12:00Z');
  await foldNow();
  expect(await today()).toBe(1);

  gate.resolve();
  await open;
  await foldNow();
  expect(await today()).toBe(2);
});

onServer(
  'folds and rebuilds at once, while facts arrive, end as straight SQL (needs two connections)',
  async () => {
    const { id } = community.project;
    const work = Array.from({ length: 12 }, async (_, index) => {
      const { memberId } = await community.member();
      await insertAt(database, memberId, `2026-03-${10 + (index % 5)}T12:00Z`);
      await (index % 3 === 0 ? rebuild(database, id, community.now) : foldNow());
    });
    await Promise.all(work);
    await foldNow();

    expect(await derivedSets(database, id)).toEqual(await naiveSets(database, id));
    expect(await community.count('activity_state')).toBe(1);
  },
);

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
