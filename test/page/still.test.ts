import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layoutShifts } from '../e2e/browser.ts';
import { openScene, type Scene } from '../e2e/scene.ts';
import { freePort, type Stack } from '../stack.ts';
import { ours, prompt, serveProduct, type Variant } from './product.ts';
import type { Origin } from './served.ts';

let scene: Scene | undefined;
let stack: Stack;
let browser: Browser;
let product: Origin | undefined;
let origin: string;
let pages: Variant[] = [];

beforeAll(async () => {
  const port = await freePort();
  scene = await openScene({ HEARTH_DEMO_ORIGINS: `http://localhost:${port}` });
  ({ stack, browser } = scene);
  await scene.rows('UPDATE survey SET delay_seconds = 0');
  product = await serveProduct(stack, port, () => pages);
  ({ origin } = product);
});

afterAll(async () => {
  await product?.close();
  await scene?.close();
});

/** Opens a page with these, waits until all of them are ready, and tells what moved. */
const whatMoves = async (body: string[], shows: string[], width: number) => {
  pages = [ours(stack, 'page', body)];
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}/0`);
  for (const selector of shows) await page.locator(selector).first().waitFor();
  const shifts = await layoutShifts(page);
  await context.close();
  return shifts.map(({ score, what }) => `${score}: ${what}`);
};

const inline = ['checklist', 'rewards', 'feed', 'referral'];

// Alone in the upper half of the page, with text below it that must stay where it is.
describe.each([1280, 390])('in a window %i pixels wide nothing moves', (width) => {
  test.each(inline)('when the %s arrives', async (name) => {
    const tag = `<hearth-${name}></hearth-${name}>`;
    expect(await whatMoves([tag], [`hearth-${name} section[part=base]`], width)).toEqual([]);
  });

  test('when the prompt arrives', async () => {
    expect(await whatMoves([prompt], ['hearth-nps [role=dialog]'], width)).toEqual([]);
  });

  test('when the question in the page arrives', async () => {
    expect(await whatMoves(['<hearth-nps></hearth-nps>'], ['hearth-nps [role=group]'], width)).toEqual([]);
  });

  test('when all five arrive', async () => {
    const tags = [...inline.map((name) => `<hearth-${name}></hearth-${name}>`), prompt];
    const shows = inline.map((name) => `hearth-${name} section[part=base]`);
    expect(await whatMoves(tags, [...shows, 'hearth-nps [role=dialog]'], width)).toEqual([]);
  });
});
