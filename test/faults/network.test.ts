import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openRows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { Load } from './load.ts';
import { DatabaseProxy } from './proxy.ts';
import { chooseSeed, seeded, wholeFrom } from './random.ts';
import { unlimited } from './unlimited.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);
/** The longest that anybody waits for an answer, in milliseconds: a statement's limit and what the network may add. */
const longest = 7000;

let databaseUrl: string;
let proxy: DatabaseProxy;
let stack: Stack;
let drop: () => Promise<unknown>;

beforeAll(async () => {
  ({ url: databaseUrl, drop } = await createDatabase(inject('postgresUrl')));
  proxy = new DatabaseProxy(databaseUrl);
  await proxy.listen();
  stack = await startStack(proxy.urlOf(databaseUrl), unlimited);
});

afterAll(async () => {
  await stack?.stop();
  await proxy?.refuse();
  await drop?.();
});

const begin = (named: string) => Load.begin(stack, { members: 8, databaseUrl, random, named });

describe('a network between server and database that fails under load', () => {
  test('a commit whose reply is lost counts once, and one that never arrived is sent again', async () => {
    const load = await begin('lost-');
    // Members share their commits, which are few on a slow machine: half of them meet something.
    proxy.fateOfCommit = () => {
      const chosen = random();
      return chosen < 0.25 ? 'reply lost' : chosen < 0.5 ? 'never arrives' : 'passes';
    };
    const struck = () => Math.min(proxy.fates['reply lost'], proxy.fates['never arrives']);
    // What was done without a word is found done when it is sent again.
    await expect
      .poll(
        () => {
          load.hurry();
          return struck() > 2 && load.history.count('duplicate') > 10;
        },
        { message: again, timeout: 40_000, interval: 300 },
      )
      .toBe(true);
    proxy.fateOfCommit = () => 'passes';
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    expect(load.missed, again).toEqual([503]);
  });

  test('connections that are cut again and again lose nothing', async () => {
    const load = await begin('cut-');
    for (let cuts = 0; cuts < 10; cuts += 1) {
      await pause(wholeFrom(random, 100, 500));
      proxy.cut();
      load.hurry();
    }
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    expect(load.missed, again).toEqual([503]);
  });

  test('a slow database is waited for; a silent one is answered 503 for, in time', async () => {
    const load = await begin('slow-');
    await pause(500);
    proxy.delay = 15;
    const before = load.history.count('accepted');
    await expect
      .poll(() => load.history.count('accepted'), { message: again, timeout: 30_000 })
      .toBeGreaterThan(before);
    proxy.delay = 0;
    proxy.silent = true;
    await pause(longest);
    proxy.silent = false;
    await load.end();

    expect(load.missed, again).toEqual([503]);
    expect(Math.max(...load.misses.map(({ milliseconds }) => milliseconds)), again).toBeLessThan(longest);
    expect(await load.problems(), again).toEqual([]);
  });

  test('a statement that takes too long is given up, by whoever waits for it and by the database', async () => {
    const load = await begin('stuck-');
    await pause(500);
    const { rows, close } = await openRows(databaseUrl);
    await rows('BEGIN');
    await rows('LOCK TABLE interaction IN EXCLUSIVE MODE');
    await pause(3500);
    const [waiting] = await rows<{ longest: number }>(
      `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - query_start)), 0)::float8 * 1000 AS longest
       FROM pg_stat_activity WHERE application_name = 'hearth' AND state = 'active' AND wait_event_type = 'Lock'`,
    );
    await rows('ROLLBACK');
    await close();
    await load.end();

    expect(waiting?.longest, again).toBeLessThan(3000);
    expect(load.missed, again).toEqual([503]);
    expect(await load.problems(), again).toEqual([]);
  });
});
