import {
  SegmentArchiveInputSchema,
  SegmentDetailSchema,
  SegmentInputSchema,
  SegmentListInputSchema,
  SegmentListSchema,
  SegmentPreviewInputSchema,
  SegmentPreviewSchema,
  SegmentSaveInputSchema,
  SegmentSchema,
  SegmentVocabularySchema,
} from '@hearth/schema';
import { z } from 'zod';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { preview } from './preview.ts';
import { getSegment, listSegments } from './read.ts';
import { archiveSegment, saveSegment } from './save.ts';
import { findVocabulary } from './vocabulary-store.ts';

export const segmentsRouter = consoleRouterOf({
  list: consoleProcedure('read segments')
    .input(SegmentListInputSchema)
    .output(SegmentListSchema)
    .query(({ ctx, input }) => listSegments(ctx.services.database, ctx.operator.projectId, input.archived)),
  get: consoleProcedure('read segments')
    .input(SegmentInputSchema)
    .output(SegmentDetailSchema)
    .query(({ ctx, input }) => getSegment(ctx.services.database, ctx.operator.projectId, input.segmentId)),
  /** What a rule can speak of in this project. */
  vocabulary: consoleProcedure('read segments')
    .input(z.object({}).optional())
    .output(SegmentVocabularySchema)
    .query(({ ctx }) => findVocabulary(ctx.services.database, ctx.operator.projectId)),
  // A mutation by method alone: a rule of a hundred conditions does not fit into an address.
  preview: consoleProcedure('read segments')
    .input(SegmentPreviewInputSchema)
    .output(SegmentPreviewSchema)
    .mutation(({ ctx, input }) => preview(ctx.services, ctx.operator.projectId, input.rule)),
  save: consoleProcedure('edit segments')
    .input(SegmentSaveInputSchema)
    .output(SegmentSchema)
    .mutation(({ ctx, input }) =>
      saveSegment(ctx.services, { projectId: ctx.operator.projectId, operatorId: ctx.operator.id }, input),
    ),
  archive: consoleProcedure('edit segments')
    .input(SegmentArchiveInputSchema)
    .output(SegmentSchema)
    .mutation(({ ctx, input }) => archiveSegment(ctx.services, ctx.operator.projectId, input)),
});
