import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong by WCAG 2.2 A and AA and by good practice, through every shadow root: a line each. */
export const faults = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
};

declare global {
  interface Window {
    axe: typeof axe;
  }
}
