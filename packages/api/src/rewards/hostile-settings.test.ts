import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { type Caller, Office, wordsOf } from '../testing/office.ts';

let database: Database;
let owner: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
  owner = await (await Office.open(database)).as('owner');
});
afterAll(() => database.close());

/** No number of points, as JSON can bring it: 1e999 is Infinity there. */
const numbers = [
  -1,
  -0.5,
  1.5,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  2 ** 31,
  2 ** 53,
  1_000_001,
  '5',
  null,
  true,
  [5],
  {},
];
const text = { en: 'A mug' };

/** Each place where an operator writes points, with one such number in it; none of them may be stored. */
const places: Record<string, (n: unknown) => Promise<unknown>> = {
  'the points of a rule': (points) =>
    saveRewards({ earningRules: [{ kind: 'post.created', points, perDay: 1 }] }),
  'a day’s limit': (perDay) => saveRewards({ earningRules: [{ kind: 'post.created', points: 1, perDay }] }),
  'a level’s threshold': (threshold) => saveRewards({ levels: [{ name: text, threshold }] }),
  'a reward’s cost': (cost) => saveRewards({ rewards: [{ ...reward, cost }] }),
  'a reward’s stock': (stock) => saveRewards({ rewards: [{ ...reward, stock }] }),
  'the stock that was seen': (stockSeen) => saveRewards({ rewards: [{ ...reward, stockSeen }] }),
  'a step’s points': async (points) => {
    const { version } = await owner.checklists.get();
    const item = { title: text, description: null, action: null, event: null, points };
    const checklist = { title: text, celebration: null, active: true, segmentId: null, items: [item] };
    return Reflect.apply(owner.checklists.save, owner, [{ version, checklists: [checklist] }]);
  },
};

const reward = { name: text, description: text, cost: 1, stock: 1, stockSeen: 0, active: true };

async function saveRewards(part: object): Promise<unknown> {
  const { version } = await owner.rewards.get();
  const whole = { version, earningRules: [], levels: [], badges: [], rewards: [], ...part };
  // Past the types, as whoever speaks to the server by hand.
  return Reflect.apply(owner.rewards.save, owner, [whole]);
}

describe('what an operator writes for points', () => {
  it('is stored when it is a number of points: or nothing below proves anything', async () => {
    expect(await wordsOf(saveRewards({ rewards: [reward] }))).toBe('done');
  });

  it.each(Object.keys(places))('is a whole number within bounds: %s', async (place) => {
    const before = [await owner.rewards.get(), await owner.checklists.get()];
    for (const n of numbers) {
      expect(await wordsOf(places[place]?.(n) ?? Promise.resolve()), `${place}: ${n}`).toContain(
        'is not valid',
      );
    }
    expect([await owner.rewards.get(), await owner.checklists.get()]).toEqual(before);
  });
});
