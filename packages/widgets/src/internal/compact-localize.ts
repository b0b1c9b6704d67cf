/**
 * What the widgets use of `@lit/localize`, for the script tag, whose bytes are counted: every message has an id, so
 * none needs to be hashed, and messages are text. The npm build has the original.
 */
import type { StrResult } from '@lit/localize';
import type { ReactiveControllerHost } from 'lit';

type Text = string | StrResult;
type Templates = Record<string, Text>;

let spoken = 'en';
let templates: Templates = {};
const hosts = new Set<ReactiveControllerHost>();

export const str = (strings: TemplateStringsArray, ...values: unknown[]): StrResult => ({
  strTag: true,
  strings,
  values,
});

export const msg = (text: Text, { id }: { id: string }): string => {
  const translated = templates[id] ?? text;
  if (typeof translated === 'string') return translated;
  const values = typeof text === 'string' ? [] : text.values;
  // A translation holds, in place of values, their positions in the source text: languages differ in order.
  return translated.strings.reduce((joined, part, at) => {
    const value = translated.values[at - 1];
    return joined + (translated === text ? value : values[Number(value)]) + part;
  });
};

export const updateWhenLocaleChanges = (host: ReactiveControllerHost): void =>
  host.addController({
    hostConnected: () => hosts.add(host),
    hostDisconnected: () => hosts.delete(host),
  });

export const configureLocalization = ({
  loadLocale,
}: {
  loadLocale: (locale: string) => Promise<{ templates: Templates }>;
}) => ({
  getLocale: () => spoken,
  async setLocale(locale: string): Promise<void> {
    const loaded = locale === 'en' ? {} : (await loadLocale(locale)).templates;
    spoken = locale;
    templates = loaded;
    for (const host of hosts) host.requestUpdate();
  },
});
