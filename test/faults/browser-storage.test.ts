import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserScene, openBrowserScene } from './browser-scene.ts';

let scene: BrowserScene;
let context: BrowserContext;

beforeAll(async () => {
  scene = await openBrowserScene();
});
afterAll(() => scene?.close());
beforeEach(async () => {
  context = await scene.browser.newContext();
});
afterEach(() => context.close());

const numbers = async (name: string) => (await scene.tracked(name)).map(({ n }) => n);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const dropped = (who: string) =>
  scene.rows<{ impressions: number; others: number }>(
    `SELECT sum((i.payload->>'impressions')::int)::int AS impressions, sum((i.payload->>'others')::int)::int AS others
     FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE i.kind = 'client.dropped' AND m.external_id = $1`,
    [who],
  );

/** Ways in which a browser refuses to keep anything. Each stands in a page before its first script. */
const refusals: Record<string, () => void> = {
  'is blocked on access': () => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  },
  'is missing altogether': () => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'BroadcastChannel'])
      Object.defineProperty(window, name, { value: undefined });
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  },
  'is full': () => {
    const full = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
    IDBObjectStore.prototype.add = full;
  },
  'never answers': () => {
    // As some browsers do in private windows: neither success nor error.
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
  'refuses every lock and transaction': () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    };
    LockManager.prototype.request = () => Promise.reject(new DOMException('No.', 'SecurityError'));
  },
};

describe.each(Object.keys(refusals))('storage that %s', (name) => {
  const refuse = (page: Page) => page.addInitScript(refusals[name] ?? (() => {}));

  test('throws nothing into the page, shows the widgets, and everything arrives while the page lives', async () => {
    scene.show('<hearth-nps></hearth-nps><hearth-checklist></hearth-checklist>');
    const who = `full-${name.replaceAll(' ', '-')}`;
    const { page, track, errors } = await scene.open(context, who, refuse);
    await page.locator('hearth-nps [role=group]').waitFor();
    await page.locator('hearth-checklist section[part=base]').waitFor();
    await track(who, ...upTo(3));
    await expect.poll(() => numbers(who), { timeout: 20_000 }).toEqual(upTo(3));
    await context.setOffline(true);
    await track(who, 3, 4);
    await context.setOffline(false);
    await expect.poll(() => numbers(who), { timeout: 20_000 }).toEqual(upTo(5));
    expect(errors).toEqual([]);
  });
});

describe('more than is kept, without a connection', () => {
  test.each(['is full', 'is blocked on access', 'has room'])(
    'and storage that %s: a thousand arrive, and the server is told how many did not',
    async (name) => {
      scene.show('');
      const who = `many-${name.replaceAll(' ', '-')}`;
      const { page, track, errors } = await scene.open(context, who, async (page) => {
        await page.addInitScript(refusals[name] ?? (() => {}));
      });
      await track(who, 0);
      await expect.poll(() => numbers(who)).toEqual([0]);
      await context.setOffline(true);
      const made = 1200;
      await track(who, ...upTo(made).map((n) => n + 1));
      // Until the last of them is in the queue, which trims itself.
      await page.waitForTimeout(1500);
      await context.setOffline(false);
      await expect
        .poll(async () => (await dropped(who))[0]?.others ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(0);
      const [lost] = await dropped(who);
      await expect
        .poll(async () => (await numbers(who)).length - 1, { timeout: 30_000 })
        .toBe(made - (lost?.others ?? 0));
      // The oldest went: what was done last is what is there.
      expect((await numbers(who)).at(-1)).toBe(made);
      expect(lost?.others).toBe(made - 1000);
      expect(errors).toEqual([]);
    },
  );
});

describe('a browser that really has no room left', () => {
  test('delivers all the same', async () => {
    scene.show('');
    const { page, track, errors } = await scene.open(context, 'quota');
    await track('quota', 0);
    await expect.poll(() => numbers('quota')).toEqual([0]);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(page.url()).origin,
      quotaSize: 0,
    });
    // And of the five megabytes of localStorage, not a byte.
    await page.evaluate(() => {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        try {
          for (let n = 0; n < 10; n += 1) localStorage.setItem(`junk-${size}-${n}`, 'x'.repeat(size));
        } catch {
          // Halved until nothing fits.
        }
      }
    });
    await context.setOffline(true);
    await track('quota', ...upTo(20).map((n) => n + 1));
    await page.waitForTimeout(500);
    await context.setOffline(false);
    await expect.poll(() => numbers('quota'), { timeout: 20_000 }).toEqual(upTo(21));
    expect(errors).toEqual([]);
  });
});

describe('what somebody has spoilt in there', () => {
  test('hides nothing of what is whole', async () => {
    scene.show('');
    const first = await scene.open(context, 'spoilt', async (page) => {
      // In localStorage alone, where a neighbour's hand is likelier.
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('Not here.', 'InvalidStateError');
        };
      });
    });
    await first.track('spoilt', 0);
    await expect.poll(() => numbers('spoilt')).toEqual([0]);
    await context.setOffline(true);
    await first.track('spoilt', 1, 2, 3);
    await first.page.waitForTimeout(300);
    await first.page.evaluate(() => {
      const [prefix] = Object.keys(localStorage).flatMap((key) => /^hearth:.+:(?=int_)/.exec(key) ?? []);
      localStorage.setItem(`${prefix}int_0000`, '{"id":');
      localStorage.setItem(`${prefix}int_0001`, 'null');
      localStorage.setItem(`${prefix}int_0002`, '{"id":7,"who":{}}');
    });
    await first.page.close();
    await context.setOffline(false);
    const { errors } = await scene.open(context, 'spoilt');
    await expect.poll(() => numbers('spoilt'), { timeout: 20_000 }).toEqual([0, 1, 2, 3]);
    expect(errors).toEqual([]);
  });
});
