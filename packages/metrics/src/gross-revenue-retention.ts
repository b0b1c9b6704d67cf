import { assertCount, type Measure } from './measure.ts';

/** Recurring revenue at a period's start and what the same accounts took from it, in minor units. */
export interface RevenueLosses {
  start: number;
  churn: number;
  contraction: number;
  /** How many accounts paid at the start. */
  accounts: number;
}

/**
 * Gross revenue retention: what is left at a period's end of the recurring revenue at its start, in percent, whatever
 * else was won. In [0, 100].
 *
 * 100 × (start − churn − contraction) / start. No interval: money is not drawn one unit at a time.
 *
 * @returns null when there was no revenue at the start
 * @throws RangeError if a number is not whole or is negative, or more was lost than there was
 * @example grossRevenueRetention({ start: 1000, churn: 100, contraction: 0, accounts: 10 }) // value 90
 */
export const grossRevenueRetention = ({ start, churn, contraction, accounts }: RevenueLosses): Measure => {
  for (const [name, amount] of Object.entries({ start, churn, contraction, accounts }))
    assertCount(name, amount);
  if (churn + contraction > start) {
    throw new RangeError(`churn and contraction (${churn + contraction}) cannot exceed start (${start}).`);
  }
  const value = start === 0 ? null : (100 * (start - churn - contraction)) / start;
  return { value, n: accounts, low: null, high: null };
};
