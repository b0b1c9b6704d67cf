import type { Browser, Locator } from 'playwright-core';
import type { Stack } from '../stack.ts';
import { openPage, type WatchedPage } from './browser.ts';
import { signIn } from './console.ts';

export interface LivePage extends WatchedPage {
  /** The interactions on screen that hold all of these words. */
  entries: (...words: string[]) => Locator;
}

/** The console's Live page, after the demo's operator has signed in by the form. */
export const openLive = async (browser: Browser, { api, demo }: Stack): Promise<LivePage> => {
  const watched = await openPage(browser, `${api}/console/live`);
  const { page } = watched;
  await signIn(page, demo);
  await page
    .getByRole('status')
    .filter({ hasText: /^Connected$/ })
    .waitFor();
  const entries = (...words: string[]) =>
    words.reduce((found, hasText) => found.filter({ hasText }), page.locator('ol.stream > li'));
  return { ...watched, entries };
};
