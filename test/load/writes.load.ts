import { setTimeout } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { chooseSeed } from '../faults/random.ts';
import { type Kind, listen, scriptOf, twin } from './heard.ts';
import { type Installation, install } from './installation.ts';
import { pgbench } from './pgbench.ts';
import { Sending } from './sending.ts';

/** Items of each kind in a round; `HEARTH_LOAD=6000 npm run load -- writes` is the long form. */
const ITEMS = Number(process.env.HEARTH_LOAD ?? 1_500);
const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = [16, 1];
/** Each answers once a day, and posts once before the clock starts and once while it runs: all of that is paid. */
const MEMBERS = ITEMS * ROUNDS * CONNECTIONS.length;
const TARGET = 0.5;

interface Round {
  perSecond: number;
  /** Microseconds of processor time an item. */
  server: number;
  postgres: number;
}

test('a post and an answer by themselves are written at half the rate of the same SQL by itself', async () => {
  const seed = chooseSeed();
  const heard = await listen(inject('postgresUrl'), seed);
  const installation = await install(inject('postgresUrl'));
  const sending = new Sending();
  try {
    const begin = (connections: number) =>
      sending.begin({ ...installation.assignment, seed, connections, members: MEMBERS });
    await begin(Math.max(...CONNECTIONS));
    // Everybody has posted before, so that what follows is a day like any other.
    await write(sending, MEMBERS, 'post');
    const twins = await twin(installation.database);
    // What the database does by itself within a minute; until then it plans for tables that are empty.
    await installation.database.script('VACUUM (ANALYZE)');
    say(`Seed ${seed}; one item a call; ${MEMBERS.toLocaleString('en')} members, and as many for pgbench`);
    say(`${''.padEnd(28)}${columns('items/s', 'ratio', 'server µs', 'postgres µs')}`);

    const measured: Measured[] = [];
    for (const connections of CONNECTIONS) {
      await begin(connections);
      for (const kind of ['post', 'answer'] as const) {
        const script = await scriptOf(heard, kind, installation, twins);
        measured.push(await measure(installation, sending, { kind, connections, script }));
      }
    }
    const { lost, foreign } = await sending.compare();
    // What pgbench says that it has done, it has done: nothing else is in the table that nobody was told of.
    const benched = measured.reduce((sum, { transactions }) => sum + transactions, 0);
    expect({ lost, foreign }).toEqual({ lost: 0, foreign: benched });
    for (const { ratio } of measured) expect(ratio).toBeGreaterThanOrEqual(TARGET);
  } finally {
    await sending.end();
    await installation.stop();
  }
});

interface Measured {
  ratio: number;
  /** Of pgbench, in all rounds. */
  transactions: number;
}

/** Rounds of both, one after the other; the ratio of their medians. */
async function measure(
  installation: Installation,
  sending: Sending,
  { kind, connections, script }: { kind: Kind; connections: number; script: string },
): Promise<Measured> {
  const [bare, hearth]: [Round[], Round[]] = [[], []];
  let transactions = 0;
  const row = (who: string) => `${kind}, ${connections} × ${who}`.padEnd(28);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = installation.processorTimes();
    const bench = await pgbench(installation.assignment.databaseUrl, script, {
      connections,
      seconds: SECONDS,
    });
    transactions += bench.transactions;
    await leave(installation);
    bare.push({ perSecond: bench.perSecond, ...since(installation, before, bench.transactions) });
    say(row('pgbench') + columnsOf(bare.at(-1)));

    const begun = installation.processorTimes();
    const { items, milliseconds } = await write(sending, ITEMS, kind);
    hearth.push({ perSecond: items / (milliseconds / 1_000), ...since(installation, begun, items) });
    say(row('Hearth') + columnsOf(hearth.at(-1)));
  }
  const ratio = median(hearth) / median(bare);
  say(row('medians') + columns('', ratio.toFixed(2)));
  return { ratio, transactions };
}

/** A connection's processor time is known once its process has gone, which pgbench does not wait for. */
async function leave({ database }: Installation): Promise<void> {
  await expect
    .poll(() => database.query(`SELECT FROM pg_stat_activity WHERE application_name = 'pgbench'`), {
      timeout: 10_000,
    })
    .toEqual([]);
  await setTimeout(100);
}

async function write(sending: Sending, items: number, kind: Kind) {
  await sending.writeSingles(items, kind);
  const report = await sending.flood();
  if (report.failures > 0) throw new Error(`${report.failures} failed, the first with ${report.failure}`);
  return report;
}

function since(
  { processorTimes }: Installation,
  before: ReturnType<Installation['processorTimes']>,
  items: number,
): Omit<Round, 'perSecond'> {
  const now = processorTimes();
  return { server: (now.server - before.server) / items, postgres: (now.postgres - before.postgres) / items };
}

const median = (rounds: readonly Round[]): number =>
  rounds.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ??
  Number.NaN;

const say = (line: string) => process.stdout.write(`${line}\n`);
const columns = (...cells: readonly string[]) => cells.map((cell) => cell.padStart(13)).join('');
const columnsOf = (round: Round | undefined) =>
  columns(
    Math.round(round?.perSecond ?? Number.NaN).toString(),
    '',
    round?.server.toFixed(0) ?? '',
    round?.postgres.toFixed(0) ?? '',
  );
