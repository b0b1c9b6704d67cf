import { expect } from '@open-wc/testing';

const modules: Record<string, () => Promise<{ templates: object }>> = {
  de: () => import('../generated/locales/de.ts'),
  es: () => import('../generated/locales/es.ts'),
  fr: () => import('../generated/locales/fr.ts'),
  pt: () => import('../generated/locales/pt.ts'),
};

/** Which messages a translator has answered, and the placeholders on both sides of each. */
const readTranslations = async (locale: string) => {
  const file = await fetch(new URL(`../../xliff/${locale}.xlf`, import.meta.url));
  const units = new DOMParser()
    .parseFromString(await file.text(), 'application/xml')
    .querySelectorAll('trans-unit');
  const placeholders = (element: Element | null) =>
    [...(element?.querySelectorAll('x') ?? [])]
      .map((each) => each.id)
      .sort()
      .join();
  return new Map(
    [...units].map((unit) => [
      unit.id,
      {
        text: unit.querySelector('target')?.textContent?.trim(),
        source: placeholders(unit.querySelector('source')),
        target: placeholders(unit.querySelector('target')),
      },
    ]),
  );
};

describe('translations', () => {
  for (const [locale, load] of Object.entries(modules)) {
    // The generated module has every message of the sources, in English where the translation is missing.
    it(`${locale} has every message that the widgets say`, async () => {
      const [{ templates }, translations] = await Promise.all([load(), readTranslations(locale)]);
      const ids = Object.keys(templates);
      expect(ids).to.include('nps-question');
      expect(ids.filter((id) => !translations.get(id)?.text)).to.deep.equal([]);
    });

    it(`${locale} says in each message what the English one leaves open`, async () => {
      const translations = [...(await readTranslations(locale))];
      const wrong = translations
        .filter(([, { text, source, target }]) => text && source !== target)
        .map(([id]) => id);
      expect(wrong).to.deep.equal([]);
    });
  }
});
