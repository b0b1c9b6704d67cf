import { receiveStripeEvent } from '@hearth/api';
import {
  largestImport,
  SpendInputSchema,
  SpendListSchema,
  SubscriptionImportSchema,
  SubscriptionInputSchema,
  SubscriptionOutputSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { nothing, openRoute, type Route, route, unread } from './route.ts';

const scope = 'revenue:write';

const Receipt = z.object({ received: z.literal(true), event: z.string(), handled: z.boolean() });

/** Stripe shows no key: its signature over the very bytes it sent is what is believed. */
const stripe = (path: string, id: string, params: z.ZodType<{ siteKey?: string | undefined }>): Route =>
  openRoute({
    method: 'POST',
    path,
    id,
    summary: 'Receive a webhook event of Stripe.',
    bodyLimit: 1024 * 1024,
    bodyAs: 'bytes',
    body: z.instanceof(Buffer, { error: 'Send the event as JSON.' }),
    query: unread,
    params,
    answer: Receipt,
    handle: async ({ services, body, params: { siteKey }, request }) => {
      const { 'stripe-signature': signature } = request.headers;
      const one = Array.isArray(signature) ? signature[0] : signature;
      return receiveStripeEvent(services, siteKey ?? null, body, one);
    },
  });

export const revenueRoutes: readonly Route[] = [
  route({
    ...nothing,
    method: 'POST',
    path: '/subscriptions',
    id: 'setSubscription',
    summary: 'Say what an account pays from a moment on.',
    scope,
    body: SubscriptionInputSchema,
    answer: SubscriptionOutputSchema,
    handle: ({ host, body }) => host.revenue.setSubscription(body),
  }),
  route({
    ...nothing,
    method: 'POST',
    path: '/import/subscriptions',
    id: 'importSubscriptions',
    summary: 'Import subscriptions from CSV: bad lines are named, the rest is stored.',
    scope,
    bodyLimit: largestImport,
    bodyAs: 'csv',
    body: z.string().meta({
      description:
        'Columns account, id, interval, amount, currency; and interval_count, quantity, status, start, end, trial_end, plan, at, sequence if wanted.',
    }),
    answer: SubscriptionImportSchema,
    handle: ({ host, body }) => host.revenue.importSubscriptions({ csv: body }),
  }),
  route({
    ...nothing,
    method: 'GET',
    path: '/spend',
    id: 'spend',
    summary: 'List what was spent on winning accounts, by month.',
    scope,
    answer: SpendListSchema,
    handle: ({ host }) => host.revenue.spend(),
  }),
  route({
    ...nothing,
    method: 'POST',
    path: '/spend',
    id: 'setSpend',
    summary: 'Say what was spent in a month; null takes it out.',
    scope,
    body: SpendInputSchema,
    answer: SpendListSchema,
    handle: ({ host, body }) => host.revenue.setSpend(body),
  }),
  stripe('/webhooks/stripe', 'stripe', z.object({})),
  stripe('/webhooks/stripe/{siteKey}', 'stripeOfProject', z.object({ siteKey: z.string().max(80) })),
];
