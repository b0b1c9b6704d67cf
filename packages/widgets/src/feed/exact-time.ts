import type { Locale } from '@hearth/schema';

/** The whole instant in the reader's own time zone. */
export const exactly = (instant: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
