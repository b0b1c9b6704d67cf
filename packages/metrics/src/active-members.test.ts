import { expect, test } from 'vitest';
import { activeMembers } from './active-members.ts';

test('it is the count, without an interval', () => {
  expect(activeMembers({ members: 214 })).toEqual({ value: 214, n: 214, low: null, high: null });
});

test('no active member is a true zero', () => {
  expect(activeMembers({ members: 0 }).value).toBe(0);
});

test('half a member is refused', () => {
  expect(() => activeMembers({ members: 1.5 })).toThrow(RangeError);
});
