import {
  BehindInputSchema,
  BehindSchema,
  ChurnReasonsSchema,
  CommentsInputSchema,
  CommentsSchema,
  DropOffSchema,
  idSchema,
  MetricIdSchema,
  QuestionSchema,
  SurveyKindSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { sendCsv, wantsCsv } from './csv.ts';
import { about, asked } from './metrics-routes.ts';
import { type Route, read, route } from './route.ts';

const { format: _, ...askedByPage } = asked;
const page = {
  ...askedByPage,
  cursor: z.string().max(200).optional().meta({ description: 'The last page’s nextCursor.' }),
};
/** A page at a time, which as CSV could not say where the next one begins. */
const aboutPages = { ...about, answersAlso: [] };

/** What stands behind the numbers: words, people, reasons. */
export const behindRoutes: readonly Route[] = [
  route({
    ...aboutPages,
    path: '/behind',
    id: 'behind',
    summary: 'List the members or accounts behind a metric, or behind one part of it.',
    query: z.object({
      ...page,
      metric: MetricIdSchema,
      part: z.string().optional().meta({ description: 'Such as promoters, lost or expansion.' }),
      survey: idSchema('survey').optional(),
    }),
    answer: BehindSchema,
    handle: ({ host, query: { segment: segmentId, survey: surveyId, ...rest } }) =>
      host.metrics.behind(read(BehindInputSchema, { ...rest, segmentId, surveyId })),
  }),
  route({
    ...aboutPages,
    path: '/comments',
    id: 'comments',
    summary: 'List what members wrote beside their scores, newest first.',
    query: z.object({
      ...page,
      kind: SurveyKindSchema.optional(),
      scores: z
        .string()
        .regex(/^\d{1,2}(,\d{1,2})*$/, { error: 'Scores are numbers with commas: 0,1,2.' })
        .optional(),
      text: z.string().optional().meta({ description: 'Words that the comment holds.' }),
    }),
    answer: CommentsSchema,
    handle: ({ host, query: { segment: segmentId, scores, ...rest } }) => {
      const wanted = scores?.split(',').map(Number);
      return host.metrics.comments(read(CommentsInputSchema, { ...rest, segmentId, scores: wanted }));
    },
  }),
  route({
    ...about,
    path: '/churn-reasons',
    id: 'churnReasons',
    summary: 'Accounts lost and the recurring revenue they took along, by the reason they gave.',
    query: z.object(asked),
    answer: ChurnReasonsSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.churnReasons(read(QuestionSchema, { ...rest, segmentId }));
      return wantsCsv(request, format) ? sendCsv(reply, ['reason', 'accounts', 'mrr'], table.rows) : table;
    },
  }),
  route({
    ...about,
    path: '/drop-off',
    id: 'dropOff',
    summary: 'Where members are lost on each checklist. As CSV: one row a step.',
    query: z.object(asked),
    answer: DropOffSchema,
    handle: async ({ host, query: { format, segment: segmentId, ...rest }, request, reply }) => {
      const table = await host.metrics.dropOff(read(QuestionSchema, { ...rest, segmentId }));
      if (!wantsCsv(request, format)) return table;
      const rows = table.checklists.flatMap(({ id, title, shown, steps }) =>
        steps.map(({ id: stepId, title: step, ...numbers }) => ({
          checklistId: id,
          checklist: title,
          shown,
          stepId,
          step,
          ...numbers,
        })),
      );
      const columns = ['checklistId', 'checklist', 'shown', 'stepId', 'step'];
      return sendCsv(reply, [...columns, 'started', 'completed', 'reached', 'lost'], rows);
    },
  }),
];
