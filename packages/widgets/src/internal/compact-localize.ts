/**
 * What the widgets use of `@lit/localize`, for the script tag, whose bytes are counted: the build has given every
 * message a number, and messages are text. The npm build has the original.
 */
import type { StrResult } from '@lit/localize';
import type { ReactiveControllerHost } from 'lit';

/** One language: each message at its number, with `{0}` for the first value of the source. */
export type Texts = readonly string[];

let spoken = 'en';
let texts: Texts = [];
const hosts = new Set<ReactiveControllerHost>();

export const str = (strings: TemplateStringsArray, ...values: unknown[]): StrResult => ({
  strTag: true,
  strings,
  values,
});

export const msg = (text: string | StrResult, number: number): string => {
  const translated = texts[number];
  if (typeof text === 'string') return translated || text;
  const { strings, values } = text;
  return translated
    ? translated.replace(/{(\d)}/g, (_, at) => `${values[at]}`)
    : String.raw({ raw: strings }, ...values);
};

export const updateWhenLocaleChanges = (host: ReactiveControllerHost): void =>
  host.addController({
    hostConnected: () => hosts.add(host),
    hostDisconnected: () => hosts.delete(host),
  });

export const getLocale = (): string => spoken;

export const setTexts = (locale: string, next: Texts): void => {
  spoken = locale;
  texts = next;
  for (const host of hosts) host.requestUpdate();
};
