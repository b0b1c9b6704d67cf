import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from './wilson.ts';

// R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, table I.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i agrees with the published interval', (successes, n, low, high) => {
  const interval = wilson(successes, n);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test('an empty sample has no interval', () => {
  expect(wilson(0, 0)).toBeNull();
});

test('more successes than trials are refused', () => {
  expect(() => wilson(2, 1)).toThrow(RangeError);
});

const sample = fc
  .integer({ min: 1, max: 10_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('the interval holds the share and stays within 0 and 1', () => {
  fc.assert(
    fc.property(sample, ([successes, n]) => {
      const interval = wilson(successes, n);
      if (!interval) return false;
      const share = successes / n;
      return interval.low >= 0 && interval.low <= share && share <= interval.high && interval.high <= 1;
    }),
  );
});

test('where all or none succeeded the interval ends at 1 or 0 exactly', () => {
  for (let n = 1; n <= 1000; n += 1) {
    expect(wilson(n, n)?.high).toBe(1);
    expect(wilson(0, n)?.low).toBe(0);
  }
});

test('failures mirror successes', () => {
  fc.assert(
    fc.property(sample, ([successes, n]) => {
      expect(wilson(successes, n)?.low).toBeCloseTo(1 - (wilson(n - successes, n)?.high ?? 0), 9);
    }),
  );
});

test('ten times the sample narrows the interval', () => {
  fc.assert(
    fc.property(sample, ([successes, n]) => {
      const [small, large] = [wilson(successes, n), wilson(successes * 10, n * 10)];
      if (!small || !large) return false;
      return large.high - large.low < small.high - small.low;
    }),
  );
});
