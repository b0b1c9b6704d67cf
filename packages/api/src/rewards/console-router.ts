import { RewardsInputSchema, RewardsSettingsSchema } from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { readDocument, saveDocument } from '../set-up/document-store.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { rewards } from './settings-store.ts';

export const rewardsConsoleRouter = consoleRouterOf({
  get: consoleProcedure('read the set-up')
    .input(z.object({}).optional())
    .output(RewardsSettingsSchema)
    .query(({ ctx }) => readDocument(ctx.services.database, ctx.operator.projectId, rewards)),
  save: consoleProcedure('edit the set-up')
    .input(RewardsInputSchema)
    .output(RewardsSettingsSchema)
    .mutation(({ ctx, input }) =>
      saveDocument(ctx.services.database, authorOf(ctx), rewards, input, { action: 'rewards.saved' }),
    ),
});
