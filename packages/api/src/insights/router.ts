import {
  BehindInputSchema,
  BehindSchema,
  ChurnReasonsSchema,
  CommentsInputSchema,
  CommentsSchema,
  DropOffSchema,
  FunnelSchema,
  HistogramInputSchema,
  HistogramSchema,
  InsightInputSchema,
  InsightSchema,
  LifecycleInputSchema,
  LifecycleSchema,
  MovementsInputSchema,
  MovementsSchema,
  QuestionSchema,
  RetentionInputSchema,
  RetentionSchema,
  ScoresInputSchema,
  ScoresSchema,
} from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { annotationsRouter } from './annotations.ts';
import { getBehind } from './behind.ts';
import { getChurnReasons } from './churn-reasons.ts';
import { getComments } from './comments.ts';
import { getDropOff } from './drop-off.ts';
import { getFunnel } from './funnel.ts';
import { getInsight } from './get.ts';
import { getHistogram } from './histogram.ts';
import { getLifecycle } from './lifecycle.ts';
import { getMovements } from './movements.ts';
import { getRetention } from './retention.ts';
import { getScores } from './scores.ts';

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
  /** Where members are lost on each checklist. */
  dropOff: consoleProcedure('read insights')
    .input(QuestionSchema)
    .output(DropOffSchema)
    .query(({ ctx: { services, operator }, input }) => getDropOff(services, operator.projectId, input)),
  /** How often each score was given. */
  scores: consoleProcedure('read insights')
    .input(ScoresInputSchema)
    .output(ScoresSchema)
    .query(({ ctx: { services, operator }, input }) => getScores(services, operator.projectId, input)),
  /** What was written beside the scores. */
  comments: consoleProcedure('read insights')
    .input(CommentsInputSchema)
    .output(CommentsSchema)
    .query(({ ctx: { services, operator }, input }) => getComments(services, operator.projectId, input)),
  /** Who is behind a number. */
  behind: consoleProcedure('read insights')
    .input(BehindInputSchema)
    .output(BehindSchema)
    .query(({ ctx: { services, operator }, input }) => getBehind(services, operator.projectId, input)),
  annotations: annotationsRouter,
  /** What moved recurring revenue, step by step. */
  movements: consoleProcedure('read insights')
    .input(MovementsInputSchema)
    .output(MovementsSchema)
    .query(({ ctx: { services, operator }, input }) => getMovements(services, operator.projectId, input)),
  /** Why accounts left, and what they paid. */
  churnReasons: consoleProcedure('read insights')
    .input(QuestionSchema)
    .output(ChurnReasonsSchema)
    .query(({ ctx: { services, operator }, input }) => getChurnReasons(services, operator.projectId, input)),
});
