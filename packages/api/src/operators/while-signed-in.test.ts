import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { digest } from '../identity/secret.ts';
import { wireId } from '../ids.ts';
import { consoleRouter } from '../router.ts';
import { Office, wordsOf } from '../testing/office.ts';
import { insertSession } from './store.ts';

let database: Database;
let office: Office;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => vi.useRealTimers());

/** The Live page of an operator who has signed in. */
async function openLive(role: 'analyst' | 'moderator') {
  const { services, project, now } = office.community;
  const id = await office.hire(role);
  await insertSession(database, { id, projectId: project.id, tokenHash: digest(id), now });
  const session = { set: () => {}, clear: () => {}, token: id };
  const operator = { id, projectId: project.id, role };
  const context = { services, requestId: 'test', operator, address: '127.0.0.1', session };
  const stream = await consoleRouter.createCaller(context).interactions.live({});
  return { id: wireId('operator', id), items: stream[Symbol.asyncIterator]() };
}

it('a stream goes on for who is signed in, and ends within 30 seconds for who was disabled', async () => {
  const owner = await office.as('owner');
  const { id, items } = await openLive('analyst');
  const first = items.next();
  vi.advanceTimersByTime(30_000);
  await office.community.record(await office.community.member('Maya'), 'event.tracked', { name: 'one' });
  expect(Object.values((await first).value ?? {})).toContainEqual(
    expect.objectContaining({ summary: 'one' }),
  );

  const words = wordsOf(items.next());
  await owner.team.disable({ id });
  vi.advanceTimersByTime(30_000);
  expect(await words).toBe('Sign in to the console first.');
  expect(vi.getTimerCount()).toBe(0);
});

it('a page left open does not keep its session alive', async () => {
  const { items } = await openLive('moderator');
  const words = wordsOf(items.next());
  for (const minutes of [11 * 60, 61]) {
    office.community.pass({ minutes });
    vi.advanceTimersByTime(30_000);
    // The check of before is through once another question is.
    await database.query('SELECT 1');
  }
  expect(await words).toBe('Sign in to the console first.');
});
