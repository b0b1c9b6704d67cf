import { activeMembers, type Measure, stickiness } from '@hearth/metrics';
import type { Day } from '@hearth/schema';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { sizeWithin } from '../activity/member-set.ts';
import { windowSizes } from '../activity/windows.ts';
import { addDays, daysBetween, type Step } from './calendar.ts';
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
  memberDays(): number;
}

/** Counts windows of `width` days, each trailing to the end of a step. */
function trailing(width: number, measure: (window: Window) => Measure): Counter {
  return async (question, steps) => {
    const begun = steps.filter(({ from }) => from <= question.today);
    const ends = [...new Set(begun.map((step) => endOf(step, question.today)))].sort();
    const windows = await measureWindows(question, ends, width, measure);
    const measures = steps.map((step) => {
      const own = step.from <= question.today ? windows.get(endOf(step, question.today)) : undefined;
      return own ?? NOTHING_YET;
    });
    return { measures };
  };
}

async function measureWindows(
  question: Question,
  ends: readonly Day[],
  width: number,
  measure: (window: Window) => Measure,
): Promise<Map<Day, Measure>> {
  const { members } = question;
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const from = addDays(first, -width);
  return withDays(question, [{ key: ACTIVE, from, to: last }], (days) => {
    const dayAt = (place: number) => days.of(ACTIVE, addDays(from, place));
    const places = ends.map((end) => daysBetween(from, end));
    const sizes = windowSizes(dayAt, places, width, members);
    // Sums of daily counts up to each day: a window's is the difference of two. Worked out if somebody asks.
    const sums = [0];
    const sumBefore = (end: number): number => {
      for (let place = sums.length - 1; place < end; place += 1) {
        const day = dayAt(place);
        sums.push((sums[place] ?? 0) + (day ? sizeWithin(day, members) : 0));
      }
      return sums[end] ?? 0;
    };
    return new Map(
      ends.map((end, index) => {
        const place = places[index] ?? 0;
        const memberDays = () => sumBefore(place) - sumBefore(place - width);
        return [end, measure({ members: sizes[index] ?? 0, memberDays })];
      }),
    );
  });
}

const activeIn: Counter = async (question, steps) => {
  const { members, today } = question;
  const begun = steps.filter(({ from }) => from <= today);
  const ranges = begun.map(({ from, to }) => ({ key: ACTIVE, from, to }));
  const count = (days: Days, step: Step): Measure =>
    step.from > today
      ? NOTHING_YET
      : activeMembers({ members: sizeWithin(days.union(ACTIVE, step), members) });
  return {
    measures: await withDays(question, ranges, (days) => steps.map((step) => count(days, step))),
  };
};

/** Who is active, and how often. */
export const engagementCounters = {
  active_members: activeIn,
  daily_active_members: trailing(1, activeMembers),
  weekly_active_members: trailing(7, activeMembers),
  monthly_active_members: trailing(MONTH, activeMembers),
  stickiness: trailing(MONTH, ({ members, memberDays }) =>
    stickiness({ members, memberDays: memberDays(), days: MONTH }),
  ),
} satisfies Record<string, Counter>;

/** How many days back the members behind one of these numbers were active; null: in the period itself. */
export const windowWidths: Readonly<Record<keyof typeof engagementCounters, number | null>> = {
  active_members: null,
  daily_active_members: 1,
  weekly_active_members: 7,
  monthly_active_members: MONTH,
  stickiness: MONTH,
};
