import { assertCount, type Measure } from './measure.ts';
import { wilson } from './wilson.ts';

/**
 * One cell of a retention table: how many of a cohort were active in a later period, in percent, with the 95 %
 * Wilson interval.
 *
 * 100 × retained / cohort. Whether "active" means in exactly that period or in it or any later one is the table's.
 *
 * Source: cohort tables as in N. Glady, B. Baesens, C. Croux (2009), and every product analytics since.
 *
 * @returns nulls for an empty cohort
 * @throws RangeError if a count is not whole or more are retained than there were
 * @example cohortRetention({ retained: 81, cohort: 263 }) // value 30.8, low 25.5, high 36.6
 */
export const cohortRetention = ({ retained, cohort }: { retained: number; cohort: number }): Measure => {
  assertCount('retained', retained);
  assertCount('cohort', cohort);
  const interval = wilson(retained, cohort);
  if (!interval) return { value: null, n: 0, low: null, high: null };
  return { value: (100 * retained) / cohort, n: cohort, low: 100 * interval.low, high: 100 * interval.high };
};
