import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { audit, audited } from './audit.ts';
import { damages } from './damages.ts';
import { wholeFrom } from './random.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { again, random } = stage;

let rows: Rows;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ rows, close } = await openRows(stage.databaseUrl));
});

afterAll(() => close?.());

describe('a server that is killed under load', () => {
  test('has stored what it acknowledged, once, and nothing else', async () => {
    const load = await stage.begin({ members: 12 });
    for (let kills = 0; kills < 5; kills += 1) {
      await pause(wholeFrom(random, 500, 2000));
      await stage.stack.backend().end('SIGKILL');
      await stage.stack.restart();
      load.hurry();
    }
    await pause(1000);
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    // Otherwise nobody was under load when it happened, and all of this proves nothing.
    expect(load.missed, again).toEqual([0]);
    expect(load.history.count('accepted'), again).toBeGreaterThan(2000);
    expect(load.history.count('rejected'), again).toBeGreaterThan(20);
  });

  test.each(Object.entries(damages))('would not get away with %s', async (name, damage) => {
    expect(audited, again).toContain(name);
    await rows('BEGIN');
    try {
      // The damages are of the kind that no constraint prevents: else they could not be planted.
      await rows(damage);
      expect(
        (await audit(rows)).map((problem) => problem.slice(0, name.length)),
        again,
      ).toContain(name);
    } finally {
      await rows('ROLLBACK');
    }
  });

  test('has a damage planted for every contradiction that is looked for', () => {
    expect(Object.keys(damages).sort()).toEqual([...audited].sort());
  });
});
