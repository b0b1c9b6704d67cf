import type { Locale } from '@hearth/schema';

const locales: readonly Locale[] = ['en', 'es', 'de', 'fr', 'pt'];

/** The first of what was asked for, the page's and the browser's language that the widgets speak; else English. */
export function pickLocale(asked?: string | null): Locale {
  for (const language of [asked, document.documentElement.lang, navigator.language]) {
    const locale = locales.find((known) => known === language?.slice(0, 2).toLowerCase());
    if (locale) return locale;
  }
  return 'en';
}
