import type { Behind } from '@hearth/schema';
import { wireId } from '../ids.ts';
import { findAccountActivations } from './activation-store.ts';
import { findAccounts } from './behind-accounts-store.ts';
import { boundsOf } from './bounds.ts';
import type { Step } from './calendar.ts';
import { isWithin } from './daily.ts';
import { pageOf } from './listing.ts';
import type { Question } from './question.ts';

/** Accounts whose members were first shown a checklist: `amount` is how many of them have completed it. */
export async function behindAccounts(
  question: Question,
  step: Step,
  { part, cursor }: { part: string | null; cursor: string | undefined },
): Promise<Behind> {
  const { sql, projectId } = question;
  const isMember = isWithin(question.members);
  const completed = new Map<string, number>();
  for (const row of await findAccountActivations(sql, boundsOf(question, [step]))) {
    if (!isMember(row.ordinal)) continue;
    completed.set(row.accountId, (completed.get(row.accountId) ?? 0) + Number(row.completed));
  }
  const wanted = [...completed].filter(
    ([, members]) => part === null || members > 0 === (part === 'completed'),
  );
  const accounts = await findAccounts(
    sql,
    projectId,
    wanted.map(([id]) => id),
  );
  const { page, next } = pageOf(accounts, cursor);
  return {
    of: 'accounts',
    total: accounts.length,
    rows: page.map(({ id, name, plan }) => ({
      id: wireId('account', id),
      name,
      detail: plan,
      amount: completed.get(id) ?? 0,
      at: null,
    })),
    nextCursor: next,
  };
}
