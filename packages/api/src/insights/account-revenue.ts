import { groupBy } from '../revenue/group-by.ts';
import type { Step } from './calendar.ts';
import type { Question } from './question.ts';
import { boundariesOf, type RevenueGround } from './revenue-chains.ts';
import { findChanges } from './revenue-store.ts';

/** One account's revenue at both ends of a period, minor units of the project's currency. */
export interface AccountRevenue {
  /** UUID. */
  accountId: string;
  before: number;
  after: number;
  /** Whether it had any before the period. */
  returning: boolean;
  /** When it last changed in the period; null: it did not. */
  at: Date | null;
}

/** Every account that had revenue at either end of a period. */
export async function accountRevenues(
  { sql, timeZone }: Question,
  ground: RevenueGround,
  step: Step,
): Promise<AccountRevenue[]> {
  const changes = await findChanges(sql, ground, boundariesOf([step], timeZone));
  return [...groupBy(changes, ({ accountId }) => accountId)].flatMap(([accountId, own]) => {
    const earlier = own.find(({ period }) => period < 0);
    const within = own.find(({ period }) => period === 0);
    const before = within?.before ?? earlier?.after ?? 0;
    const after = within?.after ?? before;
    if (before === 0 && after === 0) return [];
    return { accountId, before, after, returning: within?.returning ?? true, at: within?.at ?? null };
  });
}
