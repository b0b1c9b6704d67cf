import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserScene, openBrowserScene } from './browser-scene.ts';

const folder = join(import.meta.dirname, '../../packages/widgets/dist/script-tag');

let scene: BrowserScene;

beforeAll(async () => {
  scene = await openBrowserScene();
});
afterAll(() => scene?.close());

/** The loader of a build before this one: it knows every file by a name that is gone. */
const formerLoader = async (): Promise<string> => {
  const loader = await readFile(join(folder, 'hearth.js'), 'utf8');
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
  const files = [...manifest.matchAll(/assets\/([\w-]+)-([\w-]{6})\.js/g)];
  const former = files.reduce(
    (text, [, name, hash]) => text.replaceAll(`${name}-${hash}`, `${name}-FORMER`),
    loader,
  );
  if (former === loader) throw new Error('The loader names no file.');
  return former;
};

describe('a page that was open while Hearth was upgraded', () => {
  test('still gets every widget it asks for, and what is done in it arrives', async () => {
    const former = await formerLoader();
    const context = await scene.browser.newContext();
    scene.show(
      ['nps', 'checklist', 'rewards', 'feed', 'referral']
        .map((name) => `<hearth-${name}></hearth-${name}>`)
        .join(''),
    );
    const asked: string[] = [];
    const { page, track, errors } = await scene.open(context, 'upgraded', async (page) => {
      page.on('request', (request) => asked.push(request.url()));
      await page.route('**/hearth.js', (route) =>
        route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: former }),
      );
    });
    for (const name of ['checklist', 'rewards', 'feed', 'referral'])
      await page.locator(`hearth-${name} section[part=base]`).waitFor();
    const question = page.locator('hearth-nps');
    await question.getByRole('radio', { name: '9', exact: true }).click();
    await question.getByRole('button', { name: 'Send' }).click();
    await question.getByRole('heading', { name: 'Thank you' }).waitFor();
    await track('upgraded', 1);
    await expect.poll(async () => (await scene.tracked('upgraded')).length).toBe(1);
    // It really was the former one that asked.
    expect(asked.filter((url) => url.includes('-FORMER.js')).length).toBeGreaterThan(5);
    expect(errors).toEqual([]);
    await context.close();
  });
});
