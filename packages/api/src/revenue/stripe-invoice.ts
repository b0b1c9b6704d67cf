import type { SubscriptionInterval } from '@hearth/schema';
import { add, type Fraction, monthlyOf, rounded, zero } from './monthly.ts';
import type { StripeInvoice, StripeLine } from './stripe-event.ts';
import { minorOf } from './stripe-price.ts';

const DAY = 86_400;
/** How long an invoice's revenue is believed to go on when the next one does not come: Stripe retries about so long. */
const GRACE_DAYS = 14;

/** What an invoice lets one infer of its subscription's month. */
export interface Inferred {
  mrr: bigint;
  currency: string;
  from: Date;
  until: Date;
}

/** The recurring part of an invoice, without one-off lines, prorations, discounts and taxes; null if there is none. */
export function inferFrom(invoice: StripeInvoice): Inferred | null {
  const lines = invoice.lines.data.filter(isRecurring);
  const [first] = lines;
  if (!first) return null;
  const currency = first.currency.toUpperCase();
  const months = lines
    .filter((line) => line.currency === first.currency)
    .map((line) => monthOf(line, currency));
  return {
    mrr: rounded(months.reduce(add, zero)),
    currency,
    from: new Date(Math.min(...lines.map(({ period }) => period.start)) * 1000),
    until: new Date((Math.max(...lines.map(({ period }) => period.end)) + GRACE_DAYS * DAY) * 1000),
  };
}

function isRecurring({ type, parent, proration, period }: StripeLine): boolean {
  const ofSubscription = type === 'subscription' || parent?.type === 'subscription_item_details';
  const prorated = proration ?? parent?.subscription_item_details?.proration ?? false;
  return ofSubscription && !prorated && period.end > period.start;
}

function monthOf(line: StripeLine, currency: string): Fraction {
  const discounts = (line.discount_amounts ?? []).map(({ amount }) => amount);
  const taxes = [
    ...(line.tax_amounts ?? []).filter(({ inclusive }) => inclusive),
    ...(line.taxes ?? []).filter((tax) => tax.tax_behavior === 'inclusive'),
  ].map(({ amount }) => amount);
  const net = [...discounts, ...taxes].reduce((rest, part) => rest - part, line.amount);
  const minor = minorOf(String(Math.max(0, net)), currency);
  return minor ? monthlyOf({ ...minor, quantity: 1n, ...lengthOf(line.period) }) : zero;
}

/** A period as whole months if it is that, else as days. */
function lengthOf({ start, end }: StripeLine['period']): {
  interval: SubscriptionInterval;
  intervalCount: bigint;
} {
  const [from, to] = [new Date(start * 1000), new Date(end * 1000)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  // A period from the 31st ends on the last day of a shorter month.
  const isWhole = months > 0 && to.getUTCDate() === Math.min(from.getUTCDate(), lastDay);
  if (isWhole) return { interval: 'month', intervalCount: BigInt(months) };
  return { interval: 'day', intervalCount: BigInt(Math.max(1, Math.round((end - start) / DAY))) };
}
