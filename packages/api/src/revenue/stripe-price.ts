import { minorDigits } from '@hearth/schema';
import type { LeftOut } from './fact.ts';
import { add, type Fraction, monthlyOf, rounded, zero } from './monthly.ts';
import {
  CouponSchema,
  type StripeDiscount,
  type StripeItem,
  type StripeSubscription,
} from './stripe-event.ts';

/** Where Stripe's smallest unit is not ISO's minor unit: it keeps decimals that ISO has given up, or the reverse. */
const stripeDigits = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

/** A number as Stripe sends it, possibly with decimals, as a whole number of parts of an ISO minor unit. */
export function minorOf(amount: string, currency: string): { amount: bigint; parts: bigint } | null {
  const [, whole, decimals = ''] = /^(\d{1,18})(?:\.(\d{1,12}))?$/.exec(amount) ?? [];
  if (whole === undefined) return null;
  const iso = minorDigits(currency);
  const stripe = stripeDigits.get(currency) ?? iso;
  return {
    amount: BigInt(whole + decimals) * 10n ** BigInt(Math.max(0, iso - stripe)),
    parts: 10n ** BigInt(decimals.length + Math.max(0, stripe - iso)),
  };
}

interface Counted {
  mrr: bigint;
  currency: string;
  plan: string | null;
  leftOut: LeftOut | null;
}

const PERCENT = 10_000n;
const percentOf = (percent: number): bigint => BigInt(Math.round(Math.min(100, percent) * Number(PERCENT)));

/**
 * What a Stripe subscription brings a month: its licensed items by quantity, less discounts that recur, without taxes
 * that are in the price. What cannot be known from an event is left out and named: metered and tiered prices, and
 * discounts of which only an id is sent.
 */
export function pricesOf(subscription: StripeSubscription): Counted {
  const [main] = subscription.items.data;
  const currency = (main?.price.currency ?? '').toUpperCase();
  let leftOut: LeftOut | null = null;
  const miss = (what: LeftOut): Fraction => {
    leftOut ??= what;
    return zero;
  };
  const reduce = (total: Fraction, discounts: readonly StripeDiscount[]): Fraction =>
    discounts.reduce((rest: Fraction, discount) => {
      const reduced = less(rest, discount, main, currency);
      if (reduced === null) miss('unknown');
      return reduced ?? rest;
    }, total);

  const items = subscription.items.data.map((item) => {
    const { price } = item;
    const gap = gapOf(item, currency);
    if (gap) return miss(gap);
    const monthly = itemMonthly(item, price.unit_amount_decimal ?? String(price.unit_amount), currency);
    return monthly === null ? miss('unknown') : reduce(monthly, item.discounts ?? []);
  });
  const discounts = subscription.discounts?.length
    ? subscription.discounts
    : [subscription.discount ?? []].flat();
  const whole = reduce(items.reduce(add, zero), discounts);
  return {
    mrr: rounded(withoutTax(whole, subscription)),
    currency,
    plan: main?.price.lookup_key ?? main?.price.nickname ?? null,
    leftOut,
  };
}

function gapOf({ price }: StripeItem, currency: string): LeftOut | null {
  if (price.recurring?.usage_type === 'metered') return 'metered';
  if (price.billing_scheme === 'tiered') return 'tiered';
  if (price.currency.toUpperCase() !== currency) return 'foreign';
  const isPriced = price.unit_amount_decimal != null || price.unit_amount != null;
  return price.recurring && isPriced ? null : 'unknown';
}

function itemMonthly({ price, quantity }: StripeItem, amount: string, currency: string): Fraction | null {
  const minor = minorOf(amount, currency);
  if (!minor || !price.recurring) return null;
  return monthlyOf({
    ...minor,
    quantity: BigInt(quantity ?? 1),
    interval: price.recurring.interval,
    intervalCount: BigInt(price.recurring.interval_count),
  });
}

/** What is left after a discount, never below zero; null when only its id is known. */
function less(
  total: Fraction,
  discount: StripeDiscount,
  main: StripeItem | undefined,
  currency: string,
): Fraction | null {
  const coupon = CouponSchema.safeParse(
    typeof discount === 'string' ? null : (discount.coupon ?? discount.source?.coupon),
  );
  if (!coupon.success) return null;
  const { duration, percent_off: percent, amount_off: amount } = coupon.data;
  // It takes something off one invoice alone: the month that recurs costs what it costs.
  if (duration === 'once') return total;
  if (percent != null) {
    const kept = 100n * PERCENT - percentOf(percent);
    return { over: total.over * kept, under: total.under * 100n * PERCENT };
  }
  // Taken off each invoice, that is once every interval, however many seats there are.
  const off = main && amount != null ? itemMonthly({ ...main, quantity: 1 }, String(amount), currency) : null;
  if (!off) return null;
  const rest = add(total, { over: -off.over, under: off.under });
  return rest.over < 0n ? zero : rest;
}

/** Without the taxes that Stripe says are in the price. */
function withoutTax(total: Fraction, { default_tax_rates: rates }: StripeSubscription): Fraction {
  const inclusive = (rates ?? []).filter((rate) => rate.inclusive);
  const percent = inclusive.reduce(
    (sum, rate) => sum + BigInt(Math.round(rate.percentage * Number(PERCENT))),
    0n,
  );
  return { over: total.over * 100n * PERCENT, under: total.under * (100n * PERCENT + percent) };
}
