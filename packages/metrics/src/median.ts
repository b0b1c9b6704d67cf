import { type Measure, z95 } from './measure.ts';

/**
 * The median: the middle value, or the mean of the two middle ones. Its 95 % interval goes from one order statistic
 * to another: between which ranks the middle lies is a coin tossed n times, whatever the values are like.
 *
 * Ranks n/2 ± z √n / 2, rounded outwards. Below six values no two of them hold the middle with 95 %.
 *
 * Source: W. Conover (1999), Practical nonparametric statistics, 3rd ed., 3.2.
 *
 * @param values in any order; they are not changed
 * @returns nulls for an empty sample, no interval below six values
 * @throws RangeError if a value is no finite number
 * @example median([1, 2, 3, 4, 5, 6]) // value 3.5, low 1, high 6
 */
export const median = (values: readonly number[] | Float64Array): Measure => {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (!sorted.every(Number.isFinite)) throw new RangeError('A median is of finite numbers alone.');
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  if (n === 0) return { value: null, n, low: null, high: null };
  const value = (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2;
  if (n < 6) return { value, n, low: null, high: null };
  const reach = (z95 * Math.sqrt(n)) / 2;
  const low = Math.max(0, Math.floor(n / 2 - reach) - 1);
  return { value, n, low: at(low), high: at(n - 1 - low) };
};
