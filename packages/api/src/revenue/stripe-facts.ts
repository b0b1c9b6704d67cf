import { CurrencySchema } from '@hearth/schema';
import type { z } from 'zod';
import { HearthError } from '../errors/hearth-error.ts';
import { scheduleOf } from './fact.ts';
import { exact, type Statement } from './statement.ts';
import {
  type StripeEvent,
  StripeInvoiceSchema,
  type StripeSubscription,
  StripeSubscriptionSchema,
} from './stripe-event.ts';
import { inferFrom } from './stripe-invoice.ts';
import { pricesOf } from './stripe-price.ts';

/** Stripe's clock has whole seconds: of one second, a subscription is made first and deleted last. */
const subscriptionEvents = new Map([
  ['customer.subscription.created', 0],
  ['customer.subscription.updated', 1],
  ['customer.subscription.paused', 1],
  ['customer.subscription.resumed', 1],
  ['customer.subscription.deleted', 2],
]);
const invoiceEvents = new Map([
  ['invoice.paid', 'active'],
  ['invoice.payment_failed', 'past_due'],
] as const);

/** A fact, and what tells whose it is. */
export interface Told {
  fact: Statement['fact'];
  /** `hearth_account` in the metadata of the subscription or its customer. */
  account: string | undefined;
  customerId: string;
}

/** Reads an event's object, or says what of it cannot be read. */
export function readObject<S extends z.ZodType>(schema: S, event: StripeEvent): z.output<S> {
  const parsed = schema.safeParse(event.data.object);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = ['data', 'object', ...(issue?.path ?? [])].map(String).join('.');
  throw new HearthError(
    'bad_request',
    `The field "${field}" of ${event.type} is not valid: ${issue?.message}`,
    {
      cause: parsed.error,
    },
  );
}

/** What an event tells of a subscription; null when it is about something else. */
export function toldBy(event: StripeEvent): Told | null {
  const sequence = subscriptionEvents.get(event.type);
  if (sequence !== undefined) {
    return subscriptionTold(event, readObject(StripeSubscriptionSchema, event), sequence);
  }
  for (const [type, status] of invoiceEvents) if (type === event.type) return invoiceTold(event, status);
  return null;
}

function subscriptionTold(event: StripeEvent, subscription: StripeSubscription, sequence: number): Told {
  const { mrr, currency, plan, leftOut } = pricesOf(subscription);
  // While collection is paused, Stripe goes on calling it active.
  const status =
    subscription.status === 'active' && subscription.pause_collection ? 'paused' : subscription.status;
  return {
    fact: {
      subscriptionId: subscription.id,
      id: event.id,
      at: event.created,
      sequence,
      currency: knownCurrency(currency),
      status,
      plan,
      leftOut,
      inferred: false,
      ...scheduleOf({
        at: event.created,
        status,
        mrr: exact(mrr),
        start: subscription.start_date ?? null,
        trialEnd: subscription.trial_end ?? null,
        end: subscription.ended_at ?? subscription.cancel_at ?? null,
      }),
    },
    account: subscription.metadata.hearth_account ?? subscription.customer.metadata.hearth_account,
    customerId: subscription.customer.id,
  };
}

/** An invoice repeats what subscription events say, less exactly: it counts only where those are not heard. */
function invoiceTold(event: StripeEvent, status: 'active' | 'past_due'): Told | null {
  const invoice = readObject(StripeInvoiceSchema, event);
  const details = invoice.parent?.subscription_details ?? invoice.subscription_details;
  const subscription = details?.subscription ?? invoice.subscription;
  const inferred = inferFrom(invoice);
  if (!subscription || !inferred) return null;
  return {
    fact: {
      subscriptionId: subscription.id,
      id: event.id,
      at: inferred.from,
      sequence: 0,
      mrr: exact(inferred.mrr),
      currency: knownCurrency(inferred.currency),
      status,
      plan: null,
      startsAt: null,
      endsAt: inferred.until,
      leftOut: null,
      inferred: true,
    },
    account: details?.metadata?.hearth_account ?? invoice.customer.metadata.hearth_account,
    customerId: invoice.customer.id,
  };
}

function knownCurrency(currency: string): string {
  const parsed = CurrencySchema.safeParse(currency);
  if (parsed.success) return parsed.data;
  throw new HearthError(
    'bad_request',
    `The field "currency" is not valid: ${parsed.error.issues[0]?.message}`,
  );
}
