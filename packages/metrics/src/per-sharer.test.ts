import { expect, test } from 'vitest';
import { perSharer } from './per-sharer.ts';

test('12 clicks by 8 sharers are one and a half each', () => {
  expect(perSharer({ brought: 12, sharers: 8 })).toEqual({ value: 1.5, n: 8, low: null, high: null });
});

test('sharers who bring nobody bring a true zero, no sharers bring null', () => {
  expect(perSharer({ brought: 0, sharers: 8 }).value).toBe(0);
  expect(perSharer({ brought: 0, sharers: 0 }).value).toBeNull();
});

test('a count that is no count is refused', () => {
  expect(() => perSharer({ brought: -1, sharers: 1 })).toThrow(RangeError);
});
