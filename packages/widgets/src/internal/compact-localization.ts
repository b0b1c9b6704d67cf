import type { HearthClient } from '@hearth/client';
import type { Locale } from '@hearth/schema';
import { getLocale, setTexts, type Texts } from './compact-localize.ts';
import { connect as connectWidgets } from './connection.ts';

type Load = (locale: Locale) => Promise<{ templates: Texts }>;
let load: Load | undefined;

/** `localization.ts` for the script tag: its loader knows which file is which language, so no other file needs to. */
export const speak = (locale: Locale): Promise<void> | undefined => {
  if (locale === getLocale()) return undefined;
  const texts = locale === 'en' ? Promise.resolve({ templates: [] }) : load?.(locale);
  return texts?.then(
    ({ templates }) => setTexts(locale, templates),
    // A widget in English is better than none.
    () => {},
  );
};

/** Gives every widget on the page its client, and the way to its languages. */
export const connect = (client: HearthClient, loadLocale: Load): void => {
  load = loadLocale;
  connectWidgets(client);
};
