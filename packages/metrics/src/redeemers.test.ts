import { expect, test } from 'vitest';
import { redeemers } from './redeemers.ts';

test('15 of 148 are 10.1 %, from 6.2 to 16.0', () => {
  const result = redeemers({ redeemed: 15, active: 148 });
  expect(result.value).toBeCloseTo(10.135, 3);
  expect(result.n).toBe(148);
  expect(result.low).toBeCloseTo(6.24, 2);
  expect(result.high).toBeCloseTo(16.05, 2);
});

test('no active members: null, not 0', () => {
  expect(redeemers({ redeemed: 0, active: 0 })).toEqual({ value: null, n: 0, low: null, high: null });
});

test('a part beyond the whole is refused', () => {
  expect(() => redeemers({ redeemed: 2, active: 1 })).toThrow(RangeError);
});
