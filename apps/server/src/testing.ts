import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHs256Key, createProject, createSecretKey } from '@hearth/api';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type HostSigner, signMember } from './demo/sign-member.ts';
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
const QUIET = { info: () => {}, error: () => {} };

export async function startTestServer(
  options: { rates?: Partial<Rates>; publicUrl?: string } = {},
): Promise<TestServer> {
  const publicUrl = options.publicUrl ?? null;
  const backend = await openBackend(
    {
      databaseUrl: 'memory:',
      databaseConnections: 1,
      publicUrl,
      port: 0,
      secret: 'x'.repeat(32),
      secretFile: '',
    },
    QUIET,
  );
  const { folder, folders } = writeFiles();
  const rates = { address: 10_000, project: 10_000, member: 10_000, ...options.rates };
  const app = await buildApp({ backend, folders, rates, trustProxy: false, logLevel: 'silent' });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });

  const { database } = backend.services;
  const created = await createProject(database, { name: 'Test', homeUrl: ORIGIN, origins: [ORIGIN] });
  const key = await createHs256Key(database, created.projectId);
  const host = { projectId: created.projectId, name: 'Test', scopes: ['referrals:write'], expiresAt: null };
  const project = { ...created, ...key, ...(await createSecretKey(database, host)), origin: ORIGIN };
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
  return { folder, folders };
}
