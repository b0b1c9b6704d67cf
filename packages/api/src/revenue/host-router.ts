import {
  SpendInputSchema,
  SpendListSchema,
  SubscriptionImportInputSchema,
  SubscriptionImportSchema,
  SubscriptionInputSchema,
  SubscriptionOutputSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { hostProcedure, hostRouterOf } from '../trpc.ts';
import { importSubscriptions } from './import-subscriptions.ts';
import { setSubscription } from './set-subscription.ts';
import { listSpend, setSpend } from './spend.ts';

const writing = hostProcedure('revenue:write');

/** What accounts pay, from a host that does not leave it to Stripe's webhooks. */
export const revenueHostRouter = hostRouterOf({
  setSubscription: writing
    .input(SubscriptionInputSchema)
    .output(SubscriptionOutputSchema)
    .mutation(({ ctx, input }) => setSubscription(ctx.services, ctx.project.id, input)),
  /** A file of them: each line stands for itself. */
  importSubscriptions: writing
    .input(SubscriptionImportInputSchema)
    .output(SubscriptionImportSchema)
    .mutation(({ ctx, input }) => importSubscriptions(ctx.services, ctx.project.id, input.csv)),
  /** What was spent on winning accounts, by month. */
  spend: writing
    .input(z.object({}).optional())
    .output(SpendListSchema)
    .query(({ ctx }) => listSpend(ctx.services, ctx.project.id)),
  setSpend: writing
    .input(SpendInputSchema)
    .output(SpendListSchema)
    .mutation(({ ctx, input }) => setSpend(ctx.services, ctx.project.id, input)),
});
