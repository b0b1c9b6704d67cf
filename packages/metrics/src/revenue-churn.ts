import { grossRevenueRetention, type RevenueLosses } from './gross-revenue-retention.ts';
import type { Measure } from './measure.ts';

/**
 * Revenue churn: the part of the recurring revenue at a period's start that is gone at its end, in percent. In [0, 100].
 *
 * 100 × (churn + contraction) / start: 100 % − gross revenue retention. Not ((start − end) − new) / start, which some
 * texts print: its sign is wrong, new revenue would count against churn twice.
 *
 * @returns null when there was no revenue at the start
 * @throws RangeError as grossRevenueRetention does
 * @example revenueChurn({ start: 1000, churn: 100, contraction: 50, accounts: 10 }) // value 15
 */
export const revenueChurn = (losses: RevenueLosses): Measure => {
  const { value, ...rest } = grossRevenueRetention(losses);
  if (value === null) return { value, ...rest };
  return { value: (100 * (losses.churn + losses.contraction)) / losses.start, ...rest };
};
