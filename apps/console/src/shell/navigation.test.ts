import { describe, expect, test } from 'vitest';
import { carried } from '../address/carried.ts';
import { pathTo, readPath } from './navigation.ts';

describe('a path of the console', () => {
  test.each([
    ['/console/', '', ''],
    ['/console', '', ''],
    ['/console/members', 'members', ''],
    ['/console/members/mem_1', 'members', 'mem_1'],
    ['/console/set-up/keys/', 'set-up', 'keys'],
    ['/console/a%20b/c%2Fd', 'a b', 'c/d'],
    ['/console/%E0%A4%A', '%E0%A4%A', ''],
  ])('%s asks for page “%s” and what is behind it, “%s”', (path, page, rest) => {
    expect(readPath(path)).toEqual({ page, rest });
  });

  test('is written so that it is read back', () => {
    expect(readPath(pathTo('members', 'mem/1 ü'))).toEqual({ page: 'members', rest: 'mem/1 ü' });
    expect(pathTo('')).toBe('/console/');
  });
});

test('one page of numbers hands on the period and the segments, and nothing of its own', () => {
  expect(carried('?period=90d&draw=nps&segments=all.seg_1&about=nps~1')).toBe(
    '?period=90d&segments=all.seg_1',
  );
  expect(carried('?draw=nps')).toBe('');
});
