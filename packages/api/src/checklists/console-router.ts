import { ChecklistsInputSchema, ChecklistsSchema } from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { readDocument, saveDocument } from '../set-up/document-store.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { checklists } from './settings-store.ts';

export const checklistsConsoleRouter = consoleRouterOf({
  get: consoleProcedure('read the set-up')
    .input(z.object({}).optional())
    .output(ChecklistsSchema)
    .query(({ ctx }) => readDocument(ctx.services.database, ctx.operator.projectId, checklists)),
  save: consoleProcedure('edit the set-up')
    .input(ChecklistsInputSchema)
    .output(ChecklistsSchema)
    .mutation(({ ctx, input }) =>
      saveDocument(ctx.services.database, authorOf(ctx), checklists, input, { action: 'checklists.saved' }),
    ),
});
