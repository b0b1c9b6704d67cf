import { customerChurn } from './customer-churn.ts';
import type { CustomerCounts } from './customer-retention.ts';
import type { Measure } from './measure.ts';

/** The share in percent that is lost in so many of the periods in a row, each losing its share of what is left. */
const compounded = (percent: number, times: number): number => 100 * (1 - (1 - percent / 100) ** times);

/**
 * Annualised churn: what a year would lose at the pace of this period, in percent.
 *
 * 100 × (1 − (1 − churn)^(12 / months)); for one month 1 − (1 − m)^12, since each month loses its share of those who
 * are left. The interval is churn's, carried through the same formula.
 *
 * @param months how long the period is, above 0
 * @returns nulls when no account was active at the start
 * @throws RangeError if months is not above 0, or for counts as customerChurn does
 * @example annualisedChurn({ atStart: 100, lost: 2 }, 1) // value 21.5
 */
export const annualisedChurn = (counts: CustomerCounts, months: number): Measure => {
  if (!(months > 0)) throw new RangeError(`A period lasts more than 0 months, not ${months}.`);
  const { value, n, low, high } = customerChurn(counts);
  const yearly = (percent: number | null) => (percent === null ? null : compounded(percent, 12 / months));
  return { value: yearly(value), n, low: yearly(low), high: yearly(high) };
};

/**
 * The churn of one month that makes a period's, as a share in [0, 1]; null when nobody was there to be lost.
 *
 * @throws RangeError as annualisedChurn does
 * @example monthlyChurn({ atStart: 100, lost: 19 }, 2) // 0.1
 */
export const monthlyChurn = (counts: CustomerCounts, months: number): number | null => {
  if (!(months > 0)) throw new RangeError(`A period lasts more than 0 months, not ${months}.`);
  const { value } = customerChurn(counts);
  return value === null ? null : compounded(value, 1 / months) / 100;
};
