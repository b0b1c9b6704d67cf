import type { Day } from '@hearth/schema';
import type { MarkedSet } from '../activity/member-set.ts';
import { daysOf, type Step } from './calendar.ts';

/** What happened on one day: whose it was, and how much, side by side. */
export interface Daily {
  day: Day;
  /** Members' ordinals; whoever did several such things is there several times. */
  ordinals: Uint32Array;
  /** What each came to: points, visitors, hours. NaN: it has not come yet. */
  amounts: Float64Array;
}

export type Days = ReadonlyMap<Day, Daily>;

/** Whether a member, by ordinal, is in the segment; null: everyone is. */
export function isWithin(members: MarkedSet | null): (ordinal: number) => boolean {
  if (members === null) return () => true;
  return (ordinal) => members.has(ordinal);
}

/** Everything from the first step's beginning to the last one's end. */
export function spanOf(steps: readonly Pick<Step, 'from' | 'to'>[]): { from: Day; to: Day } {
  const from = steps.map((step) => step.from).sort()[0];
  const to = steps
    .map((step) => step.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) throw new RangeError('There is no span of no steps.');
  return { from, to };
}

/** Calls `visit` for everything of a step that the segment's members did. */
export function visitStep(
  days: Days,
  step: Pick<Step, 'from' | 'to'>,
  isMember: (ordinal: number) => boolean,
  visit: (ordinal: number, amount: number, place: number, day: Daily) => void,
): void {
  for (const day of daysOf(step)) {
    const daily = days.get(day);
    daily?.ordinals.forEach((ordinal, place) => {
      if (isMember(ordinal)) visit(ordinal, daily.amounts[place] ?? Number.NaN, place, daily);
    });
  }
}
