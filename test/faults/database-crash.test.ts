import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.mjs';
import { openRows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { audit, readLog } from './audit.ts';
import { History } from './history.ts';
import { gatherSenders } from './load.ts';
import { chooseSeed, seeded, wholeFrom } from './random.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);
/** How long the database stays away each time, and how soon a request must hear of it. Milliseconds. */
const outage = 3000;
const patience = 3000;

let postgres: Postgres;
let databaseUrl: string;
let stack: Stack;

beforeAll(async () => {
  // One of its own: a server that others use is not ours to crash.
  postgres = await startPostgres(process.env.HEARTH_TEST_DATABASE_URL ? { from: 'embedded' } : {});
  databaseUrl = (await createDatabase(postgres.url)).url;
  const rates = { HEARTH_RATE_ADDRESS: '1000000', HEARTH_RATE_MEMBER: '1000000', LOG_LEVEL: 'fatal' };
  stack = await startStack(databaseUrl, rates);
});

afterAll(async () => {
  await stack?.stop();
  await postgres?.stop();
});

describe('a database that crashes under load', () => {
  test('is said to be away at once, is found again by itself, and has lost nothing acknowledged', async () => {
    const history = new History();
    const senders = await gatherSenders(stack, 8, { random, history });
    const stop = new AbortController();
    const sending = Promise.all(senders.map((sender) => sender.run(stop.signal)));
    for (let crashes = 0; crashes < 3; crashes += 1) {
      await pause(wholeFrom(random, 500, 2000));
      await postgres.crash();
      const ready = await fetch(`${stack.api}/readyz`);
      expect(ready.status, again).toBe(503);
      await pause(outage);
      const before = history.count('accepted');
      await postgres.resume();
      await expect.poll(() => history.count('accepted'), { timeout: 10_000 }).toBeGreaterThan(before);
    }
    stop.abort();
    await sending;

    // The server itself was there all the time.
    expect(stack.backend().exitCode).toBeNull();
    const misses = senders.flatMap((sender) => sender.misses);
    expect([...new Set(misses.map(({ status }) => status))], again).toEqual([503]);
    expect(
      misses.filter(({ retryAfter }) => !Number(retryAfter)),
      again,
    ).toEqual([]);
    expect(Math.max(...misses.map(({ milliseconds }) => milliseconds)), again).toBeLessThan(patience);

    const { rows, close } = await openRows(databaseUrl);
    expect(history.compare(await readLog(rows)), again).toEqual([]);
    expect(await audit(rows), again).toEqual([]);
    expect(history.count('accepted'), again).toBeGreaterThan(1000);
    await close();
  });
});
