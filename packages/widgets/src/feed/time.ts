import type { Locale } from '@hearth/schema';
import { relativeTime } from '../internal/relative-time.ts';

const DAY = 86_400_000;

/** How long ago, up to a week; then the date. */
export const ago = (instant: string, locale: Locale, now = Date.now()): string =>
  now - Date.parse(instant) < 7 * DAY
    ? relativeTime(instant, locale, now)
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant));

/** The whole instant in the reader's own time zone. */
export const exactly = (instant: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
