import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { openPage, openTab } from './browser.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let stack: Stack;
let rows: Rows;
let browser: Browser;

beforeAll(async () => {
  scene = await openScene();
  ({ stack, rows, browser } = scene);
});

afterAll(() => scene?.close());

/** What the browser itself says of a server that cannot be reached. */
const unreachable =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET|NETWORK_CHANGED|SOCKET_NOT_CONNECTED)/;

const shared = () =>
  rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE m.external_id = 'ben' AND i.payload->>'name' = 'note_shared' AND i.received_at > now() - interval '2 minutes'`,
  );
const posts = (beginning: string) =>
  rows<{ text: string }>('SELECT text FROM post WHERE text LIKE $1', [`${beginning}%`]);

/** Lets the widgets settle: nothing of what a test does shall still be in the page's own first requests. */
const settle = async (context: BrowserContext) => {
  const ben = await openTab(context, `${stack.host}/?as=ben`);
  await ben.page.locator('hearth-feed').getByRole('article').first().waitFor();
  // The impressions have gone out: the queue's own part is there.
  await expect
    .poll(() => ben.requests.filter((each) => each.includes('interactions.record')).length)
    .toBeGreaterThan(0);
  return ben;
};

describe('a member on a train', () => {
  test('what was done without a connection arrives after the page is opened again, once', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const ben = await settle(context);
    const [{ count: before = 0 } = {}] = await shared();
    const feed = ben.page.locator('hearth-feed');
    // The part of the feed that writes comes with the first sign of interest: that was still on the platform.
    await feed.getByLabel('Write a post').fill('Written in');
    await feed.getByRole('button', { name: 'Post', exact: true }).waitFor();
    await context.setOffline(true);
    await feed.getByLabel('Write a post').fill('Written in a tunnel.');
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
    await feed.getByText('Waiting for a connection…').waitFor();
    for (let times = 0; times < 3; times += 1) {
      await ben.page.getByRole('button', { name: 'Share a note' }).first().click();
    }
    expect(ben.complaints.filter((each) => !unreachable.test(each))).toEqual([]);
    // No hand is quicker than this from the last click to closing the tab; the browser's storage is not either.
    await ben.page.waitForTimeout(200);
    await ben.page.close();
    expect(await posts('Written in a tunnel')).toEqual([]);

    await context.setOffline(false);
    const later = await openTab(context, `${stack.host}/?as=ben`);
    await expect.poll(() => posts('Written in a tunnel'), { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(shared, { timeout: 5000 }).toEqual([{ count: before + 3 }]);
    await later.page
      .locator('hearth-feed')
      .getByRole('article')
      .filter({ hasText: 'Written in a tunnel.' })
      .waitFor();
    // Long enough for a second try, if somebody made one.
    await later.page.waitForTimeout(2000);
    expect(await shared()).toEqual([{ count: before + 3 }]);
    expect(later.complaints).toEqual([]);
    await context.close();
  });
});

describe('a server that is away', () => {
  test('gets what was done meanwhile when it is back, with nobody doing anything', async () => {
    const { page, complaints, context } = await openPage(browser, `${stack.host}/?as=chioma`);
    const feed = page.locator('hearth-feed');
    await feed.getByRole('article').first().waitFor();
    await feed.getByLabel('Write a post').fill('Is it just me?');
    await feed.getByRole('button', { name: 'Post', exact: true }).waitFor();
    await stack.backend().end('SIGTERM');
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
    await feed.locator('[part=outbox]').getByText('Is it just me?').waitFor();
    await page.waitForTimeout(1500);
    await stack.restart();
    await expect.poll(() => posts('Is it just me'), { timeout: 20_000 }).toHaveLength(1);
    await feed.getByRole('article').filter({ hasText: 'Is it just me?' }).waitFor();
    // A server on its way out answers 503 before it has looked at who asks; retries run into that.
    const leaving = /from origin .* blocked by CORS policy/;
    const others = complaints.filter((each) => !unreachable.test(each) && !leaving.test(each));
    expect(others).toEqual([]);
    await context.close();
  });
});
