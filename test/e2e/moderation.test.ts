import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { openPage } from './browser.ts';
import { signIn } from './console.ts';
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

/** The console's feed page, after the demo's operator has signed in by the form. */
const openQueue = async (search = '') => {
  const watched = await openPage(browser, `${stack.api}/console/feed${search}`);
  const { page } = watched;
  await signIn(page, stack.demo);
  await page.getByRole('heading', { name: 'Feed', level: 1 }).waitFor();
  return watched;
};

test('a member reports a post, an operator hides it by keyboard, it leaves the open feed, and undoing brings it back', async () => {
  const ben = await openPage(browser, `${stack.host}/?as=ben`);
  const his = ben.page.locator('hearth-feed');
  await his.getByLabel('Write a post').fill('Cheap watches, write to me.');
  await his.getByRole('button', { name: 'Post', exact: true }).click();
  const hisOwn = his.getByRole('article').filter({ hasText: 'Cheap watches' });
  await hisOwn.waitFor();

  // It is on his own screen at once; on hers when the server has it.
  await expect.poll(() => rows(`SELECT status FROM post WHERE text LIKE 'Cheap watches%'`)).toHaveLength(1);
  const ada = await openPage(browser, `${stack.host}/?as=ada`);
  const hers = ada.page.locator('hearth-feed').getByRole('article').filter({ hasText: 'Cheap watches' });
  // A post's options come with the first sign of interest.
  await hers.hover();
  await hers.getByRole('button', { name: 'Post options' }).click();
  await hers.getByRole('button', { name: 'Report' }).click();
  await hers.getByLabel('Spam or advertising').check();
  await hers.getByRole('button', { name: 'Send report' }).click();
  await hers.getByText('Thank you. The moderators will look at it.').waitFor();
  await expect
    .poll(() => rows('SELECT reason FROM report WHERE resolved_at IS NULL'))
    .toEqual([{ reason: 'spam' }]);

  const { page, complaints, context } = await openQueue();
  const reading = page.locator('hearth-feed-case');
  await reading.getByText('1 open report').waitFor();
  await reading.getByText('Cheap watches, write to me.').waitFor();
  await page.keyboard.press('h');
  await page.getByRole('dialog', { name: /^Hide .*post$/ }).waitFor();
  // What was reported is chosen already.
  expect(await page.getByRole('radio', { name: 'Spam' }).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Hidden.' }).waitFor();
  await page.getByRole('heading', { name: 'Nothing reported' }).waitFor();
  await hers.waitFor({ state: 'detached' });
  await hisOwn.waitFor({ state: 'detached' });

  await page.keyboard.press('u');
  await page.getByRole('status').filter({ hasText: 'Taken back.' }).waitFor();
  await reading.getByText('1 open report').waitFor();
  await ada.page.locator('hearth-feed').getByRole('button', { name: '1 new post' }).click();
  await hers.waitFor();
  // To its author it comes back by itself: there is nothing new to tell him of.
  await hisOwn.waitFor();

  expect(
    await rows('SELECT action, undoes_id IS NOT NULL AS undoes FROM moderation_action ORDER BY id'),
  ).toEqual([
    { action: 'hide', undoes: false },
    { action: 'hide', undoes: true },
  ]);
  expect([...complaints, ...ada.complaints, ...ben.complaints]).toEqual([]);
  await Promise.all([context.close(), ada.context.close(), ben.context.close()]);
});

test('a warned member reads the warning once, and a banned one reads until when', async () => {
  const ben = await openPage(browser, `${stack.host}/?as=ben`);
  const feed = ben.page.locator('hearth-feed');
  const write = async (text: string) => {
    await feed.getByLabel('Write a post').fill(text);
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
  };
  await write('Buy my course.');
  await expect.poll(() => rows(`SELECT status FROM post WHERE text = 'Buy my course.'`)).toHaveLength(1);

  const { page, complaints, context } = await openQueue('?tab=all');
  await page.locator('hearth-feed-case').getByText('Buy my course.').waitFor();
  await page.keyboard.press('w');
  const warning = page.getByRole('dialog', { name: 'Warn Ben Okafor' });
  await warning.getByLabel('Spam').check();
  await warning.getByLabel('What the member will read').fill('Please keep shops out of here.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').filter({ hasText: 'Warned.' }).waitFor();

  await ben.page.reload();
  const notice = feed.getByRole('group', { name: 'From the moderators' });
  await notice.getByText('Please keep shops out of here.').waitFor();
  await notice.getByText('Spam or advertising').waitFor();
  await notice.getByText('Buy my course.').waitFor();
  await notice.getByRole('button', { name: 'Got it' }).click();
  await notice.waitFor({ state: 'detached' });
  await expect
    .poll(() => rows(`SELECT kind FROM interaction WHERE kind = 'widget.dismissed' AND subject LIKE 'act_%'`))
    .toHaveLength(1);
  await ben.page.reload();
  await feed.getByLabel('Write a post').waitFor();
  expect(await notice.count()).toBe(0);

  await page.keyboard.press('b');
  await page.getByRole('dialog', { name: 'Ban Ben Okafor' }).getByLabel('7 days').check();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Banned.' }).waitFor();
  const [ban] = await rows<{ until: Date }>('SELECT until FROM member_ban');
  const end = await ben.page.evaluate(
    (until) =>
      new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(until)),
    String(ban?.until),
  );
  const sentence = feed.getByText(`The moderators have paused your posting until ${end}.`);
  // His page is still open: it learns of it when he writes, and what he wrote stays with him.
  await write('Last offer!');
  await sentence.waitFor();
  await feed.getByText('Last offer!').waitFor();
  expect(await feed.getByLabel('Write a post').count()).toBe(0);
  await ben.page.reload();
  await sentence.waitFor();
  expect(await feed.getByLabel('Write a post').count()).toBe(0);

  expect([...complaints, ...ben.complaints]).toEqual([]);
  await Promise.all([context.close(), ben.context.close()]);
});
