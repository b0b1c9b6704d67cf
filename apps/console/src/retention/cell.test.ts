import { expect, test } from 'vitest';
import { heatOf, moved } from './cell.ts';

test('nobody is cold, everybody is the hottest, and a little is not nothing', () => {
  expect([0, 0.4, 10, 10.1, 100].map(heatOf)).toEqual([0, 1, 1, 2, 10]);
});

test('arrow keys stay within a triangle of cells', () => {
  const lengths = [3, 2, 1];
  expect(moved('ArrowDown', { row: 0, cell: 2 }, lengths)).toEqual({ row: 1, cell: 1 });
  expect(moved('ArrowRight', { row: 2, cell: 0 }, lengths)).toEqual({ row: 2, cell: 0 });
  expect(moved('ArrowUp', { row: 0, cell: 0 }, lengths)).toEqual({ row: 0, cell: 0 });
  expect(moved('End', { row: 0, cell: 0 }, lengths)).toEqual({ row: 0, cell: 2 });
  expect(moved('a', { row: 0, cell: 0 }, lengths)).toBeUndefined();
});
