import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.mjs';
import { openRows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { Load } from './load.ts';
import { chooseSeed, seeded, wholeFrom } from './random.ts';
import { residentBytes } from './resident.ts';
import { unlimited } from './unlimited.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);
/** How long the database stays away at last, in seconds: the promise is about 60. */
const outage = Number(process.env.HEARTH_OUTAGE ?? 5);
/** What is promised, in milliseconds: how soon a caller hears of it, and how long the backlog may last afterwards. */
const promised = { word: 1000, backlog: 120_000 };
const timeout = 60_000 + outage * 1_000 + promised.backlog;
/** Room for an answer that is itself on time on a machine whose every core is busy. */
const noise = 1500;
/** By how much the server may grow while its database is away: what it keeps is bounded, the garbage is not its fault. */
const growth = 96 * 1024 * 1024;

let postgres: Postgres;
let databaseUrl: string;
let stack: Stack;
let settings: { fsync: string; synchronous_commit: string; full_page_writes: string }[];

beforeAll(async () => {
  // One of its own: a server that others use is not ours to crash.
  postgres = await startPostgres(process.env.HEARTH_TEST_DATABASE_URL ? { from: 'embedded' } : {});
  databaseUrl = (await createDatabase(postgres.url)).url;
  stack = await startStack(databaseUrl, unlimited);
  const { rows, close } = await openRows(databaseUrl);
  settings = await rows(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
            current_setting('full_page_writes') AS full_page_writes`,
  );
  await close();
});

afterAll(async () => {
  await stack?.stop();
  await postgres?.stop();
});

/** Asks now and then whether the server says at once that it cannot; until told to stop. */
async function askMeanwhile(signal: AbortSignal): Promise<{ status: number; milliseconds: number }[]> {
  const answers: { status: number; milliseconds: number }[] = [];
  while (!signal.aborted) {
    const since = performance.now();
    const { status, body } = await fetch(`${stack.api}/readyz`);
    await body?.cancel();
    answers.push({ status, milliseconds: performance.now() - since });
    await pause(200);
  }
  return answers;
}

describe('a database that crashes under load', () => {
  test('has lost nothing acknowledged, and was told by the server to be away at once', {
    timeout,
  }, async () => {
    // Else a crash would prove nothing, however it ends.
    expect(settings).toEqual([{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }]);
    const load = await Load.begin(stack, { members: 12, databaseUrl, random });
    for (let crashes = 0; crashes < 2; crashes += 1) {
      await pause(wholeFrom(random, 500, 2000));
      await postgres.crash();
      await pause(wholeFrom(random, 100, 1000));
      await postgres.resume();
      load.hurry();
    }
    await pause(1500);

    const memory = await residentBytes(stack.backend().pid);
    await postgres.crash();
    const over = new AbortController();
    const asking = askMeanwhile(over.signal);
    await pause(outage * 1000);
    over.abort();
    const answers = await asking;
    const grown = (await residentBytes(stack.backend().pid)) - memory;
    await postgres.resume();
    const since = performance.now();
    // The members' browsers find out by themselves that it is back.
    await load.end({ hurry: false, patience: promised.backlog });
    const drained = performance.now() - since;

    expect(stack.backend().exitCode, again).toBeNull();
    expect(new Set(answers.map(({ status }) => status)), again).toEqual(new Set([503]));
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds)), again).toBeLessThan(
      promised.word + noise,
    );
    expect(load.missed, again).toEqual([503]);
    expect(
      load.misses.filter(({ retryAfter }) => !Number(retryAfter)),
      again,
    ).toEqual([]);
    const waits = load.misses.map(({ milliseconds }) => milliseconds);
    expect(Math.max(...waits), again).toBeLessThan(promised.word + noise);
    expect(grown, again).toBeLessThan(growth);
    expect(drained, again).toBeLessThan(promised.backlog);
    expect(load.history.count('accepted'), again).toBeGreaterThan(1000);
    expect(await load.problems(), again).toEqual([]);
  });
});
