import { createClient, replay, type Stub } from '@hearth/client';
import type { Locale, WidgetName } from '@hearth/schema';
import { reserveSpace } from './internal/reserve-space.ts';

/** The script's own element, which has the key; null in a page without one. The build finds it before all else. */
declare const hearthScript: HTMLScriptElement | null;

/** Which files hold what, by their names in `assets`, a widget's own last; the build writes it in. */
declare const __HEARTH_FILES__: {
  widgets: [name: WidgetName, files: string[]][];
  locales: Partial<Record<Locale, string>>;
};
const { widgets, locales } = __HEARTH_FILES__;

declare global {
  interface Window {
    /** `hearth('identify', getToken)` and the like; before this script runs, the page's own stub that remembers calls. */
    hearth?: (ReturnType<typeof replay> | ((...args: unknown[]) => void)) & Stub & { version?: string };
  }
}

/** What the tag itself says: `dataset` would also answer with what a script has put into Object.prototype. */
const given = (name: string) => hearthScript?.getAttribute(`data-${name}`) ?? null;

const base = hearthScript?.src || location.href;

// A browser that has the module already gives it again: so this can fetch ahead of what will import it. What a
// script with a nonce imports is allowed by that nonce: nothing needs to pass it on.
const load = (file: string, version = '') =>
  import(/* @vite-ignore */ new URL(`assets/${file}.js${version}`, base).href);

function start(stub?: Stub): void {
  const client = createClient();
  const missing = new Map(widgets);
  const use = (name: WidgetName, files: string[]) => {
    missing.delete(name);
    reserveSpace(name);
    // Everything at once: its state, its language, what all widgets share, and the widget itself.
    client.watch(name, () => {});
    const last = files.at(-1) ?? '';
    // A failure of these is the widget's own, which imports them, and is told of below.
    for (const file of [...files, locales[client.locale]])
      if (file && file !== last) load(file).catch(() => {});
    load(last)
      .catch(async () => {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        // Under another address: some browsers remember a module that failed.
        return load(last, '?again');
      })
      .then(({ connect }) => connect(client, (locale: Locale) => load(`${locales[locale]}`)))
      .catch((error) => client.report(`<hearth-${name}> did not load. ${error}`));
  };
  const find = () => {
    for (const [name, files] of missing) if (document.querySelector(`hearth-${name}`)) use(name, files);
    if (!missing.size) observer.disconnect();
  };
  // Looks at what was added alone: a busy page adds a lot, and seldom a widget.
  const observer = new MutationObserver((records) => {
    const wanted = [...missing.keys()].map((name) => `hearth-${name}`).join();
    const isWanted = (node: Node) =>
      node instanceof Element && (node.matches(wanted) || node.querySelector(wanted));
    if (records.some(({ addedNodes }) => [...addedNodes].some(isWanted))) find();
  });

  const { shutdown } = client;
  client.shutdown = () => {
    observer.disconnect();
    shutdown();
  };

  const siteKey = given('site-key');
  if (siteKey)
    client.init({
      siteKey,
      api: new URL(given('api') ?? '/', base).origin,
      locale: given('locale'),
      respectDoNotTrack: given('respect-do-not-track') !== null,
    });
  window.hearth = Object.assign(replay(client, stub), { version: '1' });

  observer.observe(document, { childList: true, subtree: true });
  find();
}

// A second tag finds the first one's work and leaves it alone. An element of that id is not it, nor what it inherits.
const { hearth } = window;
const before = typeof hearth === 'function' ? hearth : undefined;
if (!before || !Object.hasOwn(before, 'version')) start(before);
