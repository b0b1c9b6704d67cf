/** Makes a language's formatter when it is first spoken: that takes a browser longer than all that is then said with it. */
export const formatter = <T>(make: (locale: string) => T): ((locale: string) => T) => {
  const made = new Map<string, T>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
};
