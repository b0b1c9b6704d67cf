import { assertCount, type Measure } from './measure.ts';
import { studentsT } from './students-t.ts';

/** How often each value was given. */
export type Frequencies = ReadonlyMap<number, number>;

/**
 * The mean of values given so often each, with Student's 95 % interval: mean ± t × s / √n, where s² is the sample's
 * variance with n − 1.
 *
 * Source: Student (1908), The probable error of a mean, Biometrika 6.
 *
 * @returns nulls for an empty sample; no interval for a single value, which says nothing of the spread
 * @throws RangeError if a count is not a whole number of at least 0
 * @example mean(new Map([[5, 1], [6, 1], [7, 1]])) // value 6, n 3, low 3.5, high 8.5
 */
export const mean = (frequencies: Frequencies): Measure => {
  let n = 0;
  let sum = 0;
  for (const [value, count] of frequencies) {
    assertCount(`the count of ${value}`, count);
    n += count;
    sum += value * count;
  }
  if (n === 0) return { value: null, n, low: null, high: null };
  const value = sum / n;
  if (n === 1) return { value, n, low: null, high: null };
  let squares = 0;
  for (const [given, count] of frequencies) squares += count * (given - value) ** 2;
  const spread = studentsT(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, n, low: value - spread, high: value + spread };
};
