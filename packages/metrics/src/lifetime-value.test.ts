import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acquisitionCost } from './acquisition-cost.ts';
import { arpa } from './arpa.ts';
import { lifetimeValue } from './lifetime-value.ts';
import { ltvToCac } from './ltv-to-cac.ts';

// 50 accounts that pay 5,000.00 together, one of 50 lost in a month, four fifths of revenue left: 100 × 0.8 / 2 %.
const counts = { mrr: 500_000, accounts: 50, atStart: 50, lost: 1, months: 1, grossMargin: 8000 };

describe('what an account is worth', () => {
  test('revenue by accounts', () => {
    expect(arpa({ mrr: 500_000, accounts: 40 })).toEqual({ value: 12_500, n: 40, low: null, high: null });
    expect(arpa({ mrr: 0, accounts: 0 }).value).toBeNull();
  });

  test('100.00 a month at 80 % margin and 2 % churn is worth 4,000.00', () => {
    expect(lifetimeValue(counts).value).toBeCloseTo(400_000, 6);
  });

  test('the same pace told by a quarter is worth the same', () => {
    const pace = { ...counts, atStart: 1_000_000, lost: Math.round(1_000_000 * (1 - 0.98 ** 3)), months: 3 };
    expect(lifetimeValue(pace).value).toBeCloseTo(400_000, -1);
  });

  test.each([
    ['nobody was lost', { lost: 0 }],
    ['the margin is unknown', { grossMargin: null }],
    ['nobody pays', { mrr: 0, accounts: 0 }],
    ['nobody was there at the start', { atStart: 0, lost: 0 }],
  ])('null when %s', (_, more) => {
    expect(lifetimeValue({ ...counts, ...more }).value).toBeNull();
  });

  test('a margin may be nothing or all, and is refused beyond them', () => {
    expect(lifetimeValue({ ...counts, grossMargin: 0 }).value).toBe(0);
    expect(lifetimeValue({ ...counts, grossMargin: 10_000 }).value).toBeCloseTo(500_000, 6);
    for (const grossMargin of [-1, 10_001, Number.NaN])
      expect(() => lifetimeValue({ ...counts, grossMargin })).toThrow(
        new RangeError(`grossMargin is between 0 and 10,000 basis points, not ${grossMargin}.`),
      );
  });

  test('it grows with revenue and falls with churn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 49 }), (mrr, lost) => {
        const value = (more: object) => lifetimeValue({ ...counts, mrr, lost, ...more }).value ?? Number.NaN;
        return value({ mrr: mrr + 1 }) > value({}) && value({ lost: lost + 1 }) < value({});
      }),
    );
  });
});

describe('what an account costs', () => {
  test('4,000.00 for 8 new accounts is 500.00 each', () => {
    expect(acquisitionCost({ spend: 400_000, newAccounts: 8 })).toEqual({
      value: 50_000,
      n: 8,
      low: null,
      high: null,
    });
    expect(acquisitionCost({ spend: 0, newAccounts: 8 }).value).toBe(0);
  });

  test('null when nothing was entered, or nobody is new', () => {
    expect(acquisitionCost({ spend: null, newAccounts: 8 }).value).toBeNull();
    expect(acquisitionCost({ spend: 5, newAccounts: 0 }).value).toBeNull();
    expect(() => acquisitionCost({ spend: -1, newAccounts: 1 })).toThrow(RangeError);
  });

  test('4,000.00 of value for 500.00 is 8 to 1', () => {
    expect(ltvToCac({ ...counts, spend: 400_000, newAccounts: 8 }).value).toBeCloseTo(8, 9);
    expect(ltvToCac({ ...counts, spend: 0, newAccounts: 8 }).value).toBeNull();
    expect(ltvToCac({ ...counts, spend: null, newAccounts: 8 }).value).toBeNull();
    expect(ltvToCac({ ...counts, lost: 0, spend: 5, newAccounts: 8 }).value).toBeNull();
  });
});
