import { formatter } from './formatter.ts';

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const formatIn = formatter((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/**
 * How long ago an ISO 8601 instant was, in the reader's words: “3 days ago”, “yesterday”. Counts whole units; less than a
 * minute, and anything a fast server clock puts ahead of ours, is “now”.
 */
export const relativeTime = (instant: string, locale: string, now = Date.now()): string => {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', Number.POSITIVE_INFINITY];
  return formatIn(locale).format(-Math.trunc(seconds / size), unit);
};
