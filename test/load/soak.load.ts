import { expect, inject, test } from 'vitest';
import { chooseSeed } from '../faults/random.ts';
import { type Installation, install } from './installation.ts';
import { memoryOf } from './processor-time.ts';
import { type Report, Sending } from './sending.ts';

/** How long, in minutes; and how many interactions before the clock starts. `HEARTH_SOAK=10 HEARTH_LOAD=5000000` is the long form. */
const MINUTES = Number(process.env.HEARTH_SOAK ?? 0.5);
const BEFORE = Number(process.env.HEARTH_LOAD ?? 20_000);
/** Enough that nobody writes more comments an hour than anybody may. */
const MEMBERS = 8_000;
const CONNECTIONS = 32;
const REQUESTS = 250;
/** Megabytes: at any time, and more at the end of the soak than after its first third. */
const TARGETS = { resident: 256, growth: 24 };

test('the server stays small, however much has passed through it', async () => {
  const seed = chooseSeed();
  const installation = await install(inject('postgresUrl'));
  const sending = new Sending();
  try {
    await sending.begin({ ...installation.assignment, seed, connections: CONNECTIONS, members: MEMBERS });
    process.stdout.write(
      `Seed ${seed}; ${BEFORE.toLocaleString('en')} interactions, then ${MINUTES} minutes\n`,
    );
    await run(installation, sending);
  } finally {
    await sending.end();
    await installation.stop();
  }
});

async function run({ pid }: Installation, sending: Sending): Promise<void> {
  await sending.write(MEMBERS, { inTurn: true });
  let sent = itemsOf(await sending.flood());
  while (sent < BEFORE) sent += await someMore(sending);
  const readings: { at: number; megabytes: number }[] = [];
  const since = performance.now();
  const end = since + MINUTES * 60_000;
  while (performance.now() < end) {
    sent += await someMore(sending);
    readings.push({ at: performance.now(), megabytes: memoryOf(pid).now });
  }
  const third = since + (performance.now() - since) / 3;
  // The lowest of each: what is left after the collector has been, whenever it was.
  const early = Math.min(...readings.filter(({ at }) => at < third).map(({ megabytes }) => megabytes));
  const late = Math.min(...readings.slice(-Math.ceil(readings.length / 3)).map(({ megabytes }) => megabytes));
  const { highest } = memoryOf(pid);
  process.stdout.write(
    `${sent.toLocaleString('en')} interactions; resident memory ${early.toFixed(0)} MB in the first third, ` +
      `${late.toFixed(0)} MB in the last, ${highest.toFixed(0)} MB at its highest (asked: ${TARGETS.resident})\n`,
  );
  expect(highest).toBeLessThan(TARGETS.resident);
  expect(late - early).toBeLessThan(TARGETS.growth);
}

async function someMore(sending: Sending): Promise<number> {
  await sending.write(REQUESTS);
  return itemsOf(await sending.flood());
}

function itemsOf({ items, failures, failure }: Report): number {
  if (failures > 0) throw new Error(`${failures} requests failed, the first with ${failure}`);
  return items;
}
