import { AsyncLocalStorage } from 'node:async_hooks';
import { shiftedDate } from './shift-clock.mjs';

/** What the client SDK asks of a browser. */
interface Globals {
  document: EventTarget & { hidden: boolean; documentElement: { lang: string } };
  window: EventTarget;
  location: { search: string; pathname: string };
  navigator: { language: string; doNotTrack: null; locks: undefined };
  localStorage: object;
  fetch: typeof fetch;
  /** No other tab: each page here is a device of its own. */
  BroadcastChannel: undefined;
  Date: typeof Date;
}

const pages = new AsyncLocalStorage<Globals>();
const network = globalThis.fetch;

/**
 * Every page sees globals of its own: whatever it begins, timers and promises included, goes on seeing them. So one
 * process holds many members' browsers, and runs the SDK as it is.
 */
const install = () => {
  const names = [
    'document',
    'window',
    'location',
    'navigator',
    'localStorage',
    'BroadcastChannel',
    'Date',
  ] as const;
  for (const name of names) {
    const own: unknown = Reflect.get(globalThis, name);
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        const page = pages.getStore();
        return page ? page[name] : own;
      },
    });
  }
  Object.defineProperty(globalThis, 'fetch', {
    configurable: true,
    get: () => pages.getStore()?.fetch ?? network,
  });
};
let installed = false;

/** Keys are own properties, as in a browser, where the SDK looks through them. */
function createStorage(): object {
  const kept: Record<string, string> = Object.create({
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => {
      delete kept[key];
    },
  });
  return kept;
}

export interface Page {
  /** Runs something in this page. */
  run<T>(work: () => T): T;
  /** Says that the network is back, as a browser does: what waits to be sent is sent at once. */
  comeOnline(): void;
}

/**
 * Opens a page whose requests go through `send`, and whose clock is so many milliseconds ahead. IndexedDB is not there:
 * the queue lies in localStorage.
 */
export function openPage(send: (url: string, init: RequestInit) => Promise<Response>, ahead = 0): Page {
  if (!installed) install();
  installed = true;
  const window = new EventTarget();
  const globals: Globals = {
    document: Object.assign(new EventTarget(), { hidden: false, documentElement: { lang: 'en' } }),
    window,
    location: { search: '', pathname: '/app' },
    navigator: { language: 'en', doNotTrack: null, locks: undefined },
    localStorage: createStorage(),
    fetch: (input, init = {}) => send(String(input), init),
    BroadcastChannel: undefined,
    Date: shiftedDate(ahead),
  };
  return {
    run: (work) => pages.run(globals, work),
    comeOnline: () => pages.run(globals, () => void window.dispatchEvent(new Event('online'))),
  };
}

/** A request that is nobody's page's. */
export const plainFetch = network;
