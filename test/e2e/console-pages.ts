import type { Page } from 'playwright-core';
import { march } from './past.ts';

/** Every page of the console by its address; `:member` and the like stand for ids. */
export const pages = [
  `?period=${march}`,
  `?period=${march}&about=nps~1`,
  `?period=${march}&segments=all.:segment`,
  `engagement?period=${march}`,
  `satisfaction?period=${march}`,
  'retention?period=2024-02-01_2024-05-01&by=month',
  'revenue?period=2024-02-01_2024-05-01&by=month',
  'members',
  'members?q=nobody-is-called-this',
  'members/:member',
  'accounts',
  'accounts?q=no-account-is-called-this',
  'accounts/:account',
  'segments',
  'segments/new',
  'segments/:segment',
  'feed',
  'feed?tab=all',
  'feed/audit',
  'set-up',
  'set-up/keys',
  'set-up/operators',
  'set-up/theme',
  'set-up/surveys',
  'set-up/checklist',
  'set-up/rewards',
  'set-up/referral',
  'set-up/revenue',
  'set-up/project',
  'set-up/changes',
  'set-up/no-such-part',
  'live',
];

/** Nothing is on its way any more. */
export const settled = async (page: Page) => {
  await page.waitForFunction(
    () =>
      document.querySelector('main h1') !== null &&
      document.querySelector('.skeleton, .waiting, .stale, .trend-room, [aria-busy="true"]') === null,
  );
  // Charts draw themselves in a frame of their own after a change of size or colours.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60))));
};
