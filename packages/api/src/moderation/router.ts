import {
  ActInputSchema,
  ActOutputSchema,
  AuditInputSchema,
  AuditSchema,
  CaseInputSchema,
  CaseSchema,
  ClaimSchema,
  QueueCountsSchema,
  QueueInputSchema,
  QueueSchema,
  ReleaseOutputSchema,
  UndoInputSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { act } from './act.ts';
import { auditOf } from './audit.ts';
import { caseOf } from './case.ts';
import { claim, release } from './claim.ts';
import { countsOf, queueOf } from './queue.ts';
import { undo } from './undo.ts';

const moderating = consoleProcedure('moderate the feed');

/** What operators do about posts, comments and their authors. */
export const moderationRouter = consoleRouterOf({
  queue: moderating
    .input(QueueInputSchema)
    .output(QueueSchema)
    .query(({ ctx, input }) => queueOf(ctx, input)),
  /** How much waits, a tab. */
  counts: moderating
    .input(z.object({}).optional())
    .output(QueueCountsSchema)
    .query(({ ctx }) => countsOf(ctx)),
  case: moderating
    .input(CaseInputSchema)
    .output(CaseSchema)
    .query(({ ctx, input }) => caseOf(ctx, input.id)),
  claim: moderating
    .input(CaseInputSchema)
    .output(ClaimSchema)
    .mutation(({ ctx, input }) => claim(ctx, input.id)),
  release: moderating
    .input(CaseInputSchema)
    .output(ReleaseOutputSchema)
    .mutation(async ({ ctx, input }) => ({ released: await release(ctx, input.id) })),
  act: moderating
    .input(ActInputSchema)
    .output(ActOutputSchema)
    .mutation(({ ctx, input }) => act(ctx, input)),
  undo: moderating
    .input(UndoInputSchema)
    .output(ActOutputSchema)
    .mutation(({ ctx, input }) => undo(ctx, input)),
  audit: consoleProcedure('read the audit log')
    .input(AuditInputSchema)
    .output(AuditSchema)
    .query(({ ctx, input }) => auditOf(ctx, input)),
});
