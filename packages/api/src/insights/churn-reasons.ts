import type { ChurnReasons, InsightQuestion } from '@hearth/schema';
import type { Services } from '../context.ts';
import { groupBy } from '../revenue/group-by.ts';
import { accountRevenues } from './account-revenue.ts';
import { wholeOf } from './calendar.ts';
import { findExitReasons } from './churn-store.ts';
import { freshnessOf, openQuestion } from './question.ts';
import { groundOf } from './revenue-chains.ts';

/** Accounts lost in a period and the revenue they took along, by what somebody of them last said on leaving. */
export async function getChurnReasons(
  services: Services,
  projectId: string,
  input: InsightQuestion,
): Promise<ChurnReasons> {
  const question = await openQuestion(services, projectId, input);
  const ground = await groundOf(question);
  const accounts = await accountRevenues(question, ground, wholeOf(input, question.today));
  const lost = accounts.flatMap(({ accountId, before, after, at }) =>
    at && before > 0 && after === 0 ? { accountId, mrr: before, at } : [],
  );
  const reasons = await findExitReasons(question.sql, projectId, lost);
  const rows = [...groupBy(lost, ({ accountId }) => reasons.get(accountId) ?? null)]
    .map(([reason, own]) => ({
      reason,
      accounts: own.length,
      mrr: own.reduce((sum, { mrr }) => sum + mrr, 0),
    }))
    .sort((left, right) => right.mrr - left.mrr || right.accounts - left.accounts);
  return { currency: ground.terms.currency, rows, ...freshnessOf(question) };
}
