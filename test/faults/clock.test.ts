import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openRows } from '../rows.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { again } = stage;
const YEAR = 365 * 24 * 3_600_000;
const preload = fileURLToPath(new URL('shift-clock.mjs', import.meta.url));
const wrongBy = (ahead: number) => ({
  NODE_OPTIONS: `--import=${preload}`,
  HEARTH_TEST_CLOCK_AHEAD: `${ahead}`,
});

/** How far the log's times of these members lie from the present, in hours: ours, and the sender's own. */
async function timesOf(named: string) {
  const { rows, close } = await openRows(stage.databaseUrl);
  const [times] = await rows<{ n: number; ours: number; theirs: number }>(
    `SELECT count(*)::int AS n,
            max(abs(extract(epoch FROM i.occurred_at - now())) / 3600)::float8 AS ours,
            min(abs(extract(epoch FROM i.occurred_at_raw - now())) / 3600)::float8 AS theirs
     FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE m.external_id LIKE $1`,
    [`load-${named}%`],
  );
  await close();
  return times ?? { n: 0, ours: 0, theirs: 0 };
}

describe('a clock that is a year off', () => {
  test.each([
    ['ahead', YEAR],
    ['behind', -YEAR],
  ])("a member's own, %s: what they do happened when it reached us", async (named, member) => {
    const load = await stage.begin({ members: 4, clock: { member }, named });
    await pause(1500);
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    const { n, ours, theirs } = await timesOf(named);
    expect(n, again).toBeGreaterThan(100);
    expect(ours, again).toBeLessThan(1);
    expect(theirs, again).toBeGreaterThan(8000);
  });

  test("the server's alone: nobody's token is believed, and nothing is lost until it is put right", async () => {
    const load = await stage.begin({ members: 4, named: 'alone-' });
    await stage.stack.backend().end('SIGTERM');
    await stage.stack.restart(wrongBy(YEAR));
    load.hurry();
    await pause(1500);
    const meanwhile = (await timesOf('alone-')).n;
    await stage.stack.backend().end('SIGTERM');
    await stage.stack.restart();
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    expect(
      load.missed.filter((status) => status !== 0),
      again,
    ).toContain(401);
    expect(load.history.count('accepted'), again).toBeGreaterThan(meanwhile);
  });

  test("the server's and the host's together: all of it counts once, before and after they are put right", async () => {
    await stage.stack.backend().end('SIGTERM');
    await stage.stack.restart(wrongBy(YEAR));
    const wrong = await stage.begin({ members: 4, clock: { host: YEAR }, named: 'wrong-' });
    await pause(1500);
    await wrong.end();
    await stage.stack.backend().end('SIGTERM');
    await stage.stack.restart();
    const right = await stage.begin({ members: 4, named: 'right-' });
    await pause(1500);
    await right.end();

    expect((await timesOf('wrong-')).ours, again).toBeGreaterThan(8000);
    expect((await timesOf('right-')).ours, again).toBeLessThan(1);
    expect([...(await wrong.problems()), ...(await right.problems())], again).toEqual([]);
    expect(wrong.history.count('accepted'), again).toBeGreaterThan(100);
  });
});
