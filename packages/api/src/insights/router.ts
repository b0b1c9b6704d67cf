import { InsightInputSchema, InsightSchema } from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { getInsight } from './get.ts';

export const insightsRouter = consoleRouterOf({
  /** One metric for a period and a segment, with its trend. */
  get: consoleProcedure('read insights')
    .input(InsightInputSchema)
    .output(InsightSchema)
    .query(({ ctx: { services, operator }, input }) => getInsight(services, operator.projectId, input)),
});
