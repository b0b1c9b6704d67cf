import {
  DaySchema,
  FunnelSchema,
  HistogramInputSchema,
  HistogramSchema,
  InsightInputSchema,
  InsightSchema,
  IntervalSchema,
  idSchema,
  LifecycleInputSchema,
  LifecycleSchema,
  MetricIdSchema,
  MovementsInputSchema,
  MovementsSchema,
  QuestionSchema,
  RetentionInputSchema,
  RetentionSchema,
  ScoresInputSchema,
  ScoresSchema,
  SegmentListSchema,
  SurveyKindSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { sendCsv, wantsCsv } from './csv.ts';
import { nothing, type Route, read, route, unread } from './route.ts';

export const about = {
  method: 'GET',
  scope: 'metrics:read',
  body: unread,
  params: unread,
  answersAlso: ['text/csv'],
} as const;

export const asked = {
  from: DaySchema.meta({ description: 'First day, in the project’s time zone.' }),
  to: DaySchema.meta({ description: 'The day after the last one.' }),
  segment: idSchema('segment').optional().meta({ description: 'Without one: everybody.' }),
  format: z.enum(['json', 'csv']).optional().meta({ description: 'Default: what Accept says.' }),
};
const interval = IntervalSchema.optional();

const measure = ['value', 'n', 'low', 'high'];
const step = ['from', 'to', 'incomplete'];

export const metricsRoutes: readonly Route[] = [
  route({
    ...about,
    path: '/metrics/{metric}',
    id: 'metric',
    summary: 'Ask for a metric with its trend. As CSV: the trend.',
    params: z.object({ metric: MetricIdSchema }),
    query: z.object({
      ...asked,
      interval,
      survey: idSchema('survey').optional(),
      withReactivation: z.enum(['true', 'false']).optional(),
    }),
    answer: InsightSchema,
    handle: async ({ host, params, query, request, reply }) => {
      const { format, segment: segmentId, survey: surveyId, withReactivation, ...rest } = query;
      const question = {
        ...rest,
        ...params,
        segmentId,
        surveyId,
        withReactivation: withReactivation === 'true',
      };
      const insight = await host.metrics.get(read(InsightInputSchema, question));
      return wantsCsv(request, format) ? sendCsv(reply, [...step, ...measure], insight.series) : insight;
    },
  }),
  route({
    ...about,
    path: '/lifecycle',
    id: 'lifecycle',
    summary: 'New, returning, resurrecting and dormant members a step.',
    query: z.object({ ...asked, interval }),
    answer: LifecycleSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.lifecycle(read(LifecycleInputSchema, { ...rest, segmentId }));
      const columns = [...step, 'new', 'returning', 'resurrecting', 'dormant'];
      return wantsCsv(request, format) ? sendCsv(reply, columns, table.points) : table;
    },
  }),
  route({
    ...about,
    path: '/stickiness',
    id: 'stickiness',
    summary: 'How many members were active in exactly so many days or weeks.',
    query: z.object({ ...asked, interval: z.enum(['day', 'week']).optional() }),
    answer: HistogramSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.histogram(read(HistogramInputSchema, { ...rest, segmentId }));
      return wantsCsv(request, format) ? sendCsv(reply, ['periods', 'members'], table.bars) : table;
    },
  }),
  route({
    ...about,
    path: '/retention',
    id: 'retention',
    summary: 'The retention table. As CSV: one row a cell.',
    query: z.object({
      ...asked,
      interval,
      mode: z.enum(['on', 'on_or_after']).optional(),
      cohort: z.enum(['first', 'recurring']).optional(),
    }),
    answer: RetentionSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.retention(read(RetentionInputSchema, { ...rest, segmentId }));
      if (!wantsCsv(request, format)) return table;
      const rows = table.cohorts.flatMap(({ from, to, size, cells }) =>
        cells.map((cell, period) => ({ from, to, size, period, ...cell })),
      );
      return sendCsv(reply, ['from', 'to', 'size', 'period', 'members', ...measure, 'incomplete'], rows);
    },
  }),
  route({
    ...about,
    path: '/funnel',
    id: 'funnel',
    summary: 'How far members got with each widget and its content.',
    query: z.object(asked),
    answer: FunnelSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.funnel(read(QuestionSchema, { ...rest, segmentId }));
      const columns = ['widget', 'contentId', 'shown', 'started', 'completed', 'dismissed'];
      return wantsCsv(request, format) ? sendCsv(reply, columns, table.rows) : table;
    },
  }),
  route({
    ...about,
    path: '/scores',
    id: 'scores',
    summary: 'How often each score was given.',
    query: z.object({ ...asked, kind: SurveyKindSchema.optional(), survey: idSchema('survey').optional() }),
    answer: ScoresSchema,
    handle: async ({
      host,
      query: { format, segment: segmentId, survey: surveyId, ...rest },
      request,
      reply,
    }) => {
      const table = await host.metrics.scores(read(ScoresInputSchema, { ...rest, segmentId, surveyId }));
      return wantsCsv(request, format) ? sendCsv(reply, ['score', 'answers'], table.scores) : table;
    },
  }),
  route({
    ...about,
    path: '/movements',
    id: 'movements',
    summary: 'What moved the recurring revenue a step, in minor units.',
    query: z.object({ ...asked, interval }),
    answer: MovementsSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.movements(read(MovementsInputSchema, { ...rest, segmentId }));
      const columns = [...step, 'start', 'new', 'expansion', 'contraction', 'churn', 'reactivation', 'end'];
      return wantsCsv(request, format) ? sendCsv(reply, columns, table.points) : table;
    },
  }),
  route({
    ...nothing,
    method: 'GET',
    path: '/segments',
    id: 'segments',
    summary: 'List the segments that a question can be narrowed to.',
    scope: 'metrics:read',
    answer: SegmentListSchema,
    handle: ({ host }) => host.metrics.segments({}),
  }),
];
