import { assertCount, type Measure } from './measure.ts';

/**
 * Customer acquisition cost: what was spent on winning accounts in a period by accounts that paid for the first time in
 * it, in minor units.
 *
 * Spend / new accounts. No interval.
 *
 * @param spend minor units, possibly a fraction when a month is counted in part; null: nothing was entered
 * @returns null when no spend is known or no account is new
 * @throws RangeError if the spend is negative or no number, or the count is not whole or negative
 * @example acquisitionCost({ spend: 400_000, newAccounts: 8 }) // value 50000, n 8
 */
export const acquisitionCost = ({
  spend,
  newAccounts,
}: {
  spend: number | null;
  newAccounts: number;
}): Measure => {
  assertCount('newAccounts', newAccounts);
  if (spend !== null && !(spend >= 0 && Number.isFinite(spend))) {
    throw new RangeError(`spend is an amount of at least 0, not ${spend}.`);
  }
  const value = spend === null || newAccounts === 0 ? null : spend / newAccounts;
  return { value, n: newAccounts, low: null, high: null };
};
