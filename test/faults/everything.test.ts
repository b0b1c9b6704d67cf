import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.mjs';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { Load } from './load.ts';
import { DatabaseProxy } from './proxy.ts';
import { chooseSeed, seeded, shuffled, wholeFrom } from './random.ts';
import { unlimited } from './unlimited.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);

/** How many interactions; everything else follows from it. The long form is 100,000. */
const interactions = Number(process.env.HEARTH_FAULTS ?? 1000);
const isLong = interactions > 1000;
const planned = {
  deliveries: isLong ? 10 : 3,
  kills: Math.max(2, Math.round(interactions / 500)),
  crashes: Math.max(1, Math.round(interactions / 5000)),
};
/** No fault begins after this; then what is left is sent in peace. Minutes. */
const minutes = Number(process.env.HEARTH_FAULTS_MINUTES ?? (isLong ? 60 : 2));
const members = 12;

let postgres: Postgres;
let databaseUrl: string;
let proxy: DatabaseProxy;
let stack: Stack;

beforeAll(async () => {
  postgres = await startPostgres(process.env.HEARTH_TEST_DATABASE_URL ? { from: 'embedded' } : {});
  databaseUrl = (await createDatabase(postgres.url)).url;
  proxy = new DatabaseProxy(databaseUrl);
  await proxy.listen();
  stack = await startStack(proxy.urlOf(databaseUrl), unlimited);
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await proxy?.refuse();
  await postgres?.stop();
});

/** As whatever supervises a server does: a start that loses its connection half way ends, and is begun again. */
const supervise = async (): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await stack.restart();
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
};

type Fault = 'kills' | 'crashes' | 'cuts';
const faults: Record<Fault, () => Promise<void>> = {
  kills: async () => {
    await stack.backend().end('SIGKILL');
    await supervise();
  },
  crashes: async () => {
    await postgres.crash();
    await pause(wholeFrom(random, 50, 1000));
    await postgres.resume();
  },
  cuts: async () => proxy.cut(),
};

describe('everything at once', () => {
  test(
    'loses nothing and counts nothing twice',
    async () => {
      const done: Record<Fault, number> = { kills: 0, crashes: 0, cuts: 0 };
      const each = <F extends Fault>(fault: F, count: number) => Array.from({ length: count }, () => fault);
      const schedule = shuffled(random, [
        ...each('kills', planned.kills),
        ...each('crashes', planned.crashes),
        ...each('cuts', planned.crashes * 2),
      ]);
      const weather = { copies: planned.deliveries, latest: 2000, loses: 0.05 };
      const most = Math.ceil(interactions / members);
      const since = performance.now();
      const load = await Load.begin(stack, { members, most, databaseUrl, random, weather });
      proxy.fateOfCommit = () => {
        const chosen = random();
        return chosen < 0.01 ? 'reply lost' : chosen < 0.02 ? 'never arrives' : 'passes';
      };
      for (const [index, fault] of schedule.entries()) {
        // Spread over the whole load, so that each strikes while something is under way.
        const due = (interactions * index) / schedule.length;
        while (load.history.size < due && performance.now() - since < minutes * 60_000) await pause(20);
        if (performance.now() - since > minutes * 60_000) break;
        await pause(wholeFrom(random, 50, 500));
        await faults[fault]();
        done[fault] += 1;
        load.hurry();
      }
      proxy.fateOfCommit = () => 'passes';
      await load.isDone(minutes * 60_000 - (performance.now() - since));
      await load.end();
      const problems = await load.problems();
      const told = {
        seconds: Math.round((performance.now() - since) / 1000),
        sent: load.history.size,
        accepted: load.history.count('accepted'),
        duplicate: load.history.count('duplicate'),
        rejected: load.history.count('rejected'),
        deliveries: planned.deliveries,
        ...done,
        ...proxy.fates,
        problems: problems.length,
      };
      if (isLong) process.stdout.write(`Seed ${seed}: ${JSON.stringify(told)}\n`);

      expect(problems.slice(0, 50), `${again}: ${JSON.stringify(told)}`).toEqual([]);
      // Members' tokens last ten minutes: in a long run some are found to be over, and are fetched anew.
      expect(
        load.missed.filter((status) => ![0, 401, 503].includes(status)),
        again,
      ).toEqual([]);
      expect(told.kills, again).toBeGreaterThan(1);
      expect(told.crashes, again).toBeGreaterThan(0);
      expect(told.accepted, again).toBeGreaterThan(told.sent / 2);
    },
    (minutes + 10) * 60_000,
  );
});
