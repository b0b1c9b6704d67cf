import { expect, test } from 'vitest';
import { responseRate } from './response-rate.ts';

test('10 answers of 40 shown are 25 %, from 14.2 to 40.2', () => {
  const result = responseRate({ shown: 40, answered: 10 });
  expect(result.value).toBe(25);
  expect(result.n).toBe(40);
  expect(result.low).toBeCloseTo(14.19, 2);
  expect(result.high).toBeCloseTo(40.19, 2);
});

test('shown to nobody: null, not 0', () => {
  expect(responseRate({ shown: 0, answered: 0 })).toEqual({ value: null, n: 0, low: null, high: null });
});

test('more answers than were shown it are refused', () => {
  expect(() => responseRate({ shown: 1, answered: 2 })).toThrow(RangeError);
});
