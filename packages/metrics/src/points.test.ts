import { expect, test } from 'vitest';
import { outstanding, pointTotal } from './points.ts';

test('they are the sum, without an interval', () => {
  expect(pointTotal({ sum: 1200, members: 30 })).toEqual({ value: 1200, n: 30, low: null, high: null });
});

test('no points are a true zero', () => {
  expect(pointTotal({ sum: 0, members: 0 }).value).toBe(0);
});

test('what was earned and not spent is owed', () => {
  expect(outstanding({ earned: 1200, spent: 450, members: 30 })).toMatchObject({ value: 750, n: 30 });
});

test('nothing is owed once all is spent', () => {
  expect(outstanding({ earned: 5, spent: 5, members: 2 }).value).toBe(0);
});

test('half a point, and more spent than earned, are refused', () => {
  expect(() => pointTotal({ sum: 0.5, members: 1 })).toThrow(RangeError);
  expect(() => outstanding({ earned: 1, spent: 2, members: 1 })).toThrow(RangeError);
});
