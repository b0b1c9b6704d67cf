import { expect, test } from 'vitest';
import { completeValues, edge, incompleteValues, stepOf, type TrendPoint } from './series.ts';

const point = (day: number, value: number | null, incomplete = false): TrendPoint => ({
  from: `2026-01-0${day}`,
  to: `2026-01-0${day + 1}`,
  value,
  low: value === null ? null : value - 1,
  high: value === null ? null : value + 1,
  n: 10,
  incomplete,
});

test('an unfinished step is no part of the full line: it is dashed, from the last finished one on', () => {
  const points = [point(1, 5), point(2, 6), point(3, 2, true)];
  expect(completeValues(points)).toEqual([5, 6, null]);
  expect(incompleteValues(points)).toEqual([null, 6, 2]);
  expect(edge(points, 'high')).toEqual([6, 7, null]);
});

test('a step in which nothing was measured is a gap', () => {
  expect(completeValues([point(1, 5), point(2, null), point(3, 7)])).toEqual([5, null, 7]);
});

test('a day belongs to the step that holds it, the last day of which is left out', () => {
  const points = [point(1, 1), point(2, 2)];
  expect(stepOf(points, '2026-01-02')).toBe(1);
  expect(stepOf(points, '2026-01-03')).toBe(-1);
});
