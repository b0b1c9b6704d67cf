import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { openPage } from './browser.ts';
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
const openQueue = async () => {
  const watched = await openPage(browser, `${stack.api}/console/feed`);
  const { page } = watched;
  await page.getByLabel('E-mail').fill(stack.demo.operator.email);
  await page.getByLabel('Password').fill(stack.demo.operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Feed', level: 1 }).waitFor();
  return watched;
};

test('a member reports a post, an operator hides it by keyboard, it leaves the open feed, and undoing brings it back', async () => {
  const ben = await openPage(browser, `${stack.host}/?as=ben`);
  const his = ben.page.locator('hearth-feed');
  await his.getByLabel('Write a post').fill('Cheap watches, write to me.');
  await his.getByRole('button', { name: 'Post', exact: true }).click();
  await his.getByRole('article').filter({ hasText: 'Cheap watches' }).waitFor();

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

  await page.keyboard.press('u');
  await page.getByRole('status').filter({ hasText: 'Taken back.' }).waitFor();
  await reading.getByText('1 open report').waitFor();
  await ada.page.locator('hearth-feed').getByRole('button', { name: '1 new post' }).click();
  await hers.waitFor();

  expect(
    await rows('SELECT action, undoes_id IS NOT NULL AS undoes FROM moderation_action ORDER BY id'),
  ).toEqual([
    { action: 'hide', undoes: false },
    { action: 'hide', undoes: true },
  ]);
  expect([...complaints, ...ada.complaints, ...ben.complaints]).toEqual([]);
  await Promise.all([context.close(), ada.context.close(), ben.context.close()]);
});
