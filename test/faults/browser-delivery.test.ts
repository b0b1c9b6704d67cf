import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserScene, openBrowserScene, type Trouble, type Visit } from './browser-scene.ts';

let scene: BrowserScene;
let context: BrowserContext;

beforeAll(async () => {
  scene = await openBrowserScene();
});
afterAll(() => scene?.close());
beforeEach(async () => {
  context = await scene.browser.newContext();
});
afterEach(async () => {
  scene.trouble();
  await context.close();
});

const numbers = async (name: string) => (await scene.tracked(name)).map(({ n }) => n);
const arrives = (name: string, wanted: number[], timeout = 20_000) =>
  expect.poll(() => numbers(name), { timeout }).toEqual(wanted);
/** A credential and the queue's own part are there: what follows is about delivery alone. */
const openReady = async (as?: string) => {
  const visit = await scene.open(context, as);
  const before = scene.sends();
  await visit.track('warm', 0);
  await expect.poll(scene.sends).toBeGreaterThan(before);
  return visit;
};

describe('three days without a connection', () => {
  test('everything done meanwhile arrives when it is back, each at its own time', async () => {
    const hour = 3600_000;
    const start = Date.now() - 72 * hour;
    const { page, track, errors } = await scene.open(context, 'ora', (page) =>
      page.clock.install({ time: start }),
    );
    await track('days', 0);
    await arrives('days', [0]);
    await context.setOffline(true);
    const made: number[] = [];
    for (const day of [1, 2, 3]) {
      made.push(await page.evaluate(() => Date.now()));
      await track('days', day);
      await page.clock.fastForward(24 * hour);
    }
    expect(await numbers('days')).toEqual([0]);
    await context.setOffline(false);
    await arrives('days', [0, 1, 2, 3]);
    const found = await scene.tracked('days');
    for (const [index, at] of made.entries()) {
      const off = Math.abs((found[index + 1]?.at.getTime() ?? 0) - at);
      // Its clock runs a little late by what this test itself took.
      expect(off, `of day ${index + 1}`).toBeLessThan(120_000);
    }
    expect(errors).toEqual([]);
  });
});

describe('a page that is closed mid-send', () => {
  test('whose request arrived but whose reply did not: nothing is lost, nothing counts twice', async () => {
    const { page, track } = await openReady('pia');
    let committed = false;
    scene.trouble((_request, _response, deliver) =>
      deliver(() => {
        committed = true;
      }),
    );
    await track('closing', 1, 2, 3);
    await expect.poll(() => committed).toBe(true);
    await page.close();
    scene.trouble();
    const later = await openReady('pia');
    await arrives('closing', [1, 2, 3]);
    await later.track('closing', 4);
    await arrives('closing', [1, 2, 3, 4]);
    expect(later.errors).toEqual([]);
  });

  test('whose request never arrived: the next page sends it', async () => {
    const { page, track } = await openReady('quin');
    scene.trouble((request) => request.destroy());
    const before = scene.sends();
    await track('unsent', 1, 2, 3);
    await expect.poll(scene.sends).toBeGreaterThan(before);
    await page.close();
    scene.trouble();
    expect(await numbers('unsent')).toEqual([]);
    await scene.open(context, 'quin');
    await arrives('unsent', [1, 2, 3]);
  });

  test('in the instant after it recorded: the browser sends it, or the next page does, once', async () => {
    const { page, track } = await openReady('rosa');
    const fifty = Array.from({ length: 50 }, (_, n) => n);
    await track('instant', ...fifty);
    await page.close();
    await scene.open(context, 'rosa');
    await arrives('instant', fifty);
  });
});

