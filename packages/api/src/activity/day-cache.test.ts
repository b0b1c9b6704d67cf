import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { bitmapOf, writeBitmap } from './bitmap.ts';
import { type Chunk, DayCache } from './day-cache.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const write = (day: string, version: number, ordinals: number[]) =>
  database.execute(
    `INSERT INTO activity_day (project_id, key, day, members, version)
     VALUES ($1::uuid, 'active', $2::date, $3::bytea, $4::bigint)
     ON CONFLICT (project_id, key, day) DO UPDATE SET members = excluded.members, version = excluded.version`,
    [community.project.id, day, writeBitmap(bitmapOf(ordinals)), version],
  );
const sizes = (chunks: ReadonlyMap<string, Chunk>) =>
  [...chunks.values()].flatMap(({ days }) => [...days.values()].map(({ members }) => members.size));
const ask = (cache: DayCache, from: string, to: string, version = 1) =>
  cache.withChunks(
    { sql: database, projectId: community.project.id, version },
    [{ key: 'active', from, to }],
    sizes,
  );

it('a day that a later fold has written is read again, the others are not', async () => {
  const cache = new DayCache(1_000_000);
  await write('2026-03-01', 1, [1, 2]);
  await write('2026-03-02', 1, [1]);
  expect(await ask(cache, '2026-03-01', '2026-03-03')).toEqual([2, 1]);

  await write('2026-03-02', 2, [1, 2, 3]);
  // Changed without a fold, which nobody does: it shows that this day was not read again.
  await write('2026-03-01', 1, []);
  expect((await ask(cache, '2026-03-01', '2026-03-03', 2)).sort()).toEqual([2, 3]);
});

it('as long as nothing was folded, nothing is read', async () => {
  const cache = new DayCache(1_000_000);
  await write('2026-03-01', 1, [1, 2]);
  expect(await ask(cache, '2026-03-01', '2026-03-03', 1)).toEqual([2]);

  await write('2026-03-02', 2, [1]);
  expect(await ask(cache, '2026-03-01', '2026-03-03', 1)).toEqual([2]);
  expect(await ask(cache, '2026-03-01', '2026-03-03', 2)).toEqual([2, 1]);
});

it('beyond its capacity it forgets what was longest unused, and reads it again when asked', async () => {
  const cache = new DayCache(1_500);
  const ordinals = Array.from({ length: 500 }, (_, index) => index * 3);
  for (const month of ['01', '02', '03']) await write(`2026-${month}-01`, 1, ordinals);

  for (const [from, to] of [
    ['2026-01-01', '2026-02-01'],
    ['2026-02-01', '2026-03-01'],
    ['2026-03-01', '2026-04-01'],
    ['2026-01-01', '2026-02-01'],
  ] as const) {
    expect(await ask(cache, from, to)).toEqual([500]);
    expect(cache.size).toBeLessThanOrEqual(1_500);
  }
});

it('questions at once share what they read, while it is being forgotten', async () => {
  const cache = new DayCache(1_000);
  for (let day = 10; day < 28; day += 1) await write(`2026-02-${day}`, 1, [day, 100]);

  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(cache, '2026-02-01', '2026-03-01')));
  for (const answer of answers) expect(answer).toEqual(new Array(18).fill(2));
});

it('what is in another project is nobody’s business', async () => {
  const cache = new DayCache(1_000_000);
  await write('2026-03-01', 1, [1]);
  await ask(cache, '2026-03-01', '2026-03-02');

  const range = { key: 'active', from: '2026-03-01', to: '2026-03-02' };
  expect(await cache.withChunks({ sql: database, projectId: v7(), version: 1 }, [range], sizes)).toEqual([]);
});
