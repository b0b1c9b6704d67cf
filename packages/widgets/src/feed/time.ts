import type { Locale } from '@hearth/schema';
import { formatter } from '../internal/formatter.ts';
import { relativeTime } from '../internal/relative-time.ts';

const WEEK = 604_800_000;

const dayIn = formatter((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));

/** How long ago, up to a week; then the date. */
export const ago = (instant: string, locale: Locale, now = Date.now()): string =>
  now - Date.parse(instant) < WEEK
    ? relativeTime(instant, locale, now)
    : dayIn(locale).format(new Date(instant));
