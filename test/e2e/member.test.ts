import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import type { Stack } from '../stack.ts';
import { layoutShifts, openPage, type WatchedPage } from './browser.ts';
import { type LivePage, openLive } from './live.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let stack: Stack;
let rows: Rows;
let browser: Browser;
let ada: WatchedPage;
let live: LivePage;
/** What she posts. */
let mine: Locator;

beforeAll(async () => {
  scene = await openScene();
  ({ stack, rows, browser } = scene);
  live = await openLive(browser, stack);
  ada = await openPage(browser, stack.host, { permissions: ['clipboard-read', 'clipboard-write'] });
});

afterAll(() => scene?.close());

// The strictest policy there is stands on the host page: nothing of the kit may ever run into it.
afterEach(() => {
  expect(ada.complaints).toEqual([]);
  expect(live.complaints).toEqual([]);
});

/** Ada's interactions of a kind since the demo's week, newest first. */
const recorded = async (kind: string) => {
  const found = await rows<{ payload: Record<string, unknown>; page: string; widget: string | null }>(
    `SELECT i.payload, i.page, i.widget FROM interaction i
     JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE m.external_id = 'ada' AND i.kind = $1 AND i.page = '/' AND i.received_at > now() - interval '5 minutes'
     ORDER BY i.id DESC`,
    [kind],
  );
  return found.map(({ payload }) => payload);
};
const points = async () => {
  const [row] = await rows<{ balance: string }>(
    `SELECT balance FROM ledger_account a JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
     WHERE m.external_id = 'ada'`,
  );
  return Number(row?.balance ?? 0);
};

