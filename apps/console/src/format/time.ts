import { locale } from './locale.ts';

/** A calendar day of the project's, as the wire has it: no instant, so that no time zone can shift it. */
type Day = string;

const atNoon = (day: Day): Date => new Date(`${day}T12:00:00Z`);
const dayFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });

const short = dayFormat({ day: 'numeric', month: 'short' });
const full = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const withWeekday = dayFormat({ weekday: 'short', day: 'numeric', month: 'short' });
const month = dayFormat({ month: 'short', year: 'numeric' });
const bareMonth = dayFormat({ month: 'short' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const momentOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

/** “22 Nov” */
export const shortDay = (day: Day): string => short.format(atNoon(day));
/** “22 Nov 2026” */
export const longDay = (day: Day): string => full.format(atNoon(day));
/** “Nov 2026” */
export const monthOf = (day: Day): string => month.format(atNoon(day));

/** “Nov”, and “Jan 2027” where a year begins: for an axis. */
export const shortMonth = (day: Day): string =>
  (day.slice(5, 7) === '01' ? month : bareMonth).format(atNoon(day));

const lastOf = (to: Day): Date => new Date(atNoon(to).getTime() - 86_400_000);

/** Half-open days as people say them, both ends in: “1 – 30 Nov 2026”. */
export const span = (from: Day, to: Day): string => full.formatRange(atNoon(from), lastOf(to));

/** The name of one step of a trend: a day, a week's days, a month. */
export const stepName = (step: { from: Day; to: Day }, interval: 'day' | 'week' | 'month'): string => {
  if (interval === 'day') return withWeekday.format(atNoon(step.from));
  if (interval === 'month') return month.format(atNoon(step.from));
  return short.formatRange(atNoon(step.from), lastOf(step.to));
};

/** “22 Nov 2026, 14:05” in the reader's time zone. */
export const instant = (at: string): string => moment.format(new Date(at));

/** “14:05” today, else the day too. */
export const brief = (at: string, now = Date.now()): string => {
  const date = new Date(at);
  return date.toDateString() === new Date(now).toDateString()
    ? momentOfDay.format(date)
    : moment.format(date);
};

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, in one unit: “3 days ago”, “just now”. */
export const age = (at: string, now = Date.now()): string => {
  const seconds = (Date.parse(at) - now) / 1_000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : 'just now';
};
