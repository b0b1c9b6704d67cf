import { assertCount, type Measure } from './measure.ts';

/**
 * Monthly recurring revenue, in minor units: what all subscriptions in force bring a month. Zero is a true 0; a sum
 * has no interval. `n` is how many accounts pay it.
 *
 * @throws RangeError if a number is not whole, is negative, or is beyond exact ones
 * @example mrr({ mrr: 1_250_000, accounts: 140 }) // value 1250000, n 140
 */
export const mrr = ({ mrr: value, accounts }: { mrr: number; accounts: number }): Measure => {
  assertCount('mrr', value);
  assertCount('accounts', accounts);
  return { value, n: accounts, low: null, high: null };
};
