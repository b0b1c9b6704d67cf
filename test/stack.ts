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

/** A database of one's own on the throwaway server, gone when dropped. */
export const createDatabase = async (
  serverUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> => {
  const name = `stack_${process.pid}_${Date.now()}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
};

/** One of our processes, with what it printed. */
export class Program {
  readonly #child: ChildProcess;
  readonly #said: Buffer[] = [];

  constructor(script: string, environment: Record<string, string>) {
    this.#child = spawn(process.execPath, [join(root, script)], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (said: Buffer) => this.#said.push(said));
    this.#child.stderr?.on('data', (said: Buffer) => this.#said.push(said));
  }

  get output(): string {
    return Buffer.concat(this.#said).toString();
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  async answers(url: string): Promise<void> {
    for (let tries = 0; tries < 900; tries += 1) {
      const answer = await fetch(url).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      if (this.#child.exitCode !== null) break;
      await pause(100);
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

/** The backend on its own, with the demo project in it. */
export const startBackend = async (options: {
  port: number;
  data: string;
  databaseUrl?: string;
  hostOrigin: string;
}): Promise<Program> => {
  const program = new Program('apps/server/dist/server.js', {
    HEARTH_PORT: String(options.port),
    HEARTH_DATA: join(options.data, 'hearth'),
    HEARTH_DEMO: '1',
    HEARTH_DEMO_ORIGINS: options.hostOrigin,
    LOG_LEVEL: 'warn',
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
  });
  await program.answers(`http://localhost:${options.port}/readyz`);
  return program;
};

export interface Stack {
  /** The backend's origin. */
  api: string;
  /** The host product's: another origin. */
  host: string;
  demo: Demo;
  backend: Program;
  stop: () => Promise<void>;
}

/** What `npm start` runs, on free ports: the real server as it is built, the real host site, a database of their own. */
export const startStack = async (databaseUrl?: string): Promise<Stack> => {
  const data = await mkdtemp(join(tmpdir(), 'hearth-stack-'));
  const [port, hostPort] = [await freePort(), await freePort()];
  const [api, host] = [`http://localhost:${port}`, `http://localhost:${hostPort}`];
  const backend = await startBackend({ port, data, hostOrigin: host, ...(databaseUrl && { databaseUrl }) });
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
    backend,
    stop: async () => {
      await Promise.all([site.end('SIGTERM'), backend.end('SIGTERM')]);
      await rm(data, { recursive: true, force: true });
    },
  };
};
