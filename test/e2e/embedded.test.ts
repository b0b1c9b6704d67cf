import { afterAll, describe, expect, test } from 'vitest';
import { freePort, Program, startStack } from '../stack.ts';
import { call, interaction, recording, signMember } from '../wire.ts';
import { openBrowser, openPage } from './browser.ts';

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

describe('with nothing installed', () => {
  test('the page works, a restart keeps the data, and a second process is turned away', async () => {
    const stack = await startStack();
    undo.push(stack.stop);
    const browser = await openBrowser();
    undo.push(() => browser.close());

    const { page, complaints, context } = await openPage(browser, `${stack.host}/?as=ada`);
    const feed = page.locator('hearth-feed');
    await feed.getByLabel('Write a post').fill('No database was installed for this.');
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
    await feed.getByRole('article').filter({ hasText: 'No database was installed' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();

    const second = new Program('apps/server/dist/server.js', {
      HEARTH_PORT: String(await freePort()),
      HEARTH_DATA: stack.data,
    });
    await second.hasSpoken();
    expect(second.exitCode).toBe(1);
    expect(second.output).toMatch(/^The data folder .* is in use by process \d+\. Stop that process, or/m);
    expect(second.output).not.toMatch(/^\s+at /m);

    // As a crash would end it: what was acknowledged is there again.
    const token = await signMember(stack.demo, { sub: 'ada' });
    const item = interaction('event.tracked', { name: 'project_created' });
    const sent = await call(stack, 'interactions.record', { token, body: recording(item) });
    expect(sent.reply.result?.data.outcomes).toMatchObject([{ status: 'accepted' }]);
    await stack.backend().end('SIGKILL');
    await stack.restart();
    const again = await call(stack, 'interactions.record', { token, body: recording(item) });
    expect(again.reply.result?.data.outcomes).toMatchObject([{ status: 'duplicate' }]);
    const { reply } = await call(stack, 'boot', { token, query: { widgets: ['feed'], locale: 'en' } });
    expect(reply.result?.data.feed?.posts.map(({ text }) => text)).toContain(
      'No database was installed for this.',
    );
  });
});
