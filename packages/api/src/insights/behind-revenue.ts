import { movementOf } from '@hearth/metrics';
import type { Behind } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import { wireId } from '../ids.ts';
import { type AccountRevenue, accountRevenues } from './account-revenue.ts';
import type { Step } from './calendar.ts';
import { findAccountNames } from './churn-store.ts';
import type { Question } from './question.ts';
import type { revenueCounters } from './revenue.ts';
import { groundOf } from './revenue-chains.ts';

const PAGE = 50;

/** What an account contributes to a part of a number, in minor units; null: it is not of this part. */
type Part = (account: AccountRevenue) => number | null;

const moved =
  (kind: ReturnType<typeof movementOf>): Part =>
  (account) =>
    movementOf(account) === kind ? Math.abs(account.after - account.before) : null;
const atStart: Part = ({ before }) => (before > 0 ? before : null);
const atEnd: Part = ({ after }) => (after > 0 ? after : null);

const parts: Readonly<Record<string, Part>> = {
  kept: ({ before, after }) => (before > 0 && after > 0 ? after : null),
  lost: moved('churn'),
  new: moved('new'),
  expansion: moved('expansion'),
  contraction: moved('contraction'),
  churn: moved('churn'),
  reactivation: moved('reactivation'),
};

/** Who is behind a number when no part of it is asked for. */
const wholes: Readonly<Record<keyof typeof revenueCounters, Part>> = {
  mrr: atEnd,
  arpa: atEnd,
  lifetime_value: atEnd,
  customer_retention: atStart,
  customer_churn: atStart,
  annualised_churn: atStart,
  account_growth: ({ before, after }) => (after > 0 ? after : before),
  gross_revenue_retention: atStart,
  net_revenue_retention: atStart,
  revenue_churn: atStart,
  acquisition_cost: moved('new'),
  ltv_to_cac: moved('new'),
};

/**
 * The accounts behind a number of revenue or customer retention, or behind a part of it, with what each contributes in
 * minor units, most first.
 *
 * @throws HearthError bad_request for a part that there is not, or a cursor that is none
 */
export async function behindRevenue(
  question: Question,
  step: Step,
  metric: keyof typeof revenueCounters,
  { part, cursor }: { part: string | undefined; cursor: string | undefined },
): Promise<Behind> {
  const amountOf = part === undefined ? wholes[metric] : Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (!amountOf) {
    const known = Object.keys(parts).join(', ');
    throw new HearthError(
      'bad_request',
      `The field "part" is not valid: Ask for one of ${known}, or for none.`,
    );
  }
  const after = cursor === undefined ? null : readPlace(cursor);
  const accounts = await accountRevenues(question, await groundOf(question), step);
  const all = accounts
    .flatMap((account) => {
      const amount = amountOf(account);
      return amount === null ? [] : { ...account, amount };
    })
    .sort(compare);
  const rest = after ? all.filter((account) => compare(account, after) > 0) : all;
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  const names = await findAccountNames(
    question.sql,
    question.projectId,
    page.map(({ accountId }) => accountId),
  );
  return {
    of: 'accounts',
    total: all.length,
    rows: page.map(({ accountId, amount, at }) => ({
      id: wireId('account', accountId),
      name: names.get(accountId)?.name ?? null,
      detail: names.get(accountId)?.plan ?? null,
      amount,
      at: at?.toISOString() ?? null,
    })),
    nextCursor: last && rest.length > PAGE ? `${last.amount}_${last.accountId}` : null,
  };
}

/** An account's place in the list: most money first, then by its id. */
interface Place {
  amount: number;
  accountId: string;
}

const compare = (left: Place, right: Place): number =>
  right.amount - left.amount ||
  (left.accountId < right.accountId ? -1 : left.accountId > right.accountId ? 1 : 0);

function readPlace(cursor: string): Place {
  const [, amount, accountId] = /^(\d{1,16})_([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (amount === undefined || accountId === undefined) {
    throw new HearthError('bad_request', 'This cursor is not one of ours. Begin again without one.');
  }
  return { amount: Number(amount), accountId };
}
