import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));

const DemoSchema = z.object({
  siteKey: z.string(),
  signingKey: z.object({ kid: z.string(), secret: z.string() }),
  secretKey: z.string(),
  operator: z.object({ email: z.string(), password: z.string() }),
});
export type Demo = z.infer<typeof DemoSchema>;

/** A port nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port could be had.');
  return address.port;
};

const administer = async (serverUrl: string, statement: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
};

const named = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** The demo's week takes seconds to live through: once, in a database that every other is a copy of. */
const model = 'stack_model';
const prepareModel = async (serverUrl: string): Promise<void> => {
  const there = await administer(serverUrl, `SELECT FROM pg_database WHERE datname = '${model}'`);
  if (there.rowCount === 1) return;
  await administer(serverUrl, `CREATE DATABASE ${model}`);
  await (await startStack(named(serverUrl, model))).stop();
};

/** A database of one's own on the throwaway server, with the demo in it or with nothing; gone when dropped. */
export const createDatabase = async (
  serverUrl: string,
  content: 'demo' | 'nothing' = 'demo',
): Promise<{ url: string; drop: () => Promise<unknown> }> => {
  if (content === 'demo') await prepareModel(serverUrl);
  const name = `stack_${process.pid}_${Date.now()}`;
  const template = content === 'demo' ? ` TEMPLATE ${model}` : '';
  await administer(serverUrl, `CREATE DATABASE ${name}${template}`);
  return {
    url: named(serverUrl, name),
    drop: () => administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
};

/** The demo's progress is said in messages too. */
const saysReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('message', (message) => message === 'ready' && resolve());
  });

/** One of our processes, with what it printed. */
export class Program {
  readonly #child: ChildProcess;
  readonly #said: Buffer[] = [];
  readonly #ready: Promise<unknown>;

  constructor(script: string, environment: Record<string, string>, args: string[] = []) {
    this.#child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.on('data', (said: Buffer) => this.#said.push(said));
    this.#child.stderr?.on('data', (said: Buffer) => this.#said.push(said));
    this.#ready = Promise.race([saysReady(this.#child), once(this.#child, 'close')]);
  }

  get output(): string {
    return Buffer.concat(this.#said).toString();
  }

  /** Of a program that runs. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** Resolves when the program has said that everything is there, or has ended without a word. */
  async hasSpoken(): Promise<void> {
    await this.#ready;
  }

  async answers(url: string): Promise<void> {
    for (let tries = 0; tries < 900; tries += 1) {
      const answer = await fetch(url).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      if (this.#child.exitCode !== null) break;
      await pause(50);
    }
    throw new Error(`${url} never answered. The program said:\n${this.output}`);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }
}

interface BackendOptions {
  /** The server as it was built, unless another is named. */
  script?: string;
  port: number;
  /** A folder for the embedded database, if there is no other, and for the demo's keys. */
  data: string;
  databaseUrl?: string | undefined;
  hostOrigin: string;
  /** Further variables of the server's. */
  environment?: Record<string, string> | undefined;
}

/** The backend on its own, with the demo project in it. */
const startBackend = async (options: BackendOptions): Promise<Program> => {
  const program = new Program(options.script ?? 'apps/server/dist/server.js', {
    HEARTH_PORT: String(options.port),
    HEARTH_DATA: join(options.data, 'hearth'),
    HEARTH_DEMO: 'week',
    HEARTH_DEMO_ORIGINS: options.hostOrigin,
    LOG_LEVEL: 'warn',
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...options.environment,
  });
  await program.hasSpoken();
  await program.answers(`http://localhost:${options.port}/readyz`);
  return program;
};

export interface Stack {
  /** The backend's origin. */
  api: string;
  /** The host product's: another origin. */
  host: string;
  demo: Demo;
  /** Folder of the embedded database, if that is what it runs on. */
  data: string;
  /** The server that runs now, or ran last. */
  backend: () => Program;
  /** Starts another server on the same port and database: after the former one has ended. */
  restart: (environment?: Record<string, string>) => Promise<void>;
  /** Starts a second server of the same installation beside it, which whoever asked for it ends. */
  another: (script?: string) => Promise<{ api: string; backend: Program; restart: () => Promise<Program> }>;
  stop: () => Promise<void>;
}

/** What `npm start` runs, on free ports: the real server as it is built, the real host site, a database of their own. */
export const startStack = async (
  databaseUrl?: string,
  environment?: Record<string, string>,
): Promise<Stack> => {
  const data = await mkdtemp(join(tmpdir(), 'hearth-stack-'));
  const [port, hostPort] = [await freePort(), await freePort()];
  const [api, host] = [`http://localhost:${port}`, `http://localhost:${hostPort}`];
  const options = { port, data, hostOrigin: host, databaseUrl, environment };
  let backend = await startBackend(options);
  const demo = DemoSchema.parse(JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')));
  const site = new Program('examples/script-tag/server.mjs', {
    PORT: String(hostPort),
    HEARTH_API: api,
    HEARTH_SITE_KEY: demo.siteKey,
    HEARTH_KEY_ID: demo.signingKey.kid,
    HEARTH_KEY_SECRET: demo.signingKey.secret,
  });
  await site.answers(host);
  return {
    api,
    host,
    demo,
    data: join(data, 'hearth'),
    backend: () => backend,
    restart: async (more) => {
      backend = await startBackend({ ...options, environment: { ...environment, ...more } });
    },
    another: async (script) => {
      const own = { ...options, port: await freePort(), ...(script !== undefined && { script }) };
      const restart = () => startBackend(own);
      return { api: `http://localhost:${own.port}`, backend: await restart(), restart };
    },
    stop: async () => {
      await Promise.all([site.end('SIGTERM'), backend.end('SIGTERM')]);
      await rm(data, { recursive: true, force: true });
    },
  };
};
