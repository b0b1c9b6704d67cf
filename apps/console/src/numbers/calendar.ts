import type { Day } from '@hearth/schema';

/** Half-open: `to` is the first day left out. Days are reckoned with in UTC, where each has 24 hours. */
export interface Period {
  from: Day;
  to: Day;
}

const dayLength = 86_400_000;
const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** The day so many days later, or earlier. */
export const plusDays = (day: Day, days: number): Day => dayOf(Date.parse(day) + days * dayLength);

/** The first of the month so many months later, or earlier. */
export const plusMonths = (day: Day, months: number): Day =>
  dayOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months));

export const daysIn = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / dayLength;

/** What day it is where the project is. */
export const projectToday = (timeZone: string, now = new Date()): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);

/** As many days just before. */
export const periodBefore = ({ from, to }: Period): Period => ({
  from: plusDays(from, -daysIn({ from, to })),
  to: from,
});

/** Whether a text is a day that exists: not 2026-02-30. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;
