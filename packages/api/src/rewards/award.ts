import type { Transaction } from '../database/database.ts';
import { type Holder, lockAccounts, type Movement, move } from './ledger.ts';
import { countRecent, findRules } from './store.ts';

/** Points that a member has earned, if the project's rules and the day's limit agree. */
export interface Award extends Holder {
  /** Names the earning rule, and shows in the member's recent earnings. */
  reason: string;
  /** The row that caused it: together with `reason` and `part` it is paid once. */
  sourceId: string;
  part?: string;
  /** A number of its own, such as a checklist item's, instead of the rule's; no daily limit then. */
  points?: number;
  at: Date;
}

/**
 * Pays what is due, for any number of members and projects at once; the points paid for each, in their order. For
 * verified members only: callers see to that. Replaying an award pays nothing.
 */
export async function award(tx: Transaction, awards: readonly Award[]): Promise<number[]> {
  const rules = await findRules(tx, awards);
  const due = awards.flatMap((one, index) => {
    const rule = one.points === undefined ? rules.get(keyOf(one.projectId, one.reason)) : undefined;
    const points = one.points ?? rule?.points ?? 0;
    return points > 0 ? [{ one, index, points, perDay: rule?.perDay ?? Number.POSITIVE_INFINITY }] : [];
  });
  const paid = awards.map(() => 0);
  if (due.length === 0) return paid;

  const accounts = await lockAccounts(
    tx,
    due.map(({ one }) => one),
  );
  // Counted only now: while the accounts are locked nobody else can pay them past the limit.
  const limited = due.filter(({ perDay }) => perDay !== Number.POSITIVE_INFINITY);
  const counts = await countRecent(
    tx,
    limited.map(({ one }) => ({ ...one, accountId: accounts.member(one).id })),
  );
  const within = due.filter(({ one, perDay }) => {
    const key = keyOf(one.projectId, one.memberId, one.reason);
    const count = counts.get(key) ?? 0;
    if (count >= perDay) return false;
    counts.set(key, count + 1);
    return true;
  });
  const written = await move(
    tx,
    within.map(
      ({ one, points }): Movement => ({
        projectId: one.projectId,
        from: accounts.system(one.projectId, 'issuance'),
        to: accounts.member(one),
        amount: points,
        reason: one.reason,
        sourceId: one.sourceId,
        part: one.part ?? '',
        at: one.at,
      }),
    ),
  );
  within.forEach(({ index, points }, position) => {
    if (written[position]) paid[index] = points;
  });
  return paid;
}

const keyOf = (...parts: string[]): string => parts.join('/');
