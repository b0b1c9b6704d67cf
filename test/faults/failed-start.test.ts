import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDatabase, freePort, Program } from '../stack.ts';

// A server that cannot start says why and ends by itself: whoever watches it can then start it again.

let folder: string;
let taken: Server;
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-failed-start-'));
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  database = await createDatabase(inject('postgresUrl'), 'nothing');
});
afterAll(async () => {
  taken?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const takenPort = (): string => {
  const address = taken.address();
  if (address === null || typeof address === 'string') throw new Error('No port is taken.');
  return String(address.port);
};

/** Connections wait idle for half a minute before a process ends by itself. */
const SOON = 15_000;

async function run(variables: Record<string, string>, ...args: string[]) {
  const environment = {
    HEARTH_PORT: '0',
    HEARTH_DATA: join(folder, 'hearth'),
    LOG_LEVEL: 'warn',
    ...variables,
  };
  const program = new Program('apps/server/dist/server.js', environment, args);
  await Promise.race([program.hasSpoken(), pause(SOON)]);
  const { exitCode, output } = program;
  await program.end('SIGKILL');
  return { exitCode, output };
}

describe.each(['embedded', 'postgres'])('on %s', (engine) => {
  const variables = () => (engine === 'postgres' ? { DATABASE_URL: database.url } : {});

  test('a taken port is named, and the process ends', async () => {
    // A second time as well as the first: the embedded database was let go.
    for (let time = 1; time <= 2; time += 1) {
      const { exitCode, output } = await run({ ...variables(), HEARTH_PORT: takenPort() });
      expect(output).toContain(`Port ${takenPort()} is taken`);
      expect(output).toContain('HEARTH_PORT');
      expect(exitCode).toBe(1);
    }
  });
});

test.each([
  ['the server', []],
  ['a command', ['rebuild-metrics']],
])('%s says where it looked for PostgreSQL, but not by which password', async (_, args) => {
  for (const host of ['127.0.0.1', 'localhost']) {
    const address = `${host}:${await freePort()}/hearth`;
    const { exitCode, output } = await run(
      { DATABASE_URL: `postgresql://ada:open-sesame@${address}` },
      ...args,
    );
    expect(output).toContain(
      `PostgreSQL cannot be used at ${address}. Start it there, or change DATABASE_URL.`,
    );
    expect(output).not.toContain('open-sesame');
    expect(exitCode).toBe(1);
  }
});

test('a database that does not exist is named, and the process ends', async () => {
  const url = new URL(database.url);
  url.pathname = '/nowhere_at_all';
  const { exitCode, output } = await run({ DATABASE_URL: url.href });
  expect(output).toContain('database "nowhere_at_all" does not exist');
  expect(exitCode).toBe(1);
});

test.each([
  [
    'create-operator --site-key pk_live_1 --email ada --role king',
    [
      '--email "ada": Write an e-mail address',
      '--role "king": ',
      '--name is missing.',
      'Usage: create-operator',
    ],
  ],
  [
    'create-project --home-url javascript:alert(1) --origin https://a.example --origin a.example/b',
    ['--home-url "javascript:alert(1)": Write a whole', '--origin "a.example/b": ', 'Usage: create-project'],
  ],
])('%s is told what is wrong with each option', async (line, words) => {
  const { exitCode, output } = await run({ DATABASE_URL: database.url }, ...line.split(' '));
  for (const each of words) expect(output).toContain(each);
  expect(exitCode).toBe(1);
});

test('an operator who is there already gets a new link, but not in another project', async () => {
  const variables = { DATABASE_URL: database.url };
  const project = async (name: string) => {
    const options = ['--home-url', 'https://acme.example', '--origin', 'https://App.acme.example/'];
    const { output } = await run(variables, 'create-project', '--name', name, ...options);
    return /pk_live_\w+/.exec(output)?.[0] ?? '';
  };
  const invite = (siteKey: string, email: string) =>
    run(variables, 'create-operator', '--site-key', siteKey, '--email', email, '--name', 'Ada');
  const [acme, globex] = [await project('Acme'), await project('Globex')];
  const first = await invite(acme, 'ada@acme.example');
  expect(first.output).toMatch(/^Ada chooses a password here.*\n\S+#invitation=\S+\n$/);

  const again = await invite(acme, ' Ada@Acme.example ');
  expect(again.output).toMatch(/^Ada@Acme.example is an operator already.*\n\S+#invitation=\S+\n$/);
  expect(again.output).not.toContain(/#.*/.exec(first.output)?.[0]);

  const { exitCode, output } = await invite(globex, 'ada@acme.example');
  expect(output).toBe('Somebody signs in with this address already.\n');
  expect(exitCode).toBe(1);
});
