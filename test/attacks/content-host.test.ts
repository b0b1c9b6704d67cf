import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openScene, type Scene } from '../e2e/scene.ts';
import { freePort } from '../stack.ts';
import { signMember } from '../wire.ts';
import { type Canary, openUnderWatch, startCanary } from './canary.ts';
import { Doors } from './doors.ts';
import { attacks } from './host-attacks.ts';
import { fiveWidgets, type HostSite, scriptTag, startHostSite } from './host-page.ts';

let scene: Scene | undefined;
let canary: Canary;
let site: HostSite;
let token: string;

beforeAll(async () => {
  scene = await openScene();
  const { stack } = scene;
  canary = await startCanary();
  site = await startHostSite(await freePort(), stack.api);
  const doors = new Doors(stack);
  await doors.signIn();
  await doors.change('project.addOrigin', { origin: site.origin }, z.unknown());
  token = await signMember(stack.demo, { sub: 'ada', name: 'Ada' });
}, 600_000);
afterAll(async () => {
  site?.close();
  canary?.close();
  await scene?.close();
});

const opened = (): Scene => {
  if (!scene) throw new Error('There is no scene.');
  return scene;
};

/** What is on screen when a widget works. */
const ready: Readonly<Record<string, string>> = {
  feed: 'article, [role=feed]',
  rewards: 'progress',
  checklist: 'progress',
  referral: 'input',
};

describe('a page that holds', () => {
  test.each(Object.entries(attacks))(
    '%s neither takes the token nor is run, and is not broken',
    async (_name, attack) => {
      const { stack, browser } = opened();
      const filled = (text = '') => text.replaceAll('CANARY', canary.origin).replaceAll('API', stack.api);
      canary.heard.length = 0;
      const tag = scriptTag(stack.api, stack.demo.siteKey, filled(attack.tag));
      const url = site.lay('attacked', {
        head: `<script>${filled(attack.script)}</script>`,
        body: `${filled(attack.planted)}${attack.body ?? fiveWidgets}${tag}<p id=end>The end</p>`,
        policy: 'none',
      });
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript((kept) => {
        addEventListener('load', () => {
          const wait = () => {
            const hearth: unknown = Reflect.get(window, 'hearth');
            if (typeof hearth === 'function')
              Reflect.apply(hearth, null, ['identify', () => Promise.resolve(kept)]);
            else setTimeout(wait, 20);
          };
          wait();
        });
      }, token);
      const { page, complaints, requests } = await openUnderWatch(context, url);
      await page.locator('#end').waitFor();
      for (const widget of attack.widgets ?? Object.keys(ready))
        await page
          .locator(`hearth-${widget}`)
          .locator(ready[widget] ?? '*')
          .first()
          .waitFor();
      await page.waitForTimeout(attack.widgets ? 800 : 200);
      const secret = token.slice(token.lastIndexOf('.') + 1);
      const kept = await page.evaluate(async () => {
        const read = (what: () => unknown) => {
          try {
            return JSON.stringify(what());
          } catch {
            return '';
          }
        };
        const inside = (root: ParentNode): string =>
          [...root.querySelectorAll('*')]
            .map((each) => each.outerHTML + (each.shadowRoot ? inside(each.shadowRoot) : ''))
            .join();
        return [
          inside(document),
          location.href,
          read(() => ({ ...localStorage })),
          read(() => ({ ...sessionStorage })),
          read(() => document.cookie),
        ].join();
      });
      expect(kept).not.toContain(secret);
      expect(requests.filter((request) => request.includes(secret))).toEqual([]);
      // The planted elements ask for their own pictures; nobody else asks there, and none for a script or with a word of ours.
      const scripts = canary.heard.filter((request) => !/^GET \/(hearth\.js)?$/.test(request));
      expect(scripts).toEqual([]);
      // What the browser itself says of requests that fail is no fault of ours: this page made them fail.
      const told = complaints.filter((each) => !/^Failed to load resource|CORS policy/.test(each));
      expect(told.filter((each) => !attack.says?.test(each))).toEqual([]);
      if (attack.says) expect(told).not.toEqual([]);
      await context.close();
    },
  );
});
