import { expect, test } from 'vitest';
import { activation } from './activation.ts';

test('10 of 40 who were shown it completed it: 25 %, from 14.2 to 40.2', () => {
  const result = activation({ shown: 40, completed: 10 });
  expect(result).toMatchObject({ value: 25, n: 40 });
  expect(result.low).toBeCloseTo(14.19, 2);
  expect(result.high).toBeCloseTo(40.19, 2);
});

test('shown to nobody: null, not 0', () => {
  expect(activation({ shown: 0, completed: 0 }).value).toBeNull();
});

test('more completed than were shown it are refused', () => {
  expect(() => activation({ shown: 1, completed: 2 })).toThrow(RangeError);
});
