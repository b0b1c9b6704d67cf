import {
  ArrivalsSchema,
  OriginInputSchema,
  ProjectInputSchema,
  type ProjectSettings,
  ProjectSettingsSchema,
  storableSchema,
  ThemeInputSchema,
} from '@hearth/schema';
import { z } from 'zod';
import type { Services } from '../context.ts';
import { authorOf } from '../set-up/author.ts';
import { readDocument, saveDocument } from '../set-up/document-store.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { addOrigin, basics, findArrivals, findRest, removeOrigin, saveTheme } from './settings-store.ts';

const NothingSchema = z.object({});

async function settingsOf(services: Services, projectId: string): Promise<ProjectSettings> {
  const { database, publicUrl } = services;
  return {
    ...(await readDocument(database, projectId, basics)),
    ...(await findRest(database, projectId)),
    publicUrl,
  };
}

export const projectsRouter = consoleRouterOf({
  get: consoleProcedure('read the set-up')
    .input(NothingSchema.optional())
    .output(ProjectSettingsSchema)
    .query(({ ctx }) => settingsOf(ctx.services, ctx.operator.projectId)),

  save: consoleProcedure('edit the set-up')
    .input(ProjectInputSchema)
    .output(ProjectSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await saveDocument(ctx.services.database, authorOf(ctx), basics, input, { action: 'project.saved' });
      return settingsOf(ctx.services, ctx.operator.projectId);
    }),

  addOrigin: consoleProcedure('edit the set-up')
    .input(OriginInputSchema)
    .output(ProjectSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await addOrigin(ctx.services.database, authorOf(ctx), input.origin);
      return settingsOf(ctx.services, ctx.operator.projectId);
    }),

  removeOrigin: consoleProcedure('edit the set-up')
    .input(z.object({ origin: storableSchema(300) }))
    .output(ProjectSettingsSchema)
    .mutation(async ({ ctx, input }) => {
      await removeOrigin(ctx.services.database, authorOf(ctx), input.origin);
      return settingsOf(ctx.services, ctx.operator.projectId);
    }),

  saveTheme: consoleProcedure('edit the set-up')
    .input(ThemeInputSchema)
    .output(ThemeInputSchema)
    .mutation(async ({ ctx, input }) => {
      await saveTheme(ctx.services.database, authorOf(ctx), input.theme);
      return input;
    }),

  /** Whether the snippet works: when the first and the latest interaction arrived. */
  arrivals: consoleProcedure('read the set-up')
    .input(NothingSchema.optional())
    .output(ArrivalsSchema)
    .query(async ({ ctx }) => {
      const { first, last } = await findArrivals(ctx.services.database, ctx.operator.projectId);
      return { first: first?.toISOString() ?? null, last: last?.toISOString() ?? null };
    }),
});
