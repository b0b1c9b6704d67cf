import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../stack.ts';
import { call, signMember } from '../wire.ts';
import { openPage } from './browser.ts';
import { openLive } from './live.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let stack: Stack;

beforeAll(async () => {
  scene = await openScene();
  ({ stack } = scene);
});
afterAll(() => scene?.close());

const opened = (): Scene => {
  if (!scene) throw new Error('There is no scene.');
  return scene;
};

/** The console at one part of the set-up, as the demo's owner. */
const openSetUp = async (part: string) => {
  const watched = await openLive(opened().browser, stack);
  await watched.page.goto(`${stack.api}/console/set-up/${part}`);
  return watched;
};

const boots = (origin: string) =>
  fetch(
    `${stack.api}/w/${stack.demo.siteKey}/boot?input=${encodeURIComponent(JSON.stringify({ widgets: ['feed'], locale: 'en' }))}`,
    {
      headers: { origin },
    },
  ).then(({ status }) => status);

/** What is in the box that a secret is shown in. */
const shown = async (page: Page, label: string) =>
  (await page.getByRole('group', { name: label }).textContent())?.trim() ?? '';

test('an origin that an owner adds boots the widgets, and one with a path is explained', async () => {
  const { page, context, complaints } = await openSetUp('');
  expect(await boots('https://new.example')).toBe(403);

  await page.getByLabel('Another origin').fill('https://new.example/login');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Leave out everything after the host: https://new.example.').waitFor();
  complaints.length = 0; // The browser's own line about the 400.

  await page.getByLabel('Another origin').fill('https://new.example');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Remove https://new.example' }).waitFor();
  await expect.poll(() => boots('https://new.example'), { timeout: 10_000 }).toBe(200);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a signing key is rotated, and the checker explains an expired token', async () => {
  const { page, context, complaints } = await openSetUp('keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const kid = await shown(page, 'the key’s id');
  const secret = await shown(page, 'the secret');
  await page.getByRole('button', { name: 'I have kept it' }).click();

  const fresh = { ...stack.demo, signingKey: { kid, secret } };
  const enter = async (demo: typeof fresh) => {
    const token = await signMember(demo, { sub: 'rotated' });
    const query = { widgets: ['feed'], locale: 'en' };
    return (await call({ api: stack.api, demo }, 'boot', { token, query })).status;
  };
  await expect.poll(() => enter(fresh), { timeout: 10_000 }).toBe(200);

  await page.getByRole('button', { name: `Revoke ${stack.demo.signingKey.kid}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect.poll(() => enter(stack.demo), { timeout: 10_000 }).toBe(401);
  expect(await enter(fresh)).toBe(200);

  const hour = 3600;
  const now = Math.floor(Date.now() / 1000);
  const expired = await signMember(
    fresh,
    { sub: 'late' },
    { claims: { iat: now - hour, exp: now - hour + 600 } },
  );
  await page.getByLabel('Member token').fill(expired);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('The widgets refuse this token: one thing is wrong.').waitFor();
  await page.getByText(/It expired 50 minutes( \d+ seconds?)? ago/).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('somebody invited as an analyst signs in, and sees no set-up', async () => {
  const { page, context } = await openSetUp('operators');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Ana');
  await page.getByLabel('E-mail').fill('ana@fieldnote.example');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await shown(page, 'the link');
  await context.close();

  const hers = await openPage(opened().browser, link);
  await hers.page.getByLabel('Password').fill('a house has a hearth');
  await hers.page.getByRole('button', { name: 'Save and sign in' }).click();
  await hers.page.getByRole('link', { name: 'Engagement' }).first().waitFor();
  expect(await hers.page.getByRole('link', { name: 'Set-up' }).count()).toBe(0);
  const status = await hers.page.evaluate(async () => (await fetch('/console-api/keys.list')).status);
  expect(status).toBe(403);
  await hers.context.close();
});
