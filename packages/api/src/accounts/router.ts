import {
  AccountInputSchema,
  AccountListSchema,
  AccountProfileSchema,
  AccountSearchInputSchema,
} from '@hearth/schema';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import { getAccount, listAccounts } from './accounts.ts';

export const accountsRouter = consoleRouterOf({
  search: consoleProcedure('read members')
    .input(AccountSearchInputSchema)
    .output(AccountListSchema)
    .query(({ ctx: { services, operator }, input }) => listAccounts(services, operator.projectId, input)),

  profile: consoleProcedure('read members')
    .input(AccountInputSchema)
    .output(AccountProfileSchema)
    .query(({ ctx: { services, operator }, input }) =>
      getAccount(services, operator.projectId, input.accountId),
    ),
});