describe('Ada, in somebody else’s product', () => {
  test('finds all five widgets ready, and nothing has moved for them', async () => {
    const { page } = ada;
    expect(await page.getByLabel('Signed in as').inputValue()).toBe('ada');
    for (const name of ['checklist', 'rewards', 'feed', 'referral']) {
      await page.locator(`hearth-${name} section[part=base]`).waitFor();
    }
    // The prompt comes by its rule: a few seconds in.
    await page.locator('hearth-nps').getByRole('dialog').waitFor();
    const shifts = await layoutShifts(page);
    const sum = shifts.reduce((total, { score }) => total + score, 0);
    expect(sum, shifts.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(0.02);
  });

  test('answers how likely she is to recommend it, and why', async () => {
    const prompt = ada.page.locator('hearth-nps');
    await prompt.getByRole('radio', { name: '9', exact: true }).click();
    // The score counts at once, whether or not she goes on.
    await live.entries('Ada Lindqvist', 'answered the survey', '9').first().waitFor();
    await prompt.getByLabel('What do you like most?').fill('It finds what I wrote last year.');
    await prompt.getByRole('button', { name: 'Send' }).click();
    await prompt.getByRole('heading', { name: 'Thank you' }).waitFor();

    const answers = await rows(
      `SELECT a.score, a.comment, a.complete FROM survey_answer a
       JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id WHERE m.external_id = 'ada'`,
    );
    expect(answers).toEqual([{ score: 9, comment: 'It finds what I wrote last year.', complete: true }]);
    await live.entries('Ada Lindqvist', 'answered the survey', 'It finds what I wrote').waitFor();
    await prompt.getByRole('button', { name: 'Close' }).click();
  });

  test('ticks a step, is paid for it, and is told so', async () => {
    const { page } = ada;
    const before = await points();
    const step = page.getByRole('checkbox', { name: 'Say hello in the community' });
    await step.click();
    await expect.poll(() => recorded('checklist.item.completed')).toHaveLength(1);
    expect(await step.getAttribute('aria-checked')).toBe('true');
    await expect.poll(points).toBe(before + 10);
    await expect
      .poll(() => page.locator('hearth-rewards [part=points]').textContent())
      .toBe(`${before + 10}`);
    // Together with the answer's fifteen, if that is still on screen.
    await page
      .locator('hearth-rewards [part=toast]')
      .getByText(/^\+(10|25) points$/)
      .waitFor();
    await live.entries('Ada Lindqvist', 'completed a step').waitFor();
  });

  test('does something in the product itself, and it counts', async () => {
    await ada.page.getByRole('button', { name: 'New project' }).click();
    await live.entries('Ada Lindqvist', 'did', 'project_created').first().waitFor();
    expect(await recorded('event.tracked')).toEqual([
      { name: 'project_created', properties: { template: 'blank' } },
    ]);
  });

  test('posts, changes it, and others’ words stay theirs', async () => {
    const feed = ada.page.locator('hearth-feed');
    await feed.getByLabel('Write a post').fill('Has anybody tagged 500 quotes?');
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
    const post = feed.getByRole('article').filter({ hasText: 'Has anybody tagged' });
    await post.getByText('Has anybody tagged 500 quotes?').waitFor();
    const id = await post.getAttribute('aria-describedby');
    mine = ada.page.locator(`[role=article][aria-describedby="${id}"]`);
    await live.entries('Ada Lindqvist', 'posted', 'Has anybody tagged').waitFor();

    await mine.getByRole('button', { name: 'Post options' }).click();
    await mine.getByRole('button', { name: 'Edit' }).click();
    await mine.getByLabel('Change your post').fill('Has anybody tagged 900 quotes?');
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByText('Has anybody tagged 900 quotes?').waitFor();
    await live.entries('Ada Lindqvist', 'edited a post').waitFor();
    const posts = await rows(
      `SELECT text, edited_at IS NOT NULL AS edited FROM post WHERE text LIKE 'Has any%'`,
    );
    expect(posts).toEqual([{ text: 'Has anybody tagged 900 quotes?', edited: true }]);
  });

  test('comments on her post and reacts to it', async () => {
    await mine.getByRole('button', { name: 'Comment', exact: true }).click();
    await mine.getByLabel('Write a comment').fill('Asking for a friend.');
    await mine.locator('[part=comments]').getByRole('button', { name: 'Comment', exact: true }).click();
    await mine.getByRole('listitem').filter({ hasText: 'Asking for a friend.' }).waitFor();
    await mine.getByRole('button', { name: '1 comment' }).waitFor();
    await mine.getByRole('button', { name: 'Add a reaction' }).click();
    await mine.locator('[part=reaction]').filter({ hasText: '💡' }).click();
    await live.entries('Ada Lindqvist', 'commented', 'Asking for a friend.').waitFor();
    await live.entries('Ada Lindqvist', 'reacted', '💡').waitFor();
    const stored = await rows(
      `SELECT c.text, p.comment_count, r.emoji FROM post p JOIN comment c ON c.post_id = p.id
       JOIN reaction r ON r.post_id = p.id WHERE p.text LIKE 'Has anybody%'`,
    );
    expect(stored).toEqual([{ text: 'Asking for a friend.', comment_count: 1, emoji: '💡' }]);
  });

  test('reports somebody’s post', async () => {
    const others = ada.page.getByRole('article').filter({ hasNotText: 'Ada Lindqvist' }).first();
    await others.getByRole('button', { name: 'Post options' }).click();
    await others.getByRole('button', { name: 'Report' }).click();
    await others.getByLabel('Spam or advertising').check();
    await others.getByRole('button', { name: 'Send report' }).click();
    await others.getByText('The moderators will look at it').waitFor();
    await live.entries('Ada Lindqvist', 'reported', 'spam').waitFor();
    expect(await rows('SELECT reason, post_id IS NOT NULL AS of_post FROM report')).toEqual([
      { reason: 'spam', of_post: true },
    ]);
  });

  test('deletes her post', async () => {
    await mine.getByRole('button', { name: 'Post options' }).click();
    await mine.locator('[part=menu]').getByRole('button', { name: 'Delete' }).click();
    const question = mine.getByRole('group', { name: 'Delete this post' });
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => mine.count()).toBe(0);
    await live.entries('Ada Lindqvist', 'deleted a post').waitFor();
    const [post900] = await rows(
      `SELECT deleted_at IS NOT NULL AS deleted FROM post WHERE text LIKE 'Has any%'`,
    );
    expect(post900).toEqual({ deleted: true });
  });

  test('redeems what she can pay, and is told what the rest still needs', async () => {
    const rewards = ada.page.locator('hearth-rewards');
    const before = await points();
    await rewards.getByRole('button', { name: 'Redeem: Sticker sheet' }).click();
    await rewards
      .getByRole('group', { name: 'Sticker sheet' })
      .getByRole('button', { name: 'Redeem' })
      .click();
    await rewards.getByText('Your code').waitFor();
    await live.entries('Ada Lindqvist', 'redeemed a reward').waitFor();
    const redemptions = await rows<{ code: string }>(
      `SELECT r.code FROM redemption r JOIN member m ON m.project_id = r.project_id AND m.id = r.member_id
       WHERE m.external_id = 'ada'`,
    );
    expect(redemptions).toHaveLength(1);
    expect(await rewards.locator('code').textContent()).toBe(redemptions[0]?.code);
    expect(await points()).toBe(before - 60);
    const mug = rewards.getByRole('button', { name: 'Redeem: Fieldnote mug' });
    expect(await mug.getAttribute('aria-disabled')).toBe('true');
    await rewards.getByText(`${180 - before + 60} points to go`).waitFor();
  });

  test('copies her referral link', async () => {
    const referral = ada.page.locator('hearth-referral');
    const link = await referral.getByLabel('Your link').inputValue();
    await referral.getByRole('button', { name: 'Copy' }).click();
    await referral.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(link).toMatch(new RegExp(`^${stack.api}/r/[A-Z2-9]{6,12}$`));
    await live.entries('Ada Lindqvist', 'shared the referral link', 'copy').waitFor();
  });

  test('keeps her progress on another device, and is not asked again there', async () => {
    const second = await openPage(browser, `${stack.host}/?as=ada`);
    const { page, complaints, context } = second;
    const step = page.getByRole('checkbox', { name: 'Say hello in the community' });
    await expect.poll(() => step.getAttribute('aria-checked')).toBe('true');
    expect(await page.locator('hearth-rewards [part=points]').textContent()).toBe(`${await points()}`);
    // Longer than the survey's delay of four seconds.
    await page.waitForTimeout(5000);
    expect(await page.locator('hearth-nps').getByRole('dialog').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the Live page', () => {
  test('has followed all of it without being loaded again', () => {
    const documents = live.requests.filter((each) => each.endsWith('/console/live'));
    expect(documents).toHaveLength(1);
  });

  test('shows one widget alone, and says so in its address', async () => {
    await live.page.getByLabel('Widget').selectOption('nps');
    await expect.poll(() => live.entries('posted').count()).toBe(0);
    await live.entries('answered the survey').first().waitFor();
    expect(new URL(live.page.url()).search).toBe('?widget=nps');
  });

  test('shows one member alone beside, also when its address is opened anew', async () => {
    await live.page.getByLabel('Member').fill('Lindqvist');
    await expect.poll(() => new URL(live.page.url()).search).toBe('?widget=nps&member=Lindqvist');
    await expect.poll(() => live.entries('answered the survey').count()).toBe(2);
    await live.page.reload();
    await expect.poll(() => live.entries('answered the survey', 'Ada Lindqvist').count()).toBe(2);
    expect(await live.page.locator('ol.stream > li').filter({ hasNotText: 'Ada Lindqvist' }).count()).toBe(0);
  });
});
