import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { signMember } from '../wire.ts';
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

describe('two members in two browsers', () => {
  test('what Ben posts is announced to Ada, and moves nothing until she asks for it', async () => {
    const ada = await openPage(browser, `${stack.host}/?as=ada`);
    const ben = await openPage(browser, `${stack.host}/?as=ben`);
    const [hers, his] = [ada.page.locator('hearth-feed'), ben.page.locator('hearth-feed')];
    await hers.getByRole('article').first().waitFor();
    const first = await hers.locator('[part=text]').first().textContent();
    await his.getByLabel('Write a post').fill('We ship on Thursdays now.');
    const since = Date.now();
    await his.getByRole('button', { name: 'Post', exact: true }).click();
    const pill = hers.getByRole('button', { name: '1 new post' });
    await pill.waitFor();
    expect(Date.now() - since).toBeLessThan(2000);
    expect(await hers.locator('[part=text]').first().textContent()).toBe(first);
    await pill.click();
    await hers.getByRole('article').filter({ hasText: 'We ship on Thursdays now.' }).waitFor();
    // His own post is no news to him.
    expect(await his.getByRole('button', { name: /new post/ }).count()).toBe(0);

    // And the other way: what she says under it reaches him by itself.
    const post = hers.getByRole('article').filter({ hasText: 'Thursdays' });
    await post.getByRole('button', { name: 'Comment', exact: true }).click();
    await post.getByLabel('Write a comment').fill('Finally.');
    await post.locator('[part=comments]').getByRole('button', { name: 'Comment', exact: true }).click();
    await his
      .getByRole('article')
      .filter({ hasText: 'Thursdays' })
      .getByRole('button', { name: '1 comment' })
      .waitFor();
    expect([...ada.complaints, ...ben.complaints]).toEqual([]);
    await Promise.all([ada.context.close(), ben.context.close()]);
  });

  test('a step completes by itself when the product says so', async () => {
    const { page, complaints, context } = await openPage(browser, `${stack.host}/?as=ben`);
    const step = page.locator('hearth-checklist li').filter({ hasText: 'Create your first project' });
    await step.getByRole('img', { name: 'Not done yet' }).waitFor();
    await page.getByRole('button', { name: 'New project' }).click();
    await step.getByRole('img', { name: 'Done', exact: true }).waitFor();
    const done = await rows(
      `SELECT g.count FROM checklist_progress g JOIN member m ON m.project_id = g.project_id AND m.id = g.member_id
       JOIN checklist_item i ON i.project_id = g.project_id AND i.id = g.item_id
       WHERE m.external_id = 'ben' AND i.event_name = 'project_created' AND g.completed_at IS NOT NULL`,
    );
    expect(done).toEqual([{ count: 1 }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a visitor whom nobody knows', () => {
  test('reads, answers and ticks, but neither posts nor earns; after signing in all of it is theirs', async () => {
    const { page, complaints, context } = await openPage(browser, `${stack.host}/?as=`);
    const feed = page.locator('hearth-feed');
    await feed.getByRole('article').first().waitFor();
    await feed.getByText('Sign in to join in.').waitFor();
    expect(await feed.getByRole('textbox').count()).toBe(0);
    expect(await feed.getByRole('button', { name: 'Add a reaction' }).count()).toBe(0);
    await page.locator('hearth-rewards').getByText('Sign in to earn points', { exact: true }).waitFor();
    await page.locator('hearth-referral').getByText('Sign in to get a link of your own.').waitFor();

    const prompt = page.locator('hearth-nps');
    await prompt.getByRole('radio', { name: '7', exact: true }).click();
    await prompt.getByRole('button', { name: 'Send' }).click();
    await prompt.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.getByRole('checkbox', { name: 'Invite somebody you work with' }).click();
    const whose = () =>
      rows(
        `SELECT m.external_id AS answered, g.external_id AS ticked FROM survey_answer a
         JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
         LEFT JOIN checklist_progress p ON p.project_id = a.project_id AND p.completed_at > now() - interval '1 minute'
           AND p.item_id = (SELECT id FROM checklist_item WHERE position = 4)
         LEFT JOIN member g ON g.project_id = p.project_id AND g.id = p.member_id
         WHERE a.score = 7 AND a.answered_at > now() - interval '1 minute'`,
      );
    const step = page.getByRole('checkbox', { name: 'Invite somebody you work with' });
    await expect.poll(() => step.getAttribute('aria-checked')).toBe('true');
    await expect.poll(whose).toEqual([{ answered: null, ticked: null }]);

    await page.getByLabel('Signed in as').selectOption('chioma');
    await expect.poll(whose).toEqual([{ answered: 'chioma', ticked: 'chioma' }]);
    await feed.getByLabel('Write a post').waitFor();
    const merged = await rows(
      `SELECT m.external_id FROM member a JOIN member m ON m.project_id = a.project_id AND m.id = a.merged_into_id`,
    );
    expect(merged).toEqual([{ external_id: 'chioma' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a referral link', () => {
  test('brings visitors to the product, each counted once, and a new member is the referrer’s', async () => {
    const { page: hers, context: herContext } = await openPage(browser, `${stack.host}/?as=ada`);
    const referral = hers.locator('hearth-referral');
    const counts = async () => (await referral.locator('dd').allTextContents()).map(Number);
    const link = await referral.getByLabel('Your link').inputValue();
    const [invited = 0, joined = 0] = await counts();

    const headers = { 'user-agent': 'The browser of a newcomer' };
    const once = await fetch(link, { redirect: 'manual', headers });
    const home = new URL(once.headers.get('location') ?? '');
    const code = link.split('/').at(-1);
    expect([once.status, home.searchParams.get('hearth_ref')]).toEqual([302, code]);
    const [project] = await rows<{ home_url: string }>('SELECT home_url FROM project');
    expect(home.origin).toBe(new URL(project?.home_url ?? '').origin);
    await fetch(link, { redirect: 'manual', headers });

    // Whom the host signs in is somebody Hearth has never seen.
    const newcomer = await openTab(await browser.newContext(), 'about:blank');
    const token = await signMember(stack.demo, { sub: 'nia', name: 'Nia Holm' });
    await newcomer.page.route('**/api/hearth-token*', (route) => route.fulfill({ body: token }));
    await newcomer.page.goto(`${stack.host}/?as=nia&hearth_ref=${code}`);
    const brought = () =>
      rows(`SELECT r.code FROM referral r JOIN member m ON m.project_id = r.project_id AND m.id = r.member_id
            WHERE m.external_id = 'nia'`);
    await expect.poll(brought, { timeout: 5000 }).toEqual([{ code }]);
    await hers.reload();
    await expect.poll(counts).toEqual([invited + 1, joined + 1, expect.any(Number)]);
    expect(newcomer.complaints).toEqual([]);
    await Promise.all([herContext.close(), newcomer.context.close()]);
  });
});
