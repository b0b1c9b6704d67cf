import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { Folder } from './folder.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('what was recorded is folded without anybody asking, and no more once it is closed', async () => {
  const community = await Community.open(database);
  const failures: unknown[] = [];
  const { bus, now } = community.services;
  const onError = (error: unknown) => failures.push(error);
  const folder = new Folder({ database, bus, now, onError, delayMs: 1, summariseEveryMs: 0 });
  const member = await community.member();

  await community.record(member, 'event.tracked', { name: 'opened' });
  await vi.waitFor(async () => expect(await community.count('activity_day')).toBeGreaterThan(0), {
    timeout: 10_000,
    interval: 50,
  });
  await folder.close();
  const rows = await community.count('activity_day');
  await community.record(member, 'widget.shown', { widget: 'feed' });

  expect(await community.count('activity_day')).toBe(rows);
  expect(failures).toEqual([]);
});

it('a fold that took long is followed by a rest', async () => {
  const community = await Community.open(database);
  const { bus, now } = community.services;
  const onError = (error: unknown) => {
    throw error;
  };
  const member = await community.member();
  const took = 200;
  let begun = 0;
  // Nothing is replaced but what the time is asked for: the fold finds it late.
  const slowly = () => {
    begun += 1;
    const until = performance.now() + took;
    while (performance.now() < until);
    return now();
  };
  const folder = new Folder({ database, bus, now: slowly, onError, delayMs: 1, rest: 5 });

  await community.record(member, 'event.tracked', { name: 'opened' });
  await vi.waitFor(() => expect(begun).toBe(1), { timeout: 10_000, interval: 5 });
  const ended = performance.now();
  await community.record(member, 'event.tracked', { name: 'closed' });
  await vi.waitFor(() => expect(begun).toBe(2), { timeout: 10_000, interval: 5 });
  expect(performance.now() - ended).toBeGreaterThan(5 * took);
  await folder.close();
});

it('a fold that fails is told of', async () => {
  const community = await Community.open(database);
  const failures: unknown[] = [];
  const { bus, now } = community.services;
  const onError = (error: unknown) => failures.push(error);
  const folder = new Folder({ database, bus, now, onError, delayMs: 1 });

  bus.emit('interactions', { projectId: '01900000-0000-7000-8000-000000000000', ids: [] });
  await vi.waitFor(() => expect(failures).toHaveLength(1), { timeout: 10_000 });
  await folder.close();
});
