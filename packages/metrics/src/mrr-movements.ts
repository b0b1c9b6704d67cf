import { assertCount } from './measure.ts';

export const movementKinds = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** What one account's recurring revenue was before and after a period, in minor units. */
export interface MrrChange {
  before: number;
  after: number;
  /** Whether it had any before the period, at whatever time. */
  returning: boolean;
}

/** What moved: minor units, never negative, and how many accounts moved them. */
export type MrrMovements = Record<MovementKind, { amount: number; accounts: number }>;

/**
 * The one movement that an account's revenue made in a period, netted: who leaves and comes back within it has not
 * moved, and who cancels one of several subscriptions has contracted. Null when it is what it was.
 *
 * @throws RangeError if an amount is not a whole number of at least 0
 */
export const movementOf = ({ before, after, returning }: MrrChange): MovementKind | null => {
  assertCount('before', before);
  assertCount('after', after);
  if (after === before) return null;
  if (before === 0) return returning ? 'reactivation' : 'new';
  if (after === 0) return 'churn';
  return after > before ? 'expansion' : 'contraction';
};

/**
 * MRR movements of a period, netted for each account: MRR at the start + new + reactivation + expansion − contraction −
 * churn is MRR at the end.
 *
 * @throws RangeError if an amount is not a whole number of at least 0
 * @example mrrMovements([{ before: 500, after: 300, returning: true }]).contraction // { amount: 200, accounts: 1 }
 */
export const mrrMovements = (changes: Iterable<MrrChange>): MrrMovements => {
  const none = () => ({ amount: 0, accounts: 0 });
  const sums = { new: none(), expansion: none(), contraction: none(), churn: none(), reactivation: none() };
  for (const change of changes) {
    const kind = movementOf(change);
    if (kind === null) continue;
    sums[kind].amount += Math.abs(change.after - change.before);
    sums[kind].accounts += 1;
  }
  return sums;
};
