import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTab } from '../e2e/browser.ts';
import { openScene, type Scene } from '../e2e/scene.ts';
import { freePort, type Stack } from '../stack.ts';

let scene: Scene | undefined;
let stack: Stack;
let browser: Browser;
let site: Server;
let origin: string;
let body = '';

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  scene = await openScene({ HEARTH_DEMO_ORIGINS: origin });
  ({ stack, browser } = scene);
  // A product with next to nothing on its page.
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Bare</title><link rel="icon" href="data:,">
      <script async src="${stack.api}/hearth.js" data-site-key="${stack.demo.siteKey}"></script>${body}`);
  }).listen(port);
  await once(site, 'listening');
});

afterAll(async () => {
  site?.close().closeAllConnections();
  await scene?.close();
});

/** Opens that page with this in it; tells what was asked of the backend until then. */
const visit = async (content: string, until: (page: Page) => Promise<unknown>) => {
  body = content;
  const context = await browser.newContext();
  const { page, requests, complaints } = await openTab(context, origin);
  await until(page);
  // Preflights are left out: Chromium sends them by itself, does not tell of them here, and keeps the answer for hours.
  const own = requests.filter((each) => each.includes(stack.api));
  await context.close();
  return { own, complaints };
};

describe('what a page pays for', () => {
  test('without a widget, the script tag makes one request', async () => {
    const { own, complaints } = await visit('<p>Nothing here.</p>', (page) => page.waitForTimeout(2000));
    expect(own).toEqual([`GET ${stack.api}/hearth.js`]);
    expect(complaints).toEqual([]);
  });

  test('with the NPS prompt alone, at most four until it is on screen', async () => {
    const { own, complaints } = await visit('<hearth-nps mode="prompt"></hearth-nps>', (page) =>
      page.locator('hearth-nps').getByRole('dialog').waitFor(),
    );
    // Impressions are told of afterwards, by a part of its own.
    const before = own.filter((each) => !/\/queue-|interactions\.record|members\.anonymous/.test(each));
    expect(before.length, before.join('\n')).toBeLessThanOrEqual(4);
    expect(complaints).toEqual([]);
  });

  test.each(['nps', 'checklist', 'rewards', 'feed', 'referral'])(
    'with the %s alone, nothing of any other widget, and no language but its own',
    async (name) => {
      const { own } = await visit(`<hearth-${name}></hearth-${name}>`, async (page) => {
        await page.locator(`hearth-${name} [part=base]:not([aria-busy])`).waitFor();
        // Long enough for what follows by itself.
        await page.waitForTimeout(1000);
      });
      const others = ['nps', 'checklist', 'rewards', 'feed', 'referral', 'de', 'es', 'fr', 'pt'];
      const files = own.flatMap((each) => /assets\/(.+)-.{6}\.js/.exec(each)?.[1] ?? []);
      expect(files).toContain(name);
      expect(files.filter((file) => file !== name && others.includes(file))).toEqual([]);
      const asked = own.filter((each) => each.includes('/boot?'));
      expect(asked.length).toBeGreaterThan(0);
      for (const each of asked) expect(decodeURIComponent(each)).toContain(`"widgets":["${name}"]`);
    },
  );
});
