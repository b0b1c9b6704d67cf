import { monthlyChurn } from './annualised-churn.ts';
import { arpa } from './arpa.ts';
import type { CustomerCounts } from './customer-retention.ts';
import type { Measure } from './measure.ts';

/** What a lifetime value is made of. */
export interface LifetimeCounts extends CustomerCounts {
  /** Recurring revenue at the period's end, minor units a month. */
  mrr: number;
  /** Accounts that pay it. */
  accounts: number;
  /** Length of the period in which accounts were lost. */
  months: number;
  /** Share of revenue left after the cost of serving it, in basis points, 0 to 10,000; null: nobody has said. */
  grossMargin: number | null;
}

/**
 * Lifetime value: what an account brings until it leaves, in minor units.
 *
 * ARPA × gross margin / customer churn, with ARPA and churn of a month: a constant churn of c loses an account after
 * 1 / c months on average.
 *
 * @returns null at zero churn (the formula has no answer then), without accounts, or while the margin is unknown
 * @throws RangeError if a number is out of its bounds
 * @example lifetimeValue({ mrr: 500_000, accounts: 50, atStart: 50, lost: 1, months: 1, grossMargin: 8000 }) // value 400000
 */
export const lifetimeValue = ({ mrr, accounts, grossMargin, months, ...counts }: LifetimeCounts): Measure => {
  if (grossMargin !== null && !(grossMargin >= 0 && grossMargin <= 10_000)) {
    throw new RangeError(`grossMargin is between 0 and 10,000 basis points, not ${grossMargin}.`);
  }
  const { value: revenue, n } = arpa({ mrr, accounts });
  const churn = monthlyChurn(counts, months);
  const isKnown = revenue !== null && grossMargin !== null && churn !== null && churn > 0;
  const value = isKnown ? (revenue * grossMargin) / 10_000 / churn : null;
  return { value, n, low: null, high: null };
};
