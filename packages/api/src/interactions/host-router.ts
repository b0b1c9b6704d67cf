import { ExportPageInputSchema, ExportPageSchema } from '@hearth/schema';
import { hostProcedure, hostRouterOf } from '../trpc.ts';
import { exportPage } from './export.ts';

export const interactionsHostRouter = hostRouterOf({
  /** The log itself, a page at a time, in the order in which it was stored. */
  export: hostProcedure('interactions:read')
    .input(ExportPageInputSchema)
    .output(ExportPageSchema)
    .query(({ ctx, input }) => exportPage(ctx.services, ctx.project.id, input)),
});
