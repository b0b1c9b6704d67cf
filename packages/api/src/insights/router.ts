import {
  FunnelSchema,
  HistogramInputSchema,
  HistogramSchema,
  InsightInputSchema,
  InsightSchema,
  LifecycleInputSchema,
  LifecycleSchema,
  QuestionSchema,
  RetentionInputSchema,
  RetentionSchema,
} from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { getFunnel } from './funnel.ts';
import { getInsight } from './get.ts';
import { getHistogram } from './histogram.ts';
import { getLifecycle } from './lifecycle.ts';
import { getRetention } from './retention.ts';

export const insightsRouter = consoleRouterOf({
  /** One metric for a period and a segment, with its trend. */
  get: consoleProcedure('read insights')
    .input(InsightInputSchema)
    .output(InsightSchema)
    .query(({ ctx: { services, operator }, input }) => getInsight(services, operator.projectId, input)),
  /** Where active members come from, and how many are gone. */
  lifecycle: consoleProcedure('read insights')
    .input(LifecycleInputSchema)
    .output(LifecycleSchema)
    .query(({ ctx: { services, operator }, input }) => getLifecycle(services, operator.projectId, input)),
  /** How many members were active on exactly so many days or weeks. */
  histogram: consoleProcedure('read insights')
    .input(HistogramInputSchema)
    .output(HistogramSchema)
    .query(({ ctx: { services, operator }, input }) => getHistogram(services, operator.projectId, input)),
  /** Who of each cohort came back, and when. */
  retention: consoleProcedure('read insights')
    .input(RetentionInputSchema)
    .output(RetentionSchema)
    .query(({ ctx: { services, operator }, input }) => getRetention(services, operator.projectId, input)),
  /** How far members got with each widget and its content. */
  funnel: consoleProcedure('read insights')
    .input(QuestionSchema)
    .output(FunnelSchema)
    .query(({ ctx: { services, operator }, input }) => getFunnel(services, operator.projectId, input)),
});
