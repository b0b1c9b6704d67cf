const isTag = (name: string): boolean => {
  try {
    return Intl.getCanonicalLocales(name).length > 0;
  } catch {
    // Some browsers name a system's locale, such as en-US@posix, that Intl itself refuses.
    return false;
  }
};

const preferred = typeof navigator === 'object' ? (navigator.languages ?? []) : [];

/** The reader's own kind of English: the console speaks English, but a day's and a number's order are theirs. */
export const locale: string = preferred.find((name) => name.startsWith('en') && isTag(name)) ?? 'en';
