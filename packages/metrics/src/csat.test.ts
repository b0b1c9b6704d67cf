import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csat } from './csat.ts';

test('80 satisfied and 20 others are 80 %, from 71.1 to 86.7', () => {
  const result = csat({ satisfied: 80, others: 20 });
  expect(result).toMatchObject({ value: 80, n: 100 });
  expect(result.low).toBeCloseTo(71.12, 2);
  expect(result.high).toBeCloseTo(86.66, 2);
});

test('nobody answered: null, not 0', () => {
  expect(csat({ satisfied: 0, others: 0 }).value).toBeNull();
});

test('a count that is no count is refused', () => {
  expect(() => csat({ satisfied: 3, others: -1 })).toThrow(RangeError);
});

test('one more satisfied answer never lowers it', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (satisfied, others) => {
      const now = csat({ satisfied, others }).value ?? 0;
      return (csat({ satisfied: satisfied + 1, others }).value ?? 0) >= now;
    }),
  );
});
