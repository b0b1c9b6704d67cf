import type { Outcome } from '@hearth/schema';
import { type Client, createClient } from '../client.ts';
import type { HearthOptions } from '../types.ts';
import { BackendDouble } from './backend-double.ts';

const undo: (() => void)[] = [];
let pages = 0;

/** Puts something else in a property's place until the test is over. */
export function replace(target: object, name: string, value: unknown) {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  undo.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

/** To be called after each test: shuts every client down and puts everything back. */
export function tidyUp() {
  for (const step of undo.splice(0).reverse()) step();
}

/** A backend that this page's `fetch` reaches. */
export function openBackend(): BackendDouble {
  const backend = new BackendDouble();
  replace(window, 'fetch', backend.fetch);
  return backend;
}

/** A project of its own, so that no test finds what another left in this browser. */
export const newSiteKey = () => `pk_test_${Date.now()}_${++pages}`;

/** A client, started, with what it said. */
export function openClient(backend: BackendDouble, options: Partial<HearthOptions> = {}) {
  const client: Client = createClient();
  const errors: string[] = [];
  const outcomes: Outcome[] = [];
  client.on('error', ({ message }) => errors.push(message));
  client.on('outcome', (outcome) => outcomes.push(outcome));
  client.init({ siteKey: newSiteKey(), api: backend.origin, ...options });
  undo.push(() => client.shutdown());
  return { client, errors, outcomes };
}

/** A member token of this subject; nobody here verifies it. */
export const tokenOf = (sub: string) =>
  `e30.${btoa(unescape(encodeURIComponent(JSON.stringify({ sub }))))}.c2ln`.replaceAll('=', '');

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves as soon as it holds; fails the test after three seconds. */
export async function until(holds: () => unknown, what: string) {
  for (const start = performance.now(); !(await holds()); await sleep(10)) {
    if (performance.now() - start > 10_000) throw new Error(`It never came true: ${what}`);
  }
}

/** Waits of a second or more last a tenth of one, and are told of. */
export function hurryTime(): number[] {
  const waits: number[] = [];
  const real = window.setTimeout.bind(window);
  replace(window, 'setTimeout', (then: () => void, ms = 0) => {
    if (ms >= 1000) waits.push(ms);
    return real(then, ms >= 1000 ? 100 : ms);
  });
  return waits;
}

/** Makes `hidden` true and says so, as a browser does when another tab comes to the front. */
export function hide() {
  replace(document, 'hidden', true);
  document.dispatchEvent(new Event('visibilitychange'));
}
