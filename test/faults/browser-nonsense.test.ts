import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserScene, openBrowserScene } from './browser-scene.ts';

let scene: BrowserScene;

beforeAll(async () => {
  scene = await openBrowserScene();
});
afterAll(() => scene?.close());

const nonsense = {
  'a proxy’s page': '<h1>Welcome to the hotel</h1>',
  'half an answer': '{"result":{"data":{"mem',
  nothing: '',
  null: 'null',
  'an empty result': '{"result":{"data":{}}}',
  'a result of another shape': '{"result":{"data":{"member":7,"nps":"no","checklist":5,"feed":[]}}}',
  'an error of another shape': '{"error":"no"}',
};

describe('a widget’s state that comes as', () => {
  test.each(Object.entries(nonsense))(
    '%s throws nothing into the page, and is made good by the next try',
    async (_name, body) => {
      const context = await scene.browser.newContext();
      scene.show('<hearth-nps></hearth-nps><hearth-checklist></hearth-checklist><hearth-feed></hearth-feed>');
      scene.trouble((_request, response) => {
        response.writeHead(200, {
          'access-control-allow-origin': '*',
          'content-type': 'application/json',
        });
        response.end(body);
      }, '/boot');
      const { page, errors } = await scene.open(context, 'nonsense');
      const alarms = page.locator('hearth-checklist, hearth-feed').getByRole('alert');
      await expect.poll(() => alarms.count()).toBe(2);
      scene.trouble();
      await page.locator('hearth-checklist').getByRole('button', { name: 'Try again' }).click();
      await page.locator('hearth-checklist section[part=base]').waitFor();
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});
