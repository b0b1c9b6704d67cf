import { RecordInputSchema, RecordOutputSchema } from '@hearth/schema';
import { memberProcedure, widgetRouterOf } from '../trpc.ts';

export const interactionsRouter = widgetRouterOf({
  /** Stores what a member did: one outcome an item, in their order, given only after the commit. */
  record: memberProcedure
    .input(RecordInputSchema)
    .output(RecordOutputSchema)
    .mutation(async ({ ctx, input }) => ({
      outcomes: await ctx.services.recorder.record(ctx.project, ctx.actor, input),
    })),
});
