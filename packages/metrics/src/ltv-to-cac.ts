import { acquisitionCost } from './acquisition-cost.ts';
import { type LifetimeCounts, lifetimeValue } from './lifetime-value.ts';
import type { Measure } from './measure.ts';

/**
 * LTV : CAC: how many times over an account brings back what winning it cost.
 *
 * Lifetime value / acquisition cost. No interval.
 *
 * @returns null when either is unknown, or winning accounts cost nothing
 * @throws RangeError as lifetimeValue and acquisitionCost do
 */
export const ltvToCac = (counts: LifetimeCounts & { spend: number | null; newAccounts: number }): Measure => {
  const { value: lifetime } = lifetimeValue(counts);
  const { value: cost, n } = acquisitionCost(counts);
  const value = lifetime === null || cost === null || cost === 0 ? null : lifetime / cost;
  return { value, n, low: null, high: null };
};
