import { expect, inject, test } from 'vitest';
import { chooseSeed, seeded } from '../faults/random.ts';
import { BARE_TABLE, type BareOptions, insertBare, writeBatches } from './bare-inserts.ts';
import { type Installation, install } from './installation.ts';
import { type Report, Sending } from './sending.ts';

/** Rounds of each, one after the other; `HEARTH_LOAD=15 npm run load -- ingest` is the long form. */
const ROUNDS = Number(process.env.HEARTH_LOAD ?? 5);
const MEMBERS = 2_000;
const CONNECTIONS = 32;
/** Enough for some seconds each. */
const REQUESTS = 8_000;
const BATCHES = 150;
const TARGETS = { ratio: 0.45, p99: 50 };

interface Round {
  rate: number;
  /** Microseconds of processor time an item. */
  server: number;
  postgres: number;
  client: number;
}

test('what members do is taken in at nearly half the rate of bare inserts', async () => {
  const seed = chooseSeed();
  const installation = await install(inject('postgresUrl'));
  const sending = new Sending();
  try {
    await sending.begin({ ...installation.assignment, seed, connections: CONNECTIONS, members: MEMBERS });
    await run(installation, sending, seed);
  } finally {
    await sending.end();
    await installation.stop();
  }
});

async function run(installation: Installation, sending: Sending, seed: number): Promise<void> {
  const { database, assignment } = installation;
  await database.script(BARE_TABLE);
  // Everybody is seen once, so that what follows is a day like any other.
  await sending.write(MEMBERS, { inTurn: true });
  assertAnswered(await sending.flood());
  // What the database does by itself within a minute: until then it plans for tables that are empty.
  await database.script('VACUUM (ANALYZE)');
  const members = await database.query<{ id: string }>('SELECT id FROM member');
  const options = {
    random: seeded(seed),
    world: assignment.world,
    projectId: assignment.projectId,
    memberIds: members.map(({ id }) => id),
  };

  say(`Seed ${seed}; ${CONNECTIONS} connections, 10 items a call, ${MEMBERS.toLocaleString('en')} members`);
  say(
    `${'round'.padEnd(22)}${columns('items/s', 'ratio', 'p50 ms', 'p99 ms', 'server µs', 'postgres µs', 'client µs')}`,
  );
  const [bare, hearth]: [Round[], Round[]] = [[], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    bare.push(await measureBare(installation, options));
    say(`bare inserts ${round}`.padEnd(22) + columnsOf(bare.at(-1)));
    await sending.write(REQUESTS);
    const { measured, report } = await measureFlood(installation, sending);
    hearth.push(measured);
    const ratio = measured.rate / (bare.at(-1)?.rate ?? Number.NaN);
    say(`Hearth ${round}`.padEnd(22) + columnsOf(measured, ratio, report));
  }
  const ratio = median(hearth.map(({ rate }) => rate)) / median(bare.map(({ rate }) => rate));

  const half = median(hearth.map(({ rate }) => rate)) / 2;
  const paced: Report[] = [];
  for (let round = 1; round <= Math.min(ROUNDS, 3); round += 1) {
    await sending.write(REQUESTS / 2);
    paced.push(assertAnswered(await sending.pace(half / 10)));
    const last = paced.at(-1);
    say(
      `at half that rate ${round}`.padEnd(22) +
        columns(Math.round(half), '', last?.p50.toFixed(1), last?.p99.toFixed(1)),
    );
  }
  const p99 = median(paced.map((report) => report.p99));
  const comparison = await sending.compare();
  say(
    `\nratio of the medians ${ratio.toFixed(3)} (asked: ${TARGETS.ratio}); p99 at half the rate ${p99.toFixed(1)} ms ` +
      `(asked: ${TARGETS.p99}); ${comparison.acknowledged.toLocaleString('en')} acknowledged, ${comparison.lost} lost, ` +
      `${comparison.foreign} stored without a word`,
  );
  expect({ lost: comparison.lost, foreign: comparison.foreign }).toEqual({ lost: 0, foreign: 0 });
  expect(p99).toBeLessThan(TARGETS.p99);
  expect(ratio).toBeGreaterThanOrEqual(TARGETS.ratio);
}

async function measureBare(
  { assignment, processorTimes }: Installation,
  options: BareOptions,
): Promise<Round> {
  const batches = writeBatches(BATCHES, options);
  const before = processorTimes();
  const { rows, milliseconds, processorMicroseconds } = await insertBare(assignment.databaseUrl, batches);
  const postgres = processorTimes().postgres - before.postgres;
  return {
    rate: rows / (milliseconds / 1_000),
    server: 0,
    postgres: postgres / rows,
    client: processorMicroseconds / rows,
  };
}

async function measureFlood({ processorTimes }: Installation, sending: Sending) {
  const before = processorTimes();
  const report = assertAnswered(await sending.flood());
  const after = processorTimes();
  const measured: Round = {
    rate: report.items / (report.milliseconds / 1_000),
    server: (after.server - before.server) / report.items,
    postgres: (after.postgres - before.postgres) / report.items,
    client: report.processorMicroseconds / report.items,
  };
  return { measured, report };
}

function assertAnswered(report: Report): Report {
  if (report.failures > 0)
    throw new Error(`${report.failures} requests failed, the first with ${report.failure}`);
  return report;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const columns = (...cells: readonly (string | number | undefined)[]) =>
  cells.map((cell) => String(cell ?? '').padStart(12)).join('');
const columnsOf = (round: Round | undefined, ratio?: number, report?: Report) =>
  columns(
    Math.round(round?.rate ?? Number.NaN),
    ratio?.toFixed(3),
    report?.p50.toFixed(1),
    report?.p99.toFixed(1),
    round?.server.toFixed(1),
    round?.postgres.toFixed(1),
    round?.client.toFixed(1),
  );
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
