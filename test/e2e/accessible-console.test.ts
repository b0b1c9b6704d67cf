import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './axe.ts';
import type { WatchedPage } from './browser.ts';
import { onPlan, openConsole, openSession, saveSegment } from './console.ts';
import { pages, settled } from './console-pages.ts';
import { tellThePast } from './past.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
/** One page that goes to all addresses, as an operator would. */
let watched: WatchedPage;
/** Ids that stand in addresses as `:member`. */
const ids = new Map<string, string>();

beforeAll(async () => {
  scene = await openScene();
  const { stack, rows, browser } = scene;
  await tellThePast(stack, rows);
  // What moves is looked at when it has arrived.
  const still: BrowserContextOptions = { reducedMotion: 'reduce' };
  watched = await openConsole(browser, stack, await openSession(browser, stack), '', still);
  const idOf = async (table: string, externalId: string) => {
    const [row] = await rows<{ id: string }>(`SELECT id FROM ${table} WHERE external_id = $1`, [externalId]);
    return row?.id.replaceAll('-', '') ?? '';
  };
  ids.set(':member', `mem_${await idOf('member', 'past-kira')}`);
  ids.set(':account', `acc_${await idOf('account', 'aurum')}`);
  ids.set(':segment', await saveSegment(watched.page, 'Gold plan', onPlan('gold')));
});
afterAll(() => scene?.close());

test.each(pages)(
  'the console’s page /%s has nothing that axe minds and fits, in light and dark, on a desk and on a phone',
  async (path) => {
    const { page, complaints } = watched;
    complaints.length = 0;
    const address = [...ids].reduce((filled, [name, id]) => filled.replaceAll(name, id), path);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${scene?.stack.api}/console/${address}`);
    const found: Record<string, string[]> = {};
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await settled(page);
        found[`${colorScheme}, ${width} px`] = await faults(page);
      }
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      found[`the width at ${width} px`] = scrolled > width ? [`it scrolls to ${scrolled} px`] : [];
    }
    expect(Object.entries(found).filter(([, each]) => each.length > 0)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
