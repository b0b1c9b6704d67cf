import { locale } from './locale.ts';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });

/** A count, such as 12,480. */
export const count = (value: number): string => whole.format(value);

/** A count where room is scarce, such as 12.5K. */
export const compact = (value: number): string =>
  Math.abs(value) < 10_000 ? count(value) : short.format(value);

/** With so many digits behind the point. */
export const decimal = (value: number, digits: 0 | 1 | 2): string =>
  (digits === 0 ? whole : digits === 1 ? oneDigit : twoDigits).format(value);

/** A percentage of 0 to 100 as the wire sends it: one digit, and none where it would say nothing. */
export const percent = (value: number): string =>
  `${Math.abs(value) >= 100 || Number.isInteger(value) ? whole.format(value) : oneDigit.format(value)} %`;

/** “1 member”, “2 members”. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const hour = 1;
const day = 24 * hour;
/** A length of time in hours, in the unit that says most: “40 min”, “3.5 h”, “12 days”. */
export const duration = (hours: number): string => {
  if (hours < 1) return `${whole.format(hours * 60)} min`;
  if (hours < 2 * day) return `${oneDigit.format(hours)} h`;
  return `${hours < 10 * day ? oneDigit.format(hours / day) : whole.format(hours / day)} days`;
};
