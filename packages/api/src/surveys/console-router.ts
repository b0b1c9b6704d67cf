import { SurveysInputSchema, SurveysSchema } from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { readDocument, saveDocument } from '../set-up/document-store.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { surveys } from './settings-store.ts';

export const surveysConsoleRouter = consoleRouterOf({
  get: consoleProcedure('read the set-up')
    .input(z.object({}).optional())
    .output(SurveysSchema)
    .query(({ ctx }) => readDocument(ctx.services.database, ctx.operator.projectId, surveys)),
  save: consoleProcedure('edit the set-up')
    .input(SurveysInputSchema)
    .output(SurveysSchema)
    .mutation(({ ctx, input }) =>
      saveDocument(ctx.services.database, authorOf(ctx), surveys, input, { action: 'surveys.saved' }),
    ),
});
