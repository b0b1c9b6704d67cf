// @ts-check
/**
 * `npm start`: installs, builds, then runs the backend and, on another origin, somebody else's site with
 * the widgets in it. Everything it writes is in .data; `--reset` begins anew.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { PlainError, sayFailure, secondsSince, step } from './say.mjs';
import { root } from './stamps.mjs';
import { install, requireNode } from './toolchain.mjs';

// HEARTH_DATA means here what it means to the server: the folder of the embedded database.
const database = resolve(process.env.HEARTH_DATA ?? join(root, '.data/hearth'));
const data = dirname(database);
/** How long the backend may say nothing on a slow machine, in milliseconds. */
const patience = 120_000;
/** @type {{ name: string, child: import('node:child_process').ChildProcess }[]} */
const running = [];
let stopping = false;

/** @returns {{ reset: boolean, port: number, hostPort: number }} */
function readOptions() {
  const options = /** @type {const} */ ({
    reset: { type: 'boolean', default: false },
    port: { type: 'string', default: process.env.HEARTH_PORT ?? process.env.PORT ?? '4600' },
    'host-port': { type: 'string', default: process.env.HEARTH_HOST_PORT },
  });
  try {
    const { values } = parseArgs({ options });
    const port = parsePort(values.port);
    return { reset: values.reset, port, hostPort: parsePort(values['host-port'] ?? `${port + 100}`) };
  } catch (cause) {
    if (cause instanceof PlainError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new PlainError(`${message}\nUsage: npm start -- [--reset] [--port 4600] [--host-port 4700]`);
  }
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(`"${text}" is not a port. Choose a number from 1 to 65535, for example --port 4600.`);
}

/**
 * @param {number} port
 * @param {string} option
 */
async function requireFree(port, option) {
  const probe = createServer();
  const free = await new Promise((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, () => resolve(true));
  });
  probe.close();
  if (free) return;
  throw new PlainError(
    `Port ${port} is taken, perhaps by another Hearth.\n` +
      `Stop what listens there, or choose another: npm start -- --${option} ${port + 10}`,
  );
}

/**
 * @param {string} name also its log's name
 * @param {string} script
 * @param {Record<string, string>} env
 */
function run(name, script, env) {
  const log = openSync(join(data, `${name}.log`), 'a');
  const child = spawn(process.execPath, [join(root, script)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log, 'ipc'],
    // In a group of its own, so that Ctrl-C reaches it once and from us, in order.
    detached: process.platform !== 'win32',
  });
  closeSync(log);
  running.push({ name, child });
  child.once('exit', (code, signal) => {
    if (!stopping)
      void fail(new PlainError(`${lastLines(name)}\n\nThe ${name} ended with ${signal ?? code}.`));
  });
  return child;
}

/** @param {string} name */
function lastLines(name) {
  return readFileSync(join(data, `${name}.log`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-20)
    .join('\n');
}

/**
 * @param {string} name
 * @param {string} url
 */
async function answering(name, url) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && !stopping) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  if (!stopping) throw new PlainError(`${lastLines(name)}\n\nThe ${name} did not answer within two minutes.`);
}

/**
 * Draws how much of the demo's year the backend has lived through, until it says that it is ready.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @param {(share: number) => void} draw
 */
async function untilReady(server, draw) {
  let heard = Date.now();
  let ready = false;
  server.on('message', (message) => {
    heard = Date.now();
    if (message === 'ready') ready = true;
    else if (typeof message === 'object' && message !== null && 'share' in message)
      draw(Number(message.share));
  });
  while (!ready && !stopping && Date.now() - heard < patience) await pause(50);
}

async function stop() {
  stopping = true;
  const alive = running.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  await Promise.all(
    alive.map(async ({ child }) => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await gone;
      clearTimeout(late);
    }),
  );
}

/** @param {unknown} error */
async function fail(error) {
  await stop();
  sayFailure(error);
  process.exit(1);
}

/** What the backend wrote down of its demo project. */
function readDemo() {
  const file = join(data, 'demo.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  throw new PlainError(
    'The database holds something, but not the demo, so there is nothing for the host site to show.\n' +
      'Name an empty one in DATABASE_URL, or run the backend alone: node apps/server/dist/server.js',
  );
}

async function main() {
  const started = performance.now();
  const { reset, port, hostPort } = readOptions();
  requireNode();
  if (reset && process.env.DATABASE_URL) {
    throw new PlainError(
      '--reset deletes the embedded database only, never one that DATABASE_URL names.\nDrop and create that one yourself, then start without --reset.',
    );
  }
  await requireFree(port, 'port');
  await requireFree(hostPort, 'host-port');
  await install();
  await build();

  if (reset)
    for (const old of [database, join(data, 'demo.json')]) rmSync(old, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const backend = `http://localhost:${port}`;
  const host = `http://localhost:${hostPort}`;

  const server = run('backend', 'apps/server/dist/server.js', {
    HEARTH_PORT: `${port}`,
    HEARTH_DATA: database,
    HEARTH_DEMO: process.env.HEARTH_DEMO || '1',
    HEARTH_DEMO_ORIGINS: host,
  });
  await step('Starting the backend', async (say) => {
    // It listens before it has a demo to show: it sends that through its own front door.
    await untilReady(server, say);
    await answering('backend', `${backend}/readyz`);
  });
  if (stopping) return;

  const demo = readDemo();
  run('host site', 'examples/script-tag/server.mjs', {
    PORT: `${hostPort}`,
    HEARTH_API: backend,
    HEARTH_SITE_KEY: demo.siteKey,
    HEARTH_KEY_ID: demo.signingKey.kid,
    HEARTH_KEY_SECRET: demo.signingKey.secret,
  });
  await step('Starting the host site', () => answering('host site', host));
  if (stopping) return;

  console.log(`
Hearth is running (${secondsSince(started)}).

  Host site  ${host}            somebody else's product, with all five widgets in it
  Backend    ${backend}            widget files, API and health
  Console    ${backend}/console/   sign in as ${demo.operator.email} with ${demo.operator.password}

Logs are in ${relative(process.cwd(), data)}. Stop with Ctrl-C; begin anew with: npm start -- --reset
`);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, async () => {
    await stop();
    process.exit(0);
  });
}
await main().catch(fail);
