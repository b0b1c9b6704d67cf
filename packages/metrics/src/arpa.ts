import { assertCount, type Measure } from './measure.ts';

/**
 * Average revenue per account: recurring revenue a month by paying accounts, in minor units, unrounded.
 *
 * MRR / accounts. No interval: both are counted in full.
 *
 * @returns null when no account pays
 * @throws RangeError if a number is not whole or is negative
 * @example arpa({ mrr: 500_000, accounts: 40 }) // value 12500, n 40
 */
export const arpa = ({ mrr, accounts }: { mrr: number; accounts: number }): Measure => {
  assertCount('mrr', mrr);
  assertCount('accounts', accounts);
  return { value: accounts === 0 ? null : mrr / accounts, n: accounts, low: null, high: null };
};
