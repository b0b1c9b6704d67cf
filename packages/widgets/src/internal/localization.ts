import type { Locale } from '@hearth/schema';
import { configureLocalization } from '@lit/localize';

/** English is the source text itself; every other language is one module, fetched when it is first spoken. */
const translations = {
  de: () => import('../generated/locales/de.ts'),
  es: () => import('../generated/locales/es.ts'),
  fr: () => import('../generated/locales/fr.ts'),
  pt: () => import('../generated/locales/pt.ts'),
};
const isTranslated = (locale: string): locale is keyof typeof translations => locale in translations;

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(translations),
  loadLocale: (locale) =>
    isTranslated(locale) ? translations[locale]() : Promise.reject(new Error(`No translation: ${locale}`)),
});

/**
 * Speaks this language from now on. Undefined when it is spoken already; else settles when it is. Never rejects:
 * a widget in English is better than none (and `lit-localize-status` on the window names the failure).
 */
export const speak = (locale: Locale): Promise<void> | undefined =>
  locale === getLocale() ? undefined : setLocale(locale).catch(() => {});
