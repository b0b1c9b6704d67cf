import { minorDigits } from '@hearth/schema';
import { locale } from './locale.ts';

export { minorDigits };

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${currency} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency, ...options });
  formats.set(key, made);
  return made;
};

/** From minor units: what is divided is only for showing, never for reckoning on. */
const major = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);

/** Money in minor units of an ISO 4217 currency, such as $1,234.50; whole amounts without the zeros. */
export const money = (minor: number, currency: string): string => {
  const value = major(minor, currency);
  const digits = Number.isInteger(value) ? 0 : minorDigits(currency);
  return formatOf(currency, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
};

/** Where room is scarce: $12.5K. */
export const compactMoney = (minor: number, currency: string): string => {
  const value = major(minor, currency);
  return Math.abs(value) < 10_000
    ? formatOf(currency, { maximumFractionDigits: 0 }).format(value)
    : formatOf(currency, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
};

/** The amount as a plain number for a file: 1234.50. */
export const plainMoney = (minor: number, currency: string): string =>
  major(minor, currency).toFixed(minorDigits(currency));

/** Minor units from what somebody typed, such as 1,234.50; null: no such amount. */
export const readMoney = (typed: string, currency: string): number | null => {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(typed.replaceAll(/[\s,']/g, ''));
  if (!match) return null;
  const [, wholePart = '', fraction = ''] = match;
  if (fraction.length > digits) return null;
  return Number(wholePart + fraction.padEnd(digits, '0'));
};
