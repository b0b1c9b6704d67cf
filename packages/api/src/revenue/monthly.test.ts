import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, monthlyOf, type Price, rounded, zero } from './monthly.ts';

const price = (more: Partial<Price>): Price => ({
  amount: 12_000n,
  quantity: 1n,
  interval: 'month',
  intervalCount: 1n,
  ...more,
});

it.each([
  ['a month', { interval: 'month' }, 12_000n],
  ['a year, by a twelfth', { interval: 'year' }, 1000n],
  ['a quarter', { interval: 'month', intervalCount: 3n }, 4000n],
  ['two years', { interval: 'year', intervalCount: 2n }, 500n],
  ['a week, 52 twelfths', { interval: 'week' }, 52_000n],
  ['a day, 365 twelfths', { interval: 'day' }, 365_000n],
  ['five seats', { quantity: 5n }, 60_000n],
  ['no seat', { quantity: 0n }, 0n],
  ['1.5 minor units for each of 3', { amount: 15n, parts: 10n, quantity: 3n }, 5n],
] as const)('%s', (_, more, mrr) => {
  expect(rounded(monthlyOf(price(more)))).toBe(mrr);
});

it('rounds once, halves up, after all items are added', () => {
  const third = monthlyOf(price({ amount: 100n, interval: 'month', intervalCount: 3n }));
  expect(rounded(third)).toBe(33n);
  expect(rounded(add(add(third, third), third))).toBe(100n);
  expect(rounded(monthlyOf(price({ amount: 6n, interval: 'year' })))).toBe(1n);
  expect(rounded(monthlyOf(price({ amount: 5n, interval: 'year' })))).toBe(0n);
  expect(rounded(zero)).toBe(0n);
});

it('a year’s twelfths are never further from the year than half a unit each', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) => {
      const twelfth = rounded(monthlyOf(price({ amount, interval: 'year' })));
      const error = twelfth * 12n - amount;
      return error <= 6n && error > -6n;
    }),
  );
});
