import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort, Program } from '../stack.ts';
import { call, interaction, recording, signMember } from '../wire.ts';
import { openBrowser, openPage } from './browser.ts';

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

/** The two commands as the README has them. */
const readme = async (name: string): Promise<string[]> => {
  const text = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, rest] = new RegExp(`node apps/server/dist/server\\.js (${name} .*)`).exec(text) ?? [];
  if (!rest) throw new Error(`The README has no ${name} any more.`);
  return [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
};

test('from nothing to the first operator, by the commands of the README', async () => {
  const data = await mkdtemp(join(tmpdir(), 'hearth-first-'));
  undo.push(() => rm(data, { recursive: true, force: true }));
  const port = await freePort();
  const api = `http://localhost:${port}`;
  const environment = { HEARTH_PORT: String(port), HEARTH_DATA: join(data, 'hearth'), LOG_LEVEL: 'warn' };
  const run = async (args: string[]) => {
    const program = new Program('apps/server/dist/server.js', environment, args);
    await program.hasSpoken();
    expect(program.exitCode, program.output).toBe(0);
    return program.output;
  };

  const keys = await run(await readme('create-project'));
  const [siteKey = ''] = /pk_live_\w+/.exec(keys) ?? [];
  const [, kid = ''] = /\(kid\):\s+(\S+)/.exec(keys) ?? [];
  const [, secret = ''] = /\(base64url\):\s+(\S+)/.exec(keys) ?? [];
  const invited = await run(
    (await readme('create-operator')).map((arg) => (arg.startsWith('pk_live_') ? siteKey : arg)),
  );
  const [link = ''] = /http:\S+#invitation=\S+/.exec(invited) ?? [];

  const server = new Program('apps/server/dist/server.js', environment);
  undo.push(() => server.end('SIGTERM'));
  await server.answers(`${api}/readyz`);
  const browser = await openBrowser();
  undo.push(() => browser.close());

  const { page, complaints, context } = await openPage(browser, link);
  await page.getByLabel('Password').fill('a house has a hearth');
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  expect(page.url()).not.toContain('invitation');
  await page.getByRole('link', { name: 'Live' }).click();
  await page.getByText('Waiting for the first interaction').waitFor();

  // The project's own members arrive at once.
  const demo = { siteKey, signingKey: { kid, secret } };
  const token = await signMember(demo, { sub: 'ada', name: 'Ada' });
  const sent = await call({ api, demo }, 'interactions.record', {
    token,
    body: recording(interaction('event.tracked', { name: 'project_created' })),
  });
  expect(sent.reply.result?.data.outcomes).toMatchObject([{ status: 'accepted' }]);
  await page.locator('ol.stream > li').filter({ hasText: 'project_created' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();

  const again = await openPage(browser, link);
  await again.page.getByLabel('Password').fill('somebody else tries the link');
  await again.page.getByRole('button', { name: 'Save and sign in' }).click();
  await again.page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  expect(await again.page.getByRole('alert').filter({ hasText: /\S/ }).textContent()).toMatch(
    /link|invitation/i,
  );
  await again.context.close();
});
