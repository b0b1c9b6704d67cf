import {
  InteractionIdSchema,
  LiveFilterSchema,
  LiveItemSchema,
  RecentInputSchema,
  RecentOutputSchema,
} from '@hearth/schema';
import { whileSignedIn } from '../operators/while-signed-in.ts';
import { trackedStreamOf } from '../stream-schema.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { live, recent } from './live.ts';

/** tRPC's client adds the id of the last item it saw when it connects again. */
const LiveInputSchema = LiveFilterSchema.extend({ lastEventId: InteractionIdSchema.nullish() });

export const interactionsConsoleRouter = consoleRouterOf({
  recent: consoleProcedure('read interactions')
    .input(RecentInputSchema)
    .output(RecentOutputSchema)
    .query(async ({ ctx, input }) => ({ items: await recent(ctx.services, ctx.operator.projectId, input) })),
  live: consoleProcedure('read interactions')
    .input(LiveInputSchema)
    .output(trackedStreamOf(LiveItemSchema))
    .subscription(({ ctx, input, signal }) =>
      whileSignedIn(ctx, 'read interactions', signal, (open) =>
        live(ctx.services, ctx.operator.projectId, input, open),
      ),
    ),
});
