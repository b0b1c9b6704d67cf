import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createHs256Key,
  createProject,
  createSecretKey,
  type Database,
  importEdDsaKey,
  migrate,
  openDatabase,
} from '@hearth/api';
import { ScopeSchema } from '@hearth/schema';
import { inject } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { freePort, Program } from '../stack.ts';

/** A project with every credential that there is, in the hands of whoever tries them where they do not belong. */
export interface Target {
  projectId: string;
  siteKey: string;
  origin: string;
  /** The key that its backend shares with us. */
  shared: { kid: string; secret: Buffer };
  /** The key of which we know the public half alone. */
  pair: { kid: string; privateKey: KeyObject; publicKey: KeyObject };
  secretKey: string;
}

/** The server as it is built, in as many processes as asked for, over a real database with two projects in it. */
export interface Attacked {
  /** Addresses of the processes; the first is there always. */
  api: string;
  apis: string[];
  /** The processes' ids, in the same order. */
  pids: number[];
  one: Target;
  two: Target;
  database: Database;
  databaseUrl: string;
  /** Past everything that is tested. */
  rows: Rows;
  /** All that the processes have printed. */
  said(): string;
  close(): Promise<void>;
}

/** Nothing but what is tested shall end a test. */
const RATES = {
  HEARTH_RATE_ADDRESS: '1000000',
  HEARTH_RATE_PROJECT: '1000000',
  HEARTH_RATE_MEMBER: '1000000',
};

export async function openTwoProjects(
  options: { processes?: number; environment?: Record<string, string> } = {},
): Promise<Attacked> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  };
  try {
    const url = await createEmpty(undo);
    const database = await openDatabase({ url, maxConnections: 4, statementTimeoutMs: 30_000 });
    undo.push(() => database.close());
    await migrate(database);
    const [one, two] = [await createTarget(database, 'one'), await createTarget(database, 'two')];
    const opened = await openRows(url);
    undo.push(opened.close);
    const data = await mkdtemp(join(tmpdir(), 'hearth-attacked-'));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const processes: { api: string; program: Program }[] = [];
    for (let count = 0; count < (options.processes ?? 1); count += 1) {
      const port = await freePort();
      const program = new Program('apps/server/dist/server.js', {
        HEARTH_PORT: String(port),
        HEARTH_DATA: join(data, 'hearth'),
        DATABASE_URL: url,
        LOG_LEVEL: 'trace',
        ...RATES,
        ...options.environment,
      });
      undo.push(() => program.end('SIGTERM'));
      await program.hasSpoken();
      const api = `http://localhost:${port}`;
      await program.answers(`${api}/readyz`);
      processes.push({ api, program });
    }
    const [first] = processes;
    if (!first) throw new Error('At least one process is needed');
    return {
      api: first.api,
      apis: processes.map(({ api }) => api),
      pids: processes.map(({ program }) => program.pid),
      one,
      two,
      database,
      databaseUrl: url,
      rows: opened.rows,
      said: () => processes.map(({ program }) => program.output).join(''),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An empty database of one's own on the throwaway server. */
async function createEmpty(undo: (() => Promise<unknown>)[]): Promise<string> {
  const serverUrl = inject('postgresUrl');
  const name = `attacked_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string) => {
    const { rows, close } = await openRows(serverUrl);
    await rows(statement).finally(close);
  };
  await administer(`CREATE DATABASE ${name}`);
  undo.push(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

async function createTarget(database: Database, name: string): Promise<Target> {
  const origin = `https://${name}.example`;
  const { projectId, siteKey } = await createProject(database, { name, homeUrl: origin, origins: [origin] });
  const { keyId, keySecret } = await createHs256Key(database, projectId);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const imported = await importEdDsaKey(database, projectId, pem);
  const host = { projectId, name, scopes: [...ScopeSchema.options], expiresAt: null };
  const { secretKey } = await createSecretKey(database, host);
  return {
    projectId,
    siteKey,
    origin,
    shared: { kid: keyId, secret: Buffer.from(keySecret, 'base64url') },
    pair: { kid: imported.keyId, privateKey, publicKey },
    secretKey,
  };
}
