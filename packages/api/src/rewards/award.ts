import type { Transaction } from '../database/database.ts';
import { type Holder, lockAccounts, type Movement, move } from './ledger.ts';
import { findRecent, findRules, type Rules } from './store.ts';

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
  const rules = await findRules(tx, [...new Set(awards.map(({ projectId }) => projectId))]);
  return (await pay(tx, awards, rules)).paid;
}

/** The same by rules that are known. Resolves when all is sent; `paid` is for whoever goes on before it is heard of. */
export async function pay(
  tx: Transaction,
  awards: readonly Award[],
  rules: Rules,
): Promise<{ paid: Promise<number[]> }> {
  const due = awards.flatMap((one, index) => {
    const rule = one.points === undefined ? rules.get(keyOf(one.projectId, one.reason)) : undefined;
    const points = one.points ?? rule?.points ?? 0;
    return points > 0 ? [{ one, index, points, perDay: rule?.perDay ?? Number.POSITIVE_INFINITY }] : [];
  });
  if (due.length === 0) return { paid: Promise.resolve(awards.map(() => 0)) };

  // Counted after the lock, which it is sent right behind: while the accounts are locked nobody else can pay them past
  // the limit.
  const limited = due.filter(({ perDay }) => perDay !== Number.POSITIVE_INFINITY);
  const [accounts, recent] = await Promise.all([
    lockAccounts(
      tx,
      due.map(({ one }) => one),
    ),
    findRecent(
      tx,
      limited.map(({ one }) => one),
    ),
  ]);
  const within = due.filter(({ one, perDay }) => {
    if (perDay === Number.POSITIVE_INFINITY) return true;
    const key = keyOf(one.projectId, one.memberId, one.reason);
    const paidAt = recent.get(key) ?? [];
    recent.set(key, paidAt);
    if (paidAt.filter((at) => isWithinDay(at, one.at)).length >= perDay) return false;
    paidAt.push(one.at);
    return true;
  });
  const written = move(
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
  return { paid: written.then((isWritten) => pointsOf(awards, within, isWritten)) };
}

function pointsOf(
  awards: readonly Award[],
  within: readonly { index: number; points: number }[],
  isWritten: readonly boolean[],
): number[] {
  const paid = awards.map(() => 0);
  within.forEach(({ index, points }, position) => {
    if (isWritten[position]) paid[index] = points;
  });
  return paid;
}

const DAY = 24 * 3_600_000;
/** Another process's clock may be this much ahead. Milliseconds. */
const SKEW = 60_000;

/** Whether an earlier payment counts towards the limit of one at `now`, which may be long ago. */
const isWithinDay = (at: Date, now: Date): boolean =>
  at.getTime() > now.getTime() - DAY && at.getTime() <= now.getTime() + SKEW;

const keyOf = (...parts: string[]): string => parts.join('/');
