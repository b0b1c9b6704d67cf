import type { Day } from '@hearth/schema';
import { addDays, daysBetween, intervalEnd, intervalStart, type Step } from './calendar.ts';

/** What was spent in a period. */
export interface Spend {
  /** Minor units; null: of none of its months is it known. */
  amount: number | null;
  /** Months that have begun and of which it is not known. */
  missing: number;
}

/** A period's part of the months' spend: of a month that it cuts, as many parts as it has of its days. */
export function spendOf(
  entered: readonly { month: Day; amount: number }[],
  { from, to }: Pick<Step, 'from' | 'to'>,
  today: Day,
): Spend {
  const known = new Map(entered.map(({ month, amount }) => [month, amount]));
  let amount: number | null = null;
  let missing = 0;
  for (let month = intervalStart(from, 'month'); month < to; month = intervalEnd(month, 'month')) {
    const end = intervalEnd(month, 'month');
    const spent = known.get(month);
    if (spent === undefined) {
      if (month < addDays(today, 1)) missing += 1;
      continue;
    }
    const days = daysBetween(from > month ? from : month, to < end ? to : end);
    amount = (amount ?? 0) + (spent * days) / daysBetween(month, end);
  }
  return { amount, missing };
}
