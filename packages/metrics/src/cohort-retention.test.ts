import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohortRetention } from './cohort-retention.ts';

test('81 of 263 are 30.8 percent, from 25.5 to 36.6', () => {
  const cell = cohortRetention({ retained: 81, cohort: 263 });
  expect(cell.value).toBeCloseTo(30.8, 1);
  expect(cell.low).toBeCloseTo(25.53, 2);
  expect(cell.high).toBeCloseTo(36.62, 2);
  expect(cell.n).toBe(263);
});

test('an empty cohort: null, not 0', () => {
  expect(cohortRetention({ retained: 0, cohort: 0 })).toEqual({ value: null, n: 0, low: null, high: null });
});

test('more retained than there were are refused', () => {
  expect(() => cohortRetention({ retained: 2, cohort: 1 })).toThrow(RangeError);
});

test('value and interval stay within 0 and 100 and in order', () => {
  const cell = fc
    .integer({ min: 1, max: 5000 })
    .chain((cohort) => fc.record({ cohort: fc.constant(cohort), retained: fc.nat(cohort) }));
  fc.assert(
    fc.property(cell, (counts) => {
      const { low, value, high } = cohortRetention(counts);
      if (low === null || value === null || high === null) return false;
      return low >= 0 && low <= value + 1e-9 && value <= high + 1e-9 && high <= 100;
    }),
  );
});
