import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { mergeWithin } from '../members/merge-store.ts';
import { Community } from '../testing/community.ts';
import { withDays } from './days.ts';
import { fold } from './fold.ts';
import { ACTIVE, FIRST } from './keys.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const count = (key: string, from: string, to: string): Promise<number> =>
  withDays(database, community.project.id, [{ key, from, to }], (days) => days.union(key, { from, to }).size);
const foldNow = () => fold(database, community.project.id, community.now);
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
