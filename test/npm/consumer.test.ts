import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../e2e/browser.ts';
import { freePort } from '../stack.ts';

/** Somebody's own bundle, who installed the kit from npm: they see what is published, never our sources. */
const consumer = join(import.meta.dirname, 'generated');
const root = join(import.meta.dirname, '../..');

const program = `import { createClient, type HearthOptions } from '@hearth/client';
import { connect, HearthNps } from '@hearth/widgets';
import '@hearth/widgets/nps';

const options: HearthOptions = { siteKey: 'pk_live_00000000', api: location.origin };
const client = createClient();
client.on('error', ({ message }) => message.toUpperCase());
client.init(options);
connect(client);
const nps: HearthNps = document.createElement('hearth-nps');
// @ts-expect-error there is no such mode: the element's types have arrived
nps.mode = 'popup';
nps.mode = 'inline';
nps.addEventListener('hearth-answer', ({ score }) => score.toFixed());
document.body.append(nps);
document.title = String(nps instanceof HearthNps);
`;

beforeAll(() => {
  rmSync(consumer, { recursive: true, force: true });
  mkdirSync(consumer, { recursive: true });
  for (const name of ['schema', 'client', 'widgets'])
    execFileSync('npm', ['run', '--silent', 'build:npm'], {
      cwd: join(root, 'packages', name),
      stdio: 'pipe',
    });
  writeFileSync(join(consumer, 'main.ts'), program);
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

test('the published types say what there is, without our sources', () => {
  const settings = {
    compilerOptions: {
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'bundler',
      lib: ['ES2023', 'DOM'],
      types: [],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    },
    files: ['main.ts'],
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', consumer, '--listFilesOnly'], { stdio: 'pipe' });
  const files = execFileSync(process.execPath, [compiler, '-p', consumer, '--listFiles'], {
    encoding: 'utf8',
  });
  expect(files.split('\n').filter((file) => /packages[\\/]\w+[\\/]src[\\/]/.test(file))).toEqual([]);
});

test('the published modules make a bundle that defines the element, and no other', async () => {
  const { build } = await import('vite');
  const outDir = join(consumer, 'dist');
  await build({
    root: consumer,
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: { outDir, lib: { entry: join(consumer, 'main.ts'), formats: ['es'], fileName: () => 'main.js' } },
  });
  const { readFile } = await import('node:fs/promises');
  const port = await freePort();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><script type="module" src="/main.js"></script>',
      );
    } else if (path.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(await readFile(join(outDir, path)));
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify([{ result: { data: { serverTime: '', member: null, theme: {}, nps: null } } }]),
      );
    }
  }).listen(port);
  await once(server, 'listening');
  const browser = await openBrowser();
  try {
    const { page, complaints } = await openPage(browser, `http://localhost:${port}/`);
    await page.waitForFunction(() => document.title === 'true');
    const defined = await page.evaluate(() =>
      ['nps', 'feed', 'checklist'].filter((name) => customElements.get(`hearth-${name}`)),
    );
    expect(defined).toEqual(['nps']);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    server.close().closeAllConnections();
  }
});
