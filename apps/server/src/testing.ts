import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHs256Key, createProject, createSecretKey, Limits, openDatabase } from '@hearth/api';
import { ScopeSchema } from '@hearth/schema';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { buildApp } from './app.ts';
import { type HostSigner, signMember } from './demo/sign-member.ts';
import { openLogger } from './logger.ts';
import type { Rates } from './plugins/rate-limits.ts';
import { type Backend, openBackend } from './services.ts';

/** A whole server on a port of its own, with an empty database and one project. */
export interface TestServer {
  app: FastifyInstance;
  backend: Backend;
  address: string;
  project: HostSigner & { projectId: string; origin: string; secretKey: string };
  /** A member token for the project. */
  sign(sub: string): Promise<string>;
  /** An address of the widget API. */
  widgetUrl(path: string): string;
  close(): Promise<void>;
}

const ORIGIN = 'https://app.example';

interface TestOptions {
  rates?: Partial<Rates>;
  publicUrl?: string;
  /** Another server, whose database and project this one shares: databases take long to start. */
  beside?: TestServer;
  /** Default: what the vitest project says. */
  database?: 'pglite' | 'postgres';
  /** Is given every line that is logged, however small; default: nothing is. */
  onLog?: (line: string) => void;
}

export async function startTestServer(options: TestOptions = {}): Promise<TestServer> {
  const { rates, publicUrl, beside, onLog } = options;
  const log = onLog ? openLogger('trace', { write: onLog }) : openLogger('silent');
  const backend = beside ? backendBeside(beside.backend, publicUrl) : await openTestBackend(options, log);
  const { folder, folders } = writeFiles();
  const generous = { address: 10_000, project: 10_000, member: 10_000 };
  const app = await buildApp({
    backend,
    folders,
    rates: { ...generous, ...rates },
    trustProxy: false,
    log,
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const project = beside?.project ?? (await createTestProject(backend));
  return {
    app,
    backend,
    address,
    project,
    sign: (sub) => signMember(project, { sub }),
    widgetUrl: (path) => `${address}/w/${project.siteKey}/${path}`,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openTestBackend(options: TestOptions, log: FastifyBaseLogger): Promise<Backend> {
  const { publicUrl, database: engine = inject('database') } = options;
  const database =
    engine === 'postgres'
      ? { databaseUrl: await emptyDatabase(inject('postgresUrl')), databaseConnections: 5 }
      : { databaseUrl: 'memory:', databaseConnections: 1 };
  const secrets = { secret: 'x'.repeat(32), secretFile: '', databasePrepares: true };
  return openBackend({ ...database, ...secrets, publicUrl: publicUrl ?? null, port: 0 }, log);
}

/** A new database on the throwaway server, with which it goes away. */
async function emptyDatabase(serverUrl: string): Promise<string> {
  const name = `server_${randomUUID().replaceAll('-', '')}`;
  const server = await openDatabase({ url: serverUrl, maxConnections: 1 });
  await server.script(`CREATE DATABASE ${name}`).finally(() => server.close());
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

/** The same database, which the other server closes. */
function backendBeside({ services, ...rest }: Backend, publicUrl: string | undefined): Backend {
  return {
    ...rest,
    // It has limits of its own.
    services: { ...services, limits: new Limits(), publicUrl: publicUrl ?? services.publicUrl },
    close: async () => {},
  };
}

async function createTestProject({ services: { database } }: Backend): Promise<TestServer['project']> {
  const created = await createProject(database, { name: 'Test', homeUrl: ORIGIN, origins: [ORIGIN] });
  const key = await createHs256Key(database, created.projectId);
  const host = {
    projectId: created.projectId,
    name: 'Test',
    scopes: [...ScopeSchema.options],
    expiresAt: null,
  };
  const { secretKey } = await createSecretKey(database, host);
  return { ...created, ...key, secretKey, origin: ORIGIN };
}

/** Stand-ins for what the builds leave: how files are served does not depend on what is in them. */
function writeFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-server-'));
  const folders = { widgets: join(folder, 'widgets'), console: join(folder, 'console') };
  for (const each of Object.values(folders)) mkdirSync(join(each, 'assets'), { recursive: true });
  writeFileSync(join(folders.widgets, 'hearth.js'), 'console.log("loader")');
  writeFileSync(join(folders.widgets, 'integrity.json'), '{}');
  writeFileSync(join(folders.widgets, 'assets', 'nps-abc123.js'), 'export {}');
  writeFileSync(join(folders.console, 'index.html'), '<!doctype html><title>Hearth</title>');
  writeFileSync(join(folders.console, 'assets', 'main-abc123.js'), 'export {}');
  // Beside them: whoever gets to see it has left a folder.
  writeFileSync(join(folder, 'not-served.txt'), 'not for anybody');
  return { folder, folders };
}
