import type { SubscriptionInterval } from '@hearth/schema';

/** One line of a subscription: what it costs each so many intervals. */
export interface Price {
  /** Minor units for one unit. A decimal fraction of one may stand here as text, as Stripe sends it. */
  amount: bigint;
  /** The amount is in this many parts of a minor unit; 1 unless Stripe sent a fraction. */
  parts?: bigint;
  quantity: bigint;
  interval: SubscriptionInterval;
  intervalCount: bigint;
}

/** How many months' worth one interval is, as [numerator, denominator] of its reciprocal: 52 weeks are 12 months. */
const perMonth: Readonly<Record<SubscriptionInterval, readonly [bigint, bigint]>> = {
  day: [365n, 12n],
  week: [52n, 12n],
  month: [1n, 1n],
  year: [1n, 12n],
};

/** An exact fraction of minor units. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

export const zero: Fraction = { over: 0n, under: 1n };

/** A price's exact share of a month. */
export function monthlyOf({ amount, parts = 1n, quantity, interval, intervalCount }: Price): Fraction {
  const [over, under] = perMonth[interval];
  return { over: amount * quantity * over, under: parts * under * intervalCount };
}

export const add = (left: Fraction, right: Fraction): Fraction => ({
  over: left.over * right.under + right.over * left.under,
  under: left.under * right.under,
});

/**
 * Rounded to whole minor units, halves up. This is done once, on a whole subscription's month after quantity, items
 * and discounts; all that follows adds whole numbers, so that parts always sum to their total.
 */
export const rounded = ({ over, under }: Fraction): bigint =>
  over <= 0n ? 0n : (2n * over + under) / (2n * under);
