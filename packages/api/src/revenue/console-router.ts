import {
  RevenueSettingsInputSchema,
  RevenueSettingsSchema,
  SpendInputSchema,
  SpendListSchema,
  SubscriptionImportInputSchema,
  SubscriptionImportSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { importSubscriptions } from './import-subscriptions.ts';
import { configureRevenue, getSettings } from './settings.ts';
import { listSpend, setSpend } from './spend.ts';

const NothingSchema = z.object({}).optional();
const reading = consoleProcedure('read the set-up');
const editing = consoleProcedure('edit revenue');

export const revenueConsoleRouter = consoleRouterOf({
  /** Currency, margin, exchange rates and what Stripe needs. */
  settings: reading
    .input(NothingSchema)
    .output(RevenueSettingsSchema)
    .query(({ ctx: { services, operator } }) => getSettings(services, operator.projectId)),
  configure: editing
    .input(RevenueSettingsInputSchema)
    .output(RevenueSettingsSchema)
    .mutation(({ ctx, input }) => configureRevenue(ctx.services, authorOf(ctx), input)),
  /** What was spent on winning accounts, by month. */
  spend: reading
    .input(NothingSchema)
    .output(SpendListSchema)
    .query(({ ctx: { services, operator } }) => listSpend(services, operator.projectId)),
  setSpend: editing
    .input(SpendInputSchema)
    .output(SpendListSchema)
    .mutation(({ ctx: { services, operator }, input }) => setSpend(services, operator.projectId, input)),
  importSubscriptions: editing
    .input(SubscriptionImportInputSchema)
    .output(SubscriptionImportSchema)
    .mutation(({ ctx: { services, operator }, input }) =>
      importSubscriptions(services, operator.projectId, input.csv),
    ),
});
