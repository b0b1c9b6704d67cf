import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';

/** A page that may not complain: what its console, its scripts and its policy say wrong is kept to be looked at. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

export const openBrowser = async (): Promise<Browser> => chromium.launch(await findBrowser());

/** A visitor of their own: no storage shared with any other. */
export const openPage = async (browser: Browser, url: string, options = {}): Promise<WatchedPage> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, context, complaints };
};
