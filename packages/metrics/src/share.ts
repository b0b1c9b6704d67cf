import type { Measure } from './measure.ts';
import { wilson } from './wilson.ts';

/**
 * A share in percent, in [0, 100], with Wilson's 95 % interval: what every proportion of the registry is made of.
 *
 * 100 × part / whole.
 *
 * @returns nulls for an empty whole
 * @throws RangeError if a count is not a whole number of at least 0, or the part exceeds the whole
 * @example share(81, 263) // value 30.8, n 263, low 25.5, high 36.6
 */
export const share = (part: number, whole: number): Measure => {
  const interval = wilson(part, whole);
  if (!interval) return { value: null, n: 0, low: null, high: null };
  return {
    value: (100 * part) / whole,
    n: whole,
    low: 100 * interval.low,
    high: 100 * interval.high,
  };
};