describe('a server that answers wrongly', () => {
  const open = { 'access-control-allow-origin': '*' };
  const answers: Record<string, Trouble> = {
    'with 503': (_request, response) => response.writeHead(503, open).end(),
    'with a proxy’s page': (_request, response) =>
      response.writeHead(200, { ...open, 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>'),
    'with garbage': (_request, response) =>
      response
        .writeHead(200, { ...open, 'content-type': 'application/json' })
        .end('{"result":{"data":{"outc'),
    'with an answer to something else': (_request, response) =>
      response.writeHead(200, { ...open, 'content-type': 'application/json' }).end('{"result":{"data":{}}}'),
    'with the outcomes of others': (_request, response) =>
      response
        .writeHead(200, { ...open, 'content-type': 'application/json' })
        .end('{"result":{"data":{"outcomes":[{"id":"int_x","status":"accepted","changed":[]}]}}}'),
    'with outcomes that are none': (_request, response) =>
      response
        .writeHead(200, { ...open, 'content-type': 'application/json' })
        .end('{"result":{"data":{"outcomes":[{},null,7]}}}'),
    'with something else than a list': (_request, response) =>
      response
        .writeHead(200, { ...open, 'content-type': 'application/json' })
        .end('{"result":{"data":{"outcomes":7}}}'),
    'by hanging up half way': (_request, response) => {
      response.writeHead(200, { ...open, 'content-length': '5000' });
      response.write('{"result":');
      setTimeout(() => response.destroy(), 50);
    },
  };
  test.each(Object.keys(answers))('%s, for a while, gets everything afterwards, once', async (name) => {
    const { track, errors } = await openReady('sam');
    const before = scene.sends();
    scene.trouble(answers[name]);
    await track(name, 1, 2, 3);
    await expect.poll(scene.sends).toBeGreaterThan(before);
    // The kit has read the answer by then, and does not hammer at the door: it waits for a second at least.
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(scene.sends() - before).toBeLessThanOrEqual(2);
    expect(await numbers(name)).toEqual([]);
    scene.trouble();
    await arrives(name, [1, 2, 3]);
    expect(errors).toEqual([]);
  });

  test('by saying nothing at all, is given up after its time and asked again', async () => {
    const { page, track, errors } = await openReady('tess');
    scene.trouble(() => {});
    const before = scene.sends();
    await track('silent', 1);
    await expect.poll(scene.sends).toBeGreaterThan(before);
    await track('silent', 2);
    scene.trouble();
    await arrives('silent', [1, 2], 30_000);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('a change of member while something waits', () => {
  test('leaves each item with whoever made it', async () => {
    const { page, track, errors } = await openReady('uma');
    await context.setOffline(true);
    await track('bound', 1, 2);
    await page.evaluate(() => window.signIn('vito'));
    await track('bound', 3);
    await context.setOffline(false);
    await arrives('bound', [3]);
    expect((await scene.tracked('bound')).map(({ who }) => who)).toEqual(['vito']);
    await page.evaluate(() => window.signIn('uma'));
    await arrives('bound', [1, 2, 3]);
    expect((await scene.tracked('bound')).map(({ who }) => who)).toEqual(['uma', 'uma', 'vito']);
    expect(errors).toEqual([]);
  });
});

/** The one of these tabs that holds the lock which the others wait for. */
const findSender = async (tabs: Visit[]): Promise<Visit> => {
  for (const tab of tabs) {
    const isSender = await tab.page.evaluate(() =>
      navigator.locks.request(`${Math.random()}`, async (own) => {
        const { held = [] } = await navigator.locks.query();
        const me = held.find(({ name }) => name === own?.name)?.clientId;
        return held.some(({ name, clientId }) => name?.startsWith('hearth:') && clientId === me);
      }),
    );
    if (isSender) return tab;
  }
  throw new Error('None of the tabs sends.');
};

const kill = async ({ page }: Visit): Promise<void> => {
  const gone = page.waitForEvent('crash');
  const devtools = await context.newCDPSession(page);
  // Never answered: there is nobody left to.
  void devtools.send('Page.crash').catch(() => {});
  await gone;
};

describe('five tabs', () => {
  const ten = Array.from({ length: 10 }, (_, n) => n);

  test.each(['whose request has arrived', 'whose request never will'])(
    'of which the one that sends is killed, %s: another takes over, nothing is lost or twice',
    async (name) => {
      const tabs = await Promise.all(Array.from({ length: 5 }, () => openReady('wen')));
      // Whoever sends now waits for an answer, lock in hand.
      let held = 0;
      scene.trouble((_request, _response, deliver) => {
        held += 1;
        if (name === 'whose request has arrived') deliver(() => {});
      });
      for (const [index, tab] of tabs.entries()) await tab.track(name, index * 2, index * 2 + 1);
      await expect.poll(() => held).toBeGreaterThan(0);
      const sender = await findSender(tabs);
      await kill(sender);
      scene.trouble();
      await arrives(name, ten, 30_000);
      await tabs.find((tab) => tab !== sender)?.track(name, 10);
      await arrives(name, [...ten, 10]);
      for (const { errors } of tabs) expect(errors).toEqual([]);
    },
  );
});
