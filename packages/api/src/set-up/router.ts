import { SetUpChangesInputSchema, SetUpChangesSchema } from '@hearth/schema';
import { rowId, wireId } from '../ids.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { findChanges } from './change-store.ts';

export const setUpRouter = consoleRouterOf({
  /** Who changed what, newest first. */
  changes: consoleProcedure('read the set-up')
    .input(SetUpChangesInputSchema)
    .output(SetUpChangesSchema)
    .query(async ({ ctx, input: { before, limit } }) => {
      const rows = await findChanges(ctx.services.database, ctx.operator.projectId, {
        before: before === undefined ? null : rowId(before),
        limit: limit + 1,
      });
      const changes = rows
        .slice(0, limit)
        .map((row) => ({ ...row, id: wireId('change', row.id), at: row.at.toISOString() }));
      return { changes, hasMore: rows.length > limit };
    }),
});
