import { ReferralInputSchema, ReferralSettingsSchema } from '@hearth/schema';
import { z } from 'zod';
import { authorOf } from '../set-up/author.ts';
import { readDocument, saveDocument } from '../set-up/document-store.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { referralSettings } from './settings-store.ts';

export const referralsConsoleRouter = consoleRouterOf({
  get: consoleProcedure('read the set-up')
    .input(z.object({}).optional())
    .output(ReferralSettingsSchema)
    .query(({ ctx }) => readDocument(ctx.services.database, ctx.operator.projectId, referralSettings)),
  save: consoleProcedure('edit the set-up')
    .input(ReferralInputSchema)
    .output(ReferralSettingsSchema)
    .mutation(({ ctx, input }) =>
      saveDocument(ctx.services.database, authorOf(ctx), referralSettings, input, {
        action: 'referrals.saved',
      }),
    ),
});
