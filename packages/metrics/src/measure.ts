/**
 * A metric's answer. `value` and the 95 % interval are null for an empty sample, never 0 and never NaN;
 * a plain count has no interval. Unrounded: rounding happens once, where a number is shown.
 */
export interface Measure {
  value: number | null;
  /** Size of the sample behind the value. */
  n: number;
  low: number | null;
  high: number | null;
}

/** The 97.5th percentile of the standard normal distribution: two-sided 95 %. */
export const z95 = 1.959963984540054;

/**
 * Counts are whole and not negative: anything else is a defect of the caller and throws a RangeError. Sums of money may
 * be beyond 2^53, where they have 16 digits: what is far too large is for whoever reads it to see.
 */
export const assertCount = (name: string, count: number): void => {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`${name} must be a whole number of at least 0, not ${count}.`);
  }
};
