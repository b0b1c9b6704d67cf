import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubscriptionFact } from './fact.ts';
import { groupBy } from './group-by.ts';
import { byMoment, type MrrStep, stepsOf } from './steps.ts';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000);

const fact = (more: Partial<SubscriptionFact>): SubscriptionFact => ({
  subscriptionId: 'sub_1',
  id: 'fact',
  accountId: 'account',
  at: day(0),
  sequence: 0,
  mrr: 1000,
  currency: 'USD',
  status: 'active',
  plan: null,
  startsAt: null,
  endsAt: null,
  leftOut: null,
  inferred: false,
  ...more,
});

const step = (number: number, mrr: number, currency = 'USD'): MrrStep => ({
  at: day(number).getTime(),
  mrr,
  currency,
});

describe('the steps of an account', () => {
  it('begin at the start, even if that is told later', () => {
    expect(stepsOf([fact({ at: day(50), startsAt: day(3) })])).toEqual([step(3, 1000)]);
  });

  it('do not reach back over what was known before', () => {
    const facts = [
      fact({ id: 'a', at: day(10) }),
      fact({ id: 'b', at: day(50), startsAt: day(3), mrr: 2000 }),
    ];
    expect(stepsOf(facts)).toEqual([step(10, 1000), step(50, 2000)]);
  });

  it('foresee an end and a trial’s end, until something else is told', () => {
    const trial = fact({ id: 'a', at: day(0), startsAt: day(14), endsAt: day(60) });
    expect(stepsOf([trial])).toEqual([step(14, 1000), step(60, 0)]);
    expect(stepsOf([trial, fact({ id: 'b', at: day(20), mrr: 3000 })])).toEqual([
      step(14, 1000),
      step(20, 3000),
    ]);
  });

  it('end when the end came, though it was told later', () => {
    const facts = [fact({ id: 'a' }), fact({ id: 'b', at: day(40), endsAt: day(31), status: 'canceled' })];
    expect(stepsOf(facts)).toEqual([step(0, 1000), step(31, 0)]);
  });

  it('sum several subscriptions: cancelling one of two is contraction', () => {
    const facts = [
      fact({ id: 'a', subscriptionId: 'one' }),
      fact({ id: 'b', subscriptionId: 'two', mrr: 500 }),
      fact({ id: 'c', subscriptionId: 'two', at: day(9), endsAt: day(9) }),
    ];
    expect(stepsOf(facts)).toEqual([step(0, 1500), step(9, 1000)]);
  });

  it('follow a subscription that changes its currency', () => {
    const facts = [fact({ id: 'a' }), fact({ id: 'b', at: day(5), currency: 'EUR', mrr: 900 })];
    expect(stepsOf(facts)).toEqual([step(5, 900, 'EUR'), step(0, 1000), step(5, 0)]);
  });

  it('believe an invoice only while nobody has said more', () => {
    const invoice = fact({ id: 'a', at: day(2), mrr: 777, inferred: true });
    expect(stepsOf([invoice])).toEqual([step(2, 777)]);
    expect(stepsOf([invoice, fact({ id: 'b', at: day(1) })])).toEqual([step(1, 1000)]);
  });

  it('are refused beyond exact numbers', () => {
    const most = { mrr: Number.MAX_SAFE_INTEGER };
    expect(() => stepsOf([fact({ ...most }), fact({ subscriptionId: 'two', ...most })])).toThrow(RangeError);
  });
});

const randomFact = fc
  .record({
    subscriptionId: fc.constantFrom('one', 'two', 'three'),
    at: fc.integer({ min: 0, max: 40 }).map(day),
    sequence: fc.nat(1),
    mrr: fc.nat(5),
    currency: fc.constantFrom('USD', 'JPY'),
    startsAt: fc.option(fc.integer({ min: 0, max: 50 }).map(day)),
    endsAt: fc.option(fc.integer({ min: 0, max: 50 }).map(day)),
    inferred: fc.boolean(),
  })
  .map(fact);
const history = fc
  .array(randomFact, { maxLength: 9 })
  .map((facts) => facts.map((one, index) => ({ ...one, id: `fact ${index}` })));

/** What an account earns at a moment, worked out by asking each fact in turn. */
function earnsAt(facts: readonly SubscriptionFact[], moment: Date): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const own of groupBy(facts, ({ subscriptionId }) => subscriptionId).values()) {
    const told = own.filter(({ inferred }) => own.every((one) => one.inferred) || !inferred).sort(byMoment);
    const since = ({ at, endsAt, startsAt }: SubscriptionFact, index: number) =>
      Math.min(+at, +(endsAt ?? at), index === 0 ? +(startsAt ?? at) : +at);
    const index = told.findLastIndex((one, position) => since(one, position) <= +moment);
    const current = told[index];
    if (!current) continue;
    const earns =
      +(current.startsAt ?? current.at) <= +moment && (!current.endsAt || moment < current.endsAt);
    if (earns) sums[current.currency] = (sums[current.currency] ?? 0) + current.mrr;
  }
  return sums;
}

describe('any history', () => {
  it('gives the same steps in any order of arrival', () => {
    const shuffled = history.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(shuffled, ([facts, others]) => {
        expect(stepsOf(others)).toEqual(stepsOf(facts));
      }),
      { numRuns: 500 },
    );
  });

  it('earns on every day what its facts say of that day', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const steps = stepsOf(facts);
        for (let number = -1; number <= 51; number++) {
          const moment = day(number);
          const expected = earnsAt(facts, moment);
          for (const currency of ['USD', 'JPY']) {
            const own = steps.filter((one) => one.currency === currency && one.at <= +moment);
            expect(own.at(-1)?.mrr ?? 0).toBe(expected[currency] ?? 0);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
