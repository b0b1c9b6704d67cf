import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { WatchedPage } from '../e2e/browser.ts';
import { openSession } from '../e2e/console.ts';
import { pages, settled } from '../e2e/console-pages.ts';
import { openScene, type Scene } from '../e2e/scene.ts';
import { chooseSeed } from '../faults/random.ts';
import { freePort } from '../stack.ts';
import { signMember } from '../wire.ts';
import { type Canary, openUnderWatch, startCanary } from './canary.ts';
import { Doors } from './doors.ts';
import { fiveWidgets, type HostSite, scriptTag, startHostSite } from './host-page.ts';
import { look } from './look.ts';
import { type Payload, payloadsFor } from './payloads.ts';
import { mule, surveysOf, tellOfPeople, userIdOf, writeAsMembers } from './plant-people.ts';
import { charge, moderate } from './plant-records.ts';
import { Packer, roundsFor, writeForOperators, writeForWidgets, writeSurveys } from './plant-set-up.ts';

/** `HEARTH_CONTENT=all`: every payload through every door; else a quarter where each costs a call of its own. */
const isWhole = process.env.HEARTH_CONTENT === 'all';
const seed = chooseSeed();
const share = (payloads: readonly Payload[]) =>
  isWhole ? payloads : payloads.filter(({ id }) => id % 4 === seed % 4);

let scene: Scene | undefined;
let canary: Canary;
let site: HostSite;
let doors: Doors;
let payloads: readonly Payload[];
let packer: Packer;
const ids = new Map<string, string>();

const opened = (): Scene => {
  if (!scene) throw new Error('There is no scene.');
  return scene;
};

beforeAll(async () => {
  process.stdout.write(`content: HEARTH_SEED=${seed}\n`);
  const many = '10000000';
  scene = await openScene({ HEARTH_RATE_ADDRESS: many, HEARTH_RATE_PROJECT: many, HEARTH_RATE_MEMBER: many });
  const { stack, rows } = scene;
  canary = await startCanary();
  payloads = payloadsFor(canary.origin);
  packer = new Packer(payloads);
  site = await startHostSite(await freePort(), stack.api);
  doors = new Doors(stack);
  await doors.signIn();
  await doors.change('project.addOrigin', { origin: site.origin }, z.unknown());
  expect(await tellOfPeople(doors, payloads)).toBe(0);
  const surveys = await surveysOf(rows);
  expect(
    await writeAsMembers(doors, { host: site.origin, surveys, payloads, commenting: share(payloads) }),
  ).toEqual([]);
  const named = async (prefix: string, query: string) => {
    const found = await rows<{ name: string; id: string }>(query);
    return new Map(found.map(({ name, id }) => [name, `${prefix}_${id.replaceAll('-', '')}`]));
  };
  const members = await named(
    'mem',
    'SELECT external_id AS name, id FROM member WHERE external_id IS NOT NULL',
  );
  const posts = await named(
    'pst',
    'SELECT m.external_id AS name, p.id FROM post p JOIN member m ON m.project_id = p.project_id AND m.id = p.author_id',
  );
  await moderate(doors, share(payloads), { members, posts });
  expect(await charge(doors, share(payloads))).toBe(0);
  await writeForOperators(doors, share(payloads));
  const carrier = userIdOf(share(payloads)[0] ?? { id: 0, family: '', text: '' });
  const byName = async (query: string) => {
    const [found] = await rows<{ id: string }>(query);
    return found?.id.replaceAll('-', '') ?? '';
  };
  ids.set(':member', members.get(mule) ?? '');
  ids.set(':carrier', members.get(carrier) ?? '');
  ids.set(':segment', `seg_${await byName('SELECT id FROM segment ORDER BY id DESC LIMIT 1')}`);
  ids.set(':account', `acc_${await byName('SELECT id FROM account ORDER BY id DESC LIMIT 1')}`);
  ids.set(
    ':paying',
    `acc_${await byName('SELECT account_id AS id FROM subscription ORDER BY account_id DESC LIMIT 1')}`,
  );
}, 600_000);

afterAll(async () => {
  site?.close();
  canary?.close();
  await scene?.close();
});

/** Which payloads can be read in a text, whole. */
const readIn = (text: string) =>
  new Set(payloads.flatMap((one) => (text.includes(one.text.trim()) ? [one.id] : [])));

