import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stack } from '../stack.ts';
import { faults } from './axe.ts';
import { openPage } from './browser.ts';
import { openLive } from './live.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  scene = await openScene();
  ({ stack, browser } = scene);
});

afterAll(() => scene?.close());

const ready = async (page: Page) => {
  await page.locator('hearth-feed').getByRole('article').first().waitFor();
  await page.locator('hearth-rewards progress').first().waitFor();
  await page.locator('hearth-checklist progress').first().waitFor();
  await page.locator('hearth-referral input').first().waitFor();
};

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

describe('the host page, with all five widgets', () => {
  test.each<[name: string, query: string, options: BrowserContextOptions]>([
    ['in light', '?as=ben&theme=light', {}],
    ['in dark', '?as=ben&theme=dark', {}],
    ['on a phone, in dark', '?as=ben&theme=dark', phone],
    ['from right to left, in German', '?as=ben&dir=rtl&lang=de', {}],
  ])('%s has nothing that axe minds', async (_, query, options) => {
    const { page, context, complaints } = await openPage(browser, stack.host + query, options);
    await ready(page);
    await page.locator('hearth-nps').getByRole('dialog').waitFor();
    // What is still on its way in is half transparent.
    await page.waitForTimeout(500);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('it is no wider than a phone', async () => {
    const { page, context } = await openPage(browser, `${stack.host}?as=ada`, phone);
    await ready(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });
});

describe('the console', () => {
  test('its door has nothing that axe minds', async () => {
    const { page, context, complaints } = await openPage(browser, `${stack.api}/console/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('its Live page fits a phone, and its keys answer', async () => {
    const { page, context, entries } = await openLive(browser, stack);
    await page.setViewportSize({ width: 390, height: 844 });
    await entries('Feed').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator('ol.stream > li:nth-child(2):focus').waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('member-filter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
    await context.close();
  });
});
