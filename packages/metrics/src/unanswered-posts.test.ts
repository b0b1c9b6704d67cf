import { expect, test } from 'vitest';
import { unansweredPosts } from './unanswered-posts.ts';

test('15 of 148 are 10.1 %, from 6.2 to 16.0', () => {
  const result = unansweredPosts({ unanswered: 15, posts: 148 });
  expect(result.value).toBeCloseTo(10.135, 3);
  expect(result.n).toBe(148);
  expect(result.low).toBeCloseTo(6.24, 2);
  expect(result.high).toBeCloseTo(16.05, 2);
});

test('no posts: null, not 0', () => {
  expect(unansweredPosts({ unanswered: 0, posts: 0 })).toEqual({ value: null, n: 0, low: null, high: null });
});

test('a part beyond the whole is refused', () => {
  expect(() => unansweredPosts({ unanswered: 2, posts: 1 })).toThrow(RangeError);
});