describe.each(['strict', 'none'] as const)('the five widgets in a page with %s policy', (policy) => {
  test('show every payload as text, and run none', async () => {
    const { stack, browser } = opened();
    const { siteKey } = stack.demo;
    const isOpened = isWhole || policy === 'strict';
    const viewer = { sub: 'viewer', name: payloads[0]?.text ?? '' };
    const token = await signMember(stack.demo, viewer);
    const tag = scriptTag(stack.api, siteKey);
    const url = site.lay(policy, { head: tag, body: fiveWidgets, policy });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addInitScript((kept) => {
      const queue: unknown[] = [['identify', async () => kept]];
      Object.assign(window, { hearth: Object.assign(() => {}, { q: queue }) });
    }, token);
    await writeForWidgets(doors, { payloads, packer, round: 0, mark: 'round 0' });
    const { page, complaints, requests } = await openUnderWatch(context, url);
    const seen = new Map<string, Set<number>>();
    const faults: string[] = [];
    // Texts of which there is one hold several payloads at a time: in sixty rounds, all of them.
    const rounds = isWhole ? 60 : roundsFor(payloads);
    for (let round = 0; round < rounds; round += 1) {
      const mark = `${policy} ${round}.`;
      await writeForWidgets(doors, { payloads, packer, round, mark });
      await writeSurveys(doors, payloads, packer, round);
      await page.goto(url);
      await page.locator('hearth-checklist').getByRole('heading', { name: mark }).waitFor();
      const name = String(round % 11);
      await page.locator('hearth-nps').getByRole('radio', { name, exact: true }).click();
      await page.locator('hearth-nps textarea').waitFor();
      await page.locator('hearth-rewards progress').first().waitFor();
      await page.locator('hearth-referral input').waitFor();
      if (round === 0 && isOpened) await openAll(page);
      for (const widget of ['nps', 'checklist', 'rewards', 'feed', 'referral']) {
        const there = await look(page.mainFrame(), ['head *', '.avatar > img'], `hearth-${widget}`);
        faults.push(...there.faults);
        const before = seen.get(widget) ?? new Set();
        seen.set(widget, new Set([...before, ...readIn(there.text)]));
      }
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    expect(canary.heard).toEqual([]);
    // What was not on screen was not tried: lists hold every payload, the one question and the one line of rules some.
    const sizeOf = (widget: string) => seen.get(widget)?.size ?? 0;
    for (const widget of ['checklist', 'rewards', ...(isOpened ? ['feed'] : [])])
      expect([widget, sizeOf(widget)]).toEqual([widget, payloads.length]);
    for (const widget of ['nps', 'referral']) expect(sizeOf(widget)).toBeGreaterThan(50);
    expect(requests.filter((each) => !each.includes(stack.api) && !each.includes(site.origin))).toEqual([]);
    await context.close();
  }, 300_000);
});

describe('the console', () => {
  let watched: WatchedPage;
  /** Payloads that were read on one page or another. */
  const shown = new Set<number>();
  beforeAll(async () => {
    const { stack, browser } = opened();
    const session = await openSession(browser, stack);
    const context = await browser.newContext({
      storageState: session,
      viewport: { width: 1280, height: 900 },
    });
    watched = await openUnderWatch(context, `${stack.api}/console/`);
  });

  const own = [
    'head *',
    'noscript',
    'iframe[src="/console/preview.html"]',
    'script[src="/hearth.js"]',
    '.avatar > img',
  ];
  // The pages of today, where the payloads are.
  const today = pages.map((address) => address.replace(/period=[^&]*&?/, ''));
  const further = [
    'members/:carrier',
    'accounts/:paying',
    'feed?tab=first',
    'members?q=xss',
    'live?member=xss',
  ];

  test.each([...new Set([...today, ...further])])('shows payloads as text on /%s', async (path) => {
    const { page, complaints } = watched;
    complaints.length = 0;
    const address = [...ids].reduce((filled, [name, id]) => filled.replaceAll(name, id), path);
    await page.goto(`${opened().stack.api}/console/${address}`);
    await settled(page);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    await settled(page);
    const faults: string[] = [];
    const seen = new Set<number>();
    for (const frame of page.frames()) {
      const there = await look(frame, own);
      faults.push(...there.faults);
      for (const id of readIn(there.text)) seen.add(id);
    }
    for (const id of seen) shown.add(id);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    expect(canary.heard).toEqual([]);
    expect(page.url().startsWith(opened().stack.api)).toBe(true);
  });

  test('has shown every payload by now', () => {
    expect(payloads.filter(({ id }) => !shown.has(id))).toEqual([]);
  });
});

/**
 * Every page of the feed, which brings the next one when its end comes into view, and all comments of the post that has
 * most of them. Done within the page: hundreds of clicks from outside take minutes.
 */
const openAll = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const feed = document.querySelector('hearth-feed')?.shadowRoot;
    if (!feed) throw new Error('There is no feed.');
    const until = async (done: () => boolean, work: () => void) => {
      for (let tries = 0; !done(); tries += 1) {
        if (tries > 1_000) throw new Error('The feed has no end.');
        work();
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    };
    const click = (selector: string) => {
      for (const button of feed.querySelectorAll<HTMLElement>(selector)) button.click();
    };
    await until(
      () => feed.querySelector('.over') !== null,
      () => [...feed.querySelectorAll('hearth-feed-post')].at(-1)?.scrollIntoView(),
    );
    click('button[name=expand][aria-expanded=false]');
    const buttons = [...feed.querySelectorAll<HTMLElement>('button[name=comments]')];
    const most = buttons.find((button) => /^\s*\d\d+ /.test(button.textContent));
    if (!most) throw new Error('There is no post with comments.');
    most.click();
    const more = '[part=comments] > button.outline';
    await until(
      () => feed.querySelector('[part=comment]') !== null,
      () => {},
    );
    await until(
      () =>
        feed.querySelector(more) === null && feed.querySelector('[part=comments] > p[role=status]') === null,
      () => click(more),
    );
  });
