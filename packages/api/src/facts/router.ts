import { FactAnswerSchema, FactBatchSchema } from '@hearth/schema';
import { hostProcedure, hostRouterOf } from '../trpc.ts';
import { sendFacts } from './send.ts';

const factsProcedure = hostProcedure('facts:write').input(FactBatchSchema).output(FactAnswerSchema);

/** What the host's backend knows: who its users are, which accounts they belong to, what they did. */
export const factsRouter = hostRouterOf({
  /** Facts of now, from a sender whose clock may be off. */
  send: factsProcedure.mutation(({ ctx, input }) =>
    sendFacts(ctx.services, ctx.project, input, { isHistory: false }),
  ),
  /** History: every item says when it happened, and is believed. */
  import: factsProcedure.mutation(({ ctx, input }) =>
    sendFacts(ctx.services, ctx.project, input, { isHistory: true }),
  ),
});
