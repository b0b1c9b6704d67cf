import { activeMembers, type Measure, stickiness } from '@hearth/metrics';
import { sizeWithin } from '../activity/bitmap.ts';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { windowSizes } from '../activity/windows.ts';
import { addDays, type Day, daysBetween, type Step } from './calendar.ts';
import type { Counter } from './counters.ts';
import type { Question } from './question.ts';

/** Days that a monthly active member is looked for in. */
const MONTH = 30;

/** A period that has not begun says nothing: that is not a zero. */
const NOTHING_YET: Measure = { value: null, n: 0, low: null, high: null };

/** Where a window ends that trails to the end of a step: with the step, or today while that is not over. */
export const endOf = ({ to }: Step, today: Day): Day => {
  const tomorrow = addDays(today, 1);
  return to < tomorrow ? to : tomorrow;
};

interface Window {
  /** Distinct members active in the window. */
  members: number;
  /** Sum over its days of the members active on each. */
  memberDays: number;
}

/** Counts windows of `width` days, each trailing to the end of a step. */
function trailing(width: number, measure: (window: Window) => Measure): Counter {
  return async (question, steps) => {
    const begun = steps.filter(({ from }) => from <= question.today);
    const ends = [...new Set(begun.map((step) => endOf(step, question.today)))].sort();
    const windows = await countWindows(question, ends, width);
    const measures = steps.map((step) => {
      const window = step.from <= question.today ? windows.get(endOf(step, question.today)) : undefined;
      return window ? measure(window) : NOTHING_YET;
    });
    return { measures };
  };
}

async function countWindows(
  { sql, projectId, members }: Question,
  ends: readonly Day[],
  width: number,
): Promise<Map<Day, Window>> {
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const from = addDays(first, -width);
  return withDays(sql, projectId, [{ key: ACTIVE, from, to: last }], (days) => {
    const dayAt = (place: number) => days.of(ACTIVE, addDays(from, place));
    const places = ends.map((end) => daysBetween(from, end));
    const sizes = windowSizes(dayAt, places, width, members);
    // Sums of daily counts up to each day: a window's is the difference of two.
    const sums = [0];
    for (let place = 0; place < daysBetween(from, last); place += 1) {
      const day = dayAt(place);
      sums.push((sums[place] ?? 0) + (day ? sizeWithin(day, members) : 0));
    }
    return new Map(
      ends.map((end, index) => {
        const place = places[index] ?? 0;
        const memberDays = (sums[place] ?? 0) - (sums[place - width] ?? 0);
        return [end, { members: sizes[index] ?? 0, memberDays }];
      }),
    );
  });
}

const activeIn: Counter = async ({ sql, projectId, members, today }, steps) => {
  const begun = steps.filter(({ from }) => from <= today);
  const ranges = begun.map(({ from, to }) => ({ key: ACTIVE, from, to }));
  const count = (days: Days, step: Step): Measure =>
    step.from > today
      ? NOTHING_YET
      : activeMembers({ members: sizeWithin(days.union(ACTIVE, step), members) });
  return {
    measures: await withDays(sql, projectId, ranges, (days) => steps.map((step) => count(days, step))),
  };
};

/** Who is active, and how often. */
export const engagementCounters = {
  active_members: activeIn,
  daily_active_members: trailing(1, activeMembers),
  weekly_active_members: trailing(7, activeMembers),
  monthly_active_members: trailing(MONTH, activeMembers),
  stickiness: trailing(MONTH, (window) => stickiness({ ...window, days: MONTH })),
} satisfies Record<string, Counter>;

/** How many days back the members behind one of these numbers were active; null: in the period itself. */
export const widthOf: Readonly<Record<keyof typeof engagementCounters, number | null>> = {
  active_members: null,
  daily_active_members: 1,
  weekly_active_members: 7,
  monthly_active_members: MONTH,
  stickiness: MONTH,
};
