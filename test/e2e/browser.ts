import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';

/** A page that may not complain: what its console, its scripts and its policy say wrong is kept to be looked at. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  complaints: string[];
  /** Every request it made, as `GET http://…`. */
  requests: string[];
}

export const openBrowser = async (): Promise<Browser> => chromium.launch(await findBrowser());

/** A further page of one visitor. */
export const openTab = async (context: BrowserContext, url: string): Promise<WatchedPage> => {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  await page.exposeFunction('tellOfViolation', (violation: string) => complaints.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      void window.tellOfViolation(`The policy's ${violatedDirective} was violated: ${blockedURI} ${sample}`);
    });
  });
  await page.goto(url);
  return { page, context, complaints, requests };
};

/** A visitor of their own: no storage shared with any other. */
export const openPage = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> =>
  openTab(await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options }), url);

/** What moved on screen by no doing of the visitor's: Chromium's score of each shift, and what was shifted. */
export const layoutShifts = (page: Page): Promise<{ score: number; what: string }[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const shifts: { score: number; what: string }[] = [];
        const read = (of: unknown, name: string): unknown =>
          typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (read(entry, 'hadRecentInput') === true) continue;
            const sources = read(entry, 'sources');
            const what = (Array.isArray(sources) ? sources : []).map((source: unknown) => {
              const [node, from, to] = ['node', 'previousRect', 'currentRect'].map((name) =>
                read(source, name),
              );
              const name = node instanceof Element ? `${node.localName}#${node.id}.${node.className}` : '?';
              return `${name} from ${JSON.stringify(from)} to ${JSON.stringify(to)}`;
            });
            shifts.push({ score: Number(read(entry, 'value')), what: what.join('; ') });
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(shifts), 200);
      }),
  );

declare global {
  interface Window {
    tellOfViolation: (violation: string) => Promise<void>;
  }
}
