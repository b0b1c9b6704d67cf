import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { toHearthError } from '../errors/describe.ts';
import { newId } from '../ids.ts';
import type { SharedCounts } from './leases.ts';
import type { Rule } from './limit.ts';
import { Limits } from './limits.ts';

let database: Database;
/** Statements that were run, and whether the shared counts can be reached. */
const state = { statements: 0, isUp: true, fails: false };
let shared: SharedCounts;
/** What was told of it; a test that expects something takes it out. */
const errors: unknown[] = [];
const onError = (error: unknown) => void errors.push(error);
afterEach(() => expect(errors.splice(0)).toEqual([]));

beforeAll(async () => {
  database = await openTestDatabase();
  shared = {
    get isUp() {
      return state.isUp;
    },
    query: async (text, params) => {
      if (state.fails) throw new Error('the database is away');
      state.statements += 1;
      return database.query(text, params);
    },
  };
});
afterAll(() => database.close());

const rule = (most: number, windowMs = 60_000): Rule => ({
  name: newId(),
  most,
  windowMs,
  refusal: 'Too many. Wait.',
});

/** How many of so many calls at once pass, and the shortest and longest wait the others are told, in seconds. */
async function callAtOnce(calls: (() => Promise<void>)[]) {
  const results = await Promise.allSettled(calls.map((call) => call()));
  const refused = results.flatMap((one) => (one.status === 'rejected' ? [toHearthError(one.reason)] : []));
  const waits = refused.map(({ retryAfter }) => retryAfter ?? 0);
  expect(refused.map(({ reason }) => reason)).toEqual(refused.map(() => 'rate_limited'));
  return { passed: results.length - refused.length, waits: [Math.min(...waits), Math.max(...waits)] };
}

/** As two processes do. */
const two = () => [new Limits({ shared, onError }), new Limits({ shared, onError })] as const;

const alternately = (limits: readonly Limits[], count: number, of: Rule, key = 'somebody') =>
  Array.from({ length: count }, (_, index) => async () => limits[index % limits.length]?.count(of, key));

describe('a limit shared by two processes', () => {
  it.each([1, 7, 50, 100, 199])('lets exactly %i of 200 calls at once pass', async (most) => {
    const { passed, waits } = await callAtOnce(alternately(two(), 200, rule(most)));
    expect(passed).toBe(most);
    expect(waits[0]).toBeGreaterThan(50);
    expect(waits[1]).toBeLessThanOrEqual(60);
  });

  it('counts each key by itself', async () => {
    const limits = two();
    const of = rule(5);
    const calls = ['a', 'b', 'c'].flatMap((key) => alternately(limits, 10, of, key));
    expect((await callAtOnce(calls)).passed).toBe(15);
  });

  it('asks the database seldom while much is left, and never lets more pass', async () => {
    const [one, other] = two();
    const of = rule(1_000);
    state.statements = 0;
    for (let call = 0; call < 200; call += 1) await (call % 2 ? one : other).count(of, 'somebody');
    expect(state.statements).toBeLessThan(10);
    const { passed } = await callAtOnce(alternately([one, other], 1_500, of));
    expect(passed).toBeLessThanOrEqual(800);
    expect(passed).toBeGreaterThan(750);
  });

  it('begins anew when the window has ended', async () => {
    const limits = two();
    const of = rule(3, 300);
    expect((await callAtOnce(alternately(limits, 10, of))).passed).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await callAtOnce(alternately(limits, 10, of))).passed).toBe(3);
  });

  it('is forgotten by every process', async () => {
    const [one, other] = two();
    const of = rule(4);
    await callAtOnce(alternately([one, other], 3, of));
    await other.forget(of, 'somebody');
    expect((await callAtOnce(alternately([one, other], 10, of))).passed).toBe(4);
  });

  it('is counted by each alone while the database is away, and together again once it is back', async () => {
    const limits = two();
    const of = rule(5);
    state.fails = true;
    expect((await callAtOnce(alternately(limits, 40, of))).passed).toBe(10);
    expect(errors.splice(0)).toHaveLength(2);
    state.fails = false;
    state.isUp = false;
    expect((await callAtOnce(alternately(limits, 40, of))).passed).toBe(0);
    state.isUp = true;
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await callAtOnce(alternately(limits, 40, of))).passed).toBe(5);
  });
});

describe('a limit of one process', () => {
  it('needs no database, and goes by its own clock', async () => {
    const clock = { now: 0 };
    const limits = new Limits({ now: () => clock.now });
    const of = rule(3);
    expect(await callAtOnce(alternately([limits], 5, of))).toEqual({ passed: 3, waits: [60, 60] });
    clock.now += 59_500;
    expect(await callAtOnce(alternately([limits], 1, of))).toEqual({ passed: 0, waits: [1, 1] });
    clock.now += 500;
    expect((await callAtOnce(alternately([limits], 5, of))).passed).toBe(3);
  });
});
