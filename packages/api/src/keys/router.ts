import {
  ImportKeyInputSchema,
  KeyInputSchema,
  KeysSchema,
  NewSecretKeySchema,
  NewSigningKeySchema,
  SecretKeyInputSchema,
  TokenInputSchema,
  TokenReportSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { findProject } from '../identity/store.ts';
import { checkToken } from '../identity/token-check.ts';
import { createHs256Key, createSecretKey, importEdDsaKey } from '../projects/create-keys.ts';
import { readSiteKey } from '../projects/store.ts';
import { authorOf } from '../set-up/author.ts';
import { fieldError } from '../set-up/field-error.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { findKeys, revokeKey } from './store.ts';

const NothingSchema = z.object({});
const manageKeys = consoleProcedure('manage keys');

export const keysRouter = consoleRouterOf({
  list: manageKeys
    .input(NothingSchema.optional())
    .output(KeysSchema)
    .query(({ ctx }) => findKeys(ctx.services.database, ctx.operator.projectId)),

  /** The secret is in the answer and nowhere else. */
  createSigning: manageKeys
    .input(NothingSchema.optional())
    .output(NewSigningKeySchema)
    .mutation(async ({ ctx }) => {
      const author = authorOf(ctx);
      const { keyId, keySecret } = await createHs256Key(ctx.services.database, author.projectId, author);
      return { id: keyId, secret: keySecret };
    }),

  importSigning: manageKeys
    .input(ImportKeyInputSchema)
    .output(KeyInputSchema)
    .mutation(async ({ ctx, input: { pem } }) => {
      const author = authorOf(ctx);
      return { id: (await importEdDsaKey(ctx.services.database, author.projectId, pem, author)).keyId };
    }),

  revokeSigning: manageKeys
    .input(KeyInputSchema)
    .output(NothingSchema)
    .mutation(async ({ ctx, input }) => {
      await revokeKey(ctx.services.database, authorOf(ctx), { table: 'signing_key', ...input });
      return {};
    }),

  createSecret: manageKeys
    .input(SecretKeyInputSchema)
    .output(NewSecretKeySchema)
    .mutation(({ ctx, input }) => {
      const author = authorOf(ctx);
      const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
      if (expiresAt && expiresAt <= author.now)
        throw fieldError('expiresAt', 'Choose a day that is still to come.');
      const key = { projectId: author.projectId, name: input.name, scopes: input.scopes, expiresAt };
      return createSecretKey(ctx.services.database, key, author);
    }),

  revokeSecret: manageKeys
    .input(KeyInputSchema)
    .output(NothingSchema)
    .mutation(async ({ ctx, input }) => {
      await revokeKey(ctx.services.database, authorOf(ctx), { table: 'secret_key', ...input });
      return {};
    }),

  /** Looks a member token over. A mutation, so that the token stands in no address and in no log of them. */
  checkToken: manageKeys
    .input(TokenInputSchema)
    .output(TokenReportSchema)
    .mutation(async ({ ctx, input }) => {
      const { database, now } = ctx.services;
      const project = await findProject(database, await readSiteKey(database, ctx.operator.projectId));
      if (!project) throw new Error('The project of a signed-in operator is gone');
      return checkToken(input.token, project, now());
    }),
});
