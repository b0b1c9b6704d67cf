import { InsightInputSchema, InsightSchema } from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { getInsight } from './get.ts';

export const insightsRouter = consoleRouterOf({
  get: consoleProcedure('read insights')
    .input(InsightInputSchema)
    .output(InsightSchema)
    .query(({ ctx, input: { metric, from, to } }) =>
      getInsight(ctx.services.database, metric, {
        projectId: ctx.operator.projectId,
        from: new Date(from),
        to: new Date(to),
      }),
    ),
});
