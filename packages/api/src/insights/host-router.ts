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
  SegmentListInputSchema,
  SegmentListSchema,
} from '@hearth/schema';
import { listSegments } from '../segments/read.ts';
import { hostProcedure, hostRouterOf } from '../trpc.ts';
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

const reading = hostProcedure('metrics:read');

/** The console's numbers, for the host's own reports: the same functions, so that both say the same. */
export const metricsHostRouter = hostRouterOf({
  get: reading
    .input(InsightInputSchema)
    .output(InsightSchema)
    .query(({ ctx, input }) => getInsight(ctx.services, ctx.project.id, input)),
  lifecycle: reading
    .input(LifecycleInputSchema)
    .output(LifecycleSchema)
    .query(({ ctx, input }) => getLifecycle(ctx.services, ctx.project.id, input)),
  histogram: reading
    .input(HistogramInputSchema)
    .output(HistogramSchema)
    .query(({ ctx, input }) => getHistogram(ctx.services, ctx.project.id, input)),
  retention: reading
    .input(RetentionInputSchema)
    .output(RetentionSchema)
    .query(({ ctx, input }) => getRetention(ctx.services, ctx.project.id, input)),
  funnel: reading
    .input(QuestionSchema)
    .output(FunnelSchema)
    .query(({ ctx, input }) => getFunnel(ctx.services, ctx.project.id, input)),
  scores: reading
    .input(ScoresInputSchema)
    .output(ScoresSchema)
    .query(({ ctx, input }) => getScores(ctx.services, ctx.project.id, input)),
  movements: reading
    .input(MovementsInputSchema)
    .output(MovementsSchema)
    .query(({ ctx, input }) => getMovements(ctx.services, ctx.project.id, input)),
  churnReasons: reading
    .input(QuestionSchema)
    .output(ChurnReasonsSchema)
    .query(({ ctx, input }) => getChurnReasons(ctx.services, ctx.project.id, input)),
  dropOff: reading
    .input(QuestionSchema)
    .output(DropOffSchema)
    .query(({ ctx, input }) => getDropOff(ctx.services, ctx.project.id, input)),
  comments: reading
    .input(CommentsInputSchema)
    .output(CommentsSchema)
    .query(({ ctx, input }) => getComments(ctx.services, ctx.project.id, input)),
  behind: reading
    .input(BehindInputSchema)
    .output(BehindSchema)
    .query(({ ctx, input }) => getBehind(ctx.services, ctx.project.id, input)),
  /** What a question can be narrowed to. */
  segments: reading
    .input(SegmentListInputSchema)
    .output(SegmentListSchema)
    .query(({ ctx, input }) => listSegments(ctx.services.database, ctx.project.id, input.archived)),
});
