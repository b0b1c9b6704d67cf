import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPostgres } from '../../scripts/postgres.mjs';
import { openRows } from '../rows.ts';
import { freePort, Program } from '../stack.ts';

// A team's own PostgreSQL seldom lends its superuser. A role belongs to the whole cluster, so each has one of its own:
// what is installed here, and the newest one, in which whoever makes a role may not yet become it.
const kinds: [string, 'embedded' | undefined][] = [['of the package', 'embedded']];
if (!process.env.HEARTH_TEST_DATABASE_URL) kinds.unshift(['that is here', undefined]);

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

async function openCluster(from: 'embedded' | undefined) {
  const postgres = await startPostgres(from ? { from } : {});
  undo.push(() => postgres.stop());
  const administrator = new pg.Client({ connectionString: postgres.url });
  await administrator.connect();
  undo.push(() => administrator.end());
  /** A user who owns a database, and nothing else. */
  const addOwner = async (name: string, rights = ''): Promise<string> => {
    const quoted = pg.escapeIdentifier(name);
    await administrator.query(`CREATE ROLE ${quoted} LOGIN NOSUPERUSER NOCREATEDB ${rights}`);
    await administrator.query(`CREATE DATABASE ${quoted} OWNER ${quoted}`);
    const pathname = `/${encodeURIComponent(name)}`;
    return Object.assign(new URL(postgres.url), { username: name, pathname }).href;
  };
  return { administrator, addOwner };
}

async function start(databaseUrl: string, life = '0') {
  const data = await mkdtemp(join(tmpdir(), 'hearth-ordinary-'));
  undo.push(() => rm(data, { recursive: true, force: true }));
  const port = await freePort();
  const server = new Program('apps/server/dist/server.js', {
    HEARTH_PORT: String(port),
    HEARTH_DATA: join(data, 'hearth'),
    HEARTH_DEMO: life,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
  });
  undo.push(() => server.end('SIGTERM'));
  await server.hasSpoken();
  const demo = async () =>
    z.object({ siteKey: z.string() }).parse(JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')));
  return { server, demo, ready: () => server.answers(`http://localhost:${port}/readyz`) };
}

const wordsFor = (output: string): string => /administrator run: ((?:[^;]+;)+)/.exec(output)?.[1] ?? output;

describe.each(kinds)('on the PostgreSQL %s', (_which, from) => {
  test('an owner without further rights is told what an administrator has to run, and then needs nothing else', async () => {
    const { administrator, addOwner } = await openCluster(from);
    const url = await addOwner('the "host"');

    const refused = await start(url);
    expect(refused.server.exitCode).toBe(1);
    expect(refused.server.output).toContain('CREATE ROLE hearth_app NOLOGIN');

    // Somebody else's installation in the same cluster makes it first.
    const other = await start(await addOwner('maker', 'CREATEROLE'));
    await other.ready();
    expect(other.server.output).toBe('');

    const stillRefused = await start(url);
    expect(stillRefused.server.exitCode).toBe(1);
    const words = wordsFor(stillRefused.server.output);
    expect(words).toMatch(/^GRANT hearth_app TO .+;$/);
    await administrator.query(words);

    const { server, ready, demo } = await start(url, 'week');
    await ready();
    expect(server.output).toBe('');
    await lives(url, (await demo()).siteKey);
  });
});

/** The demo went in through the front door; and what an owner may do is done. */
async function lives(url: string, siteKey: string): Promise<void> {
  const { rows, close } = await openRows(url);
  undo.push(close);
  const count = async () => (await rows('SELECT FROM interaction')).length;
  expect(await count()).toBeGreaterThan(500);

  for (const args of [
    ['rebuild-metrics'],
    ['delete-project', '--site-key', siteKey, '--confirm', 'Fieldnote'],
  ]) {
    const command = new Program('apps/server/dist/server.js', { DATABASE_URL: url }, args);
    await command.hasSpoken();
    expect(command.exitCode, command.output).toBe(0);
  }
  expect(await count()).toBe(0);
}
