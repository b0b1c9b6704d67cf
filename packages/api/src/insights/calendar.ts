import type { Day, Interval } from '@hearth/schema';

/** Half-open: from ≤ day < to. */
export interface Step {
  from: Day;
  to: Day;
  /** Cut by the period, or not over yet: it must not look like a fall. */
  incomplete: boolean;
}

const DAY_MS = 86_400_000;
const numberOf = (day: Day): number => Date.parse(day) / DAY_MS;
const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The day so many days later; earlier if negative. */
export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days);

/** How many days from one day up to and without another. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** Every day of a period. */
export const daysOf = ({ from, to }: Pick<Step, 'from' | 'to'>): Day[] =>
  Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));

/** Where the day's interval begins: itself, its Monday (ISO weeks), or the first of its month. */
export function intervalStart(day: Day, interval: Interval): Day {
  if (interval === 'day') return day;
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** Where the interval that begins on `start` ends: its first day left out. */
export function intervalEnd(start: Day, interval: Interval): Day {
  if (interval === 'day') return addDays(start, 1);
  if (interval === 'week') return addDays(start, 7);
  const month = new Date(start);
  month.setUTCMonth(month.getUTCMonth() + 1);
  return month.toISOString().slice(0, 10);
}

/** The whole period as one step; incomplete while its last day is not over. */
export const wholeOf = ({ from, to }: Pick<Step, 'from' | 'to'>, today: Day): Step => ({
  from,
  to,
  incomplete: to > today,
});

/** The period in days, ISO weeks or months, each cut to it, in order and without gaps. */
export function stepsOf(
  { from, to, interval }: { from: Day; to: Day; interval: Interval },
  today: Day,
): Step[] {
  const steps: Step[] = [];
  let start = intervalStart(from, interval);
  while (start < to) {
    const end = intervalEnd(start, interval);
    steps.push({
      from: start < from ? from : start,
      to: end > to ? to : end,
      incomplete: start < from || end > to || end > today,
    });
    start = end;
  }
  return steps;
}

/** The same number of days just before. */
export const before = ({ from, to }: Pick<Step, 'from' | 'to'>): Step => ({
  from: addDays(from, -daysBetween(from, to)),
  to: from,
  incomplete: false,
});
