import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configuration } from '../../apps/server/src/demo/configuration.ts';
import { type Database, openDatabase } from '../../packages/api/src/database/database.ts';
import { migrate } from '../../packages/api/src/database/migrate.ts';
import { wireId } from '../../packages/api/src/ids.ts';
import { configureProject } from '../../packages/api/src/projects/configuration-store.ts';
import { createHs256Key } from '../../packages/api/src/projects/create-keys.ts';
import { createProject } from '../../packages/api/src/projects/create-project.ts';
import { freePort } from '../stack.ts';
import { findPostmaster, processorTime } from './processor-time.ts';
import type { Assignment } from './sending.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ORIGIN = 'https://app.example';
/** Everybody comes from one address and one project: limits are measured elsewhere. */
const NO_LIMIT = '1000000000';
const POSTS = 50;

/** A server as somebody would run it, with a project whose widgets are all set up. */
export interface Installation {
  database: Database;
  pid: number;
  assignment: Omit<Assignment, 'seed' | 'connections' | 'members'>;
  /** What the server and the database have used so far, in microseconds. */
  processorTimes(): { server: number; postgres: number };
  stop(): Promise<void>;
}

/** Starts the built server on a new database; `nodeArguments` come before its script. */
export async function install(
  serverUrl: string,
  { nodeArguments = process.env.HEARTH_NODE_ARGUMENTS?.split(' ') ?? [] } = {},
): Promise<Installation> {
  const databaseUrl = await createDatabase(serverUrl);
  const database = await openDatabase({ url: databaseUrl, statementTimeoutMs: 0, maxConnections: 2 });
  await assertDurable(database);
  await migrate(database);
  const project = await createProject(database, {
    name: 'Load',
    homeUrl: 'https://acme.example/',
    origins: [ORIGIN],
  });
  const key = await createHs256Key(database, project.projectId);
  const { checklist } = configuration;
  const ids = await configureProject(database, project.projectId, configuration);
  const folder = await mkdtemp(join(tmpdir(), 'hearth-load-'));
  const port = await freePort();
  const server = spawn(process.execPath, [...nodeArguments, join(root, 'apps/server/dist/server.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: databaseUrl,
      HEARTH_PORT: `${port}`,
      HEARTH_DATA: join(folder, 'hearth'),
      HEARTH_RATE_ADDRESS: NO_LIMIT,
      HEARTH_RATE_PROJECT: NO_LIMIT,
      HEARTH_RATE_MEMBER: NO_LIMIT,
    },
    // Its log has a line for each request, as in production; nobody reads it here.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await saysReady(server);
  const postmaster = await findPostmaster(database);
  const pid = server.pid ?? 0;
  const posts = await writePosts(database, project.projectId);
  const byHand = checklist.items.flatMap((item, index) => (item.event ? [] : (ids.itemIds[index] ?? [])));
  return {
    database,
    pid,
    assignment: {
      port,
      siteKey: project.siteKey,
      origin: ORIGIN,
      ...key,
      databaseUrl,
      projectId: project.projectId,
      world: {
        surveyId: wireId('survey', ids.surveyIds.nps ?? ''),
        checklistId: wireId('checklist', ids.checklistId),
        itemIds: byHand.map((id) => wireId('item', id)),
        event: checklist.items.find(({ event }) => event)?.event?.name ?? '',
        postIds: posts.map((id) => wireId('post', id)),
      },
    },
    processorTimes: () => ({ server: processorTime(pid), postgres: processorTime(postmaster) }),
    stop: async () => {
      await Promise.all([database.close(), end(server)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A few posts of somebody who then says nothing more, for others to react to. Answers with their UUIDs. */
async function writePosts(database: Database, projectId: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH author AS (
       INSERT INTO member (project_id, id, external_id, first_seen_at, last_seen_at)
       VALUES ($1::uuid, gen_random_uuid(), 'author', now(), now()) RETURNING id)
     INSERT INTO post (project_id, id, author_id, text, created_at)
     SELECT $1::uuid, gen_random_uuid(), author.id, 'Post ' || number, now()
     FROM author, generate_series(1, $2::int) AS number
     RETURNING id`,
    [projectId, POSTS],
  );
  return rows.map(({ id }) => id);
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `load_${process.pid}_${Date.now()}`;
  const administrator = await openDatabase({ url: serverUrl, maxConnections: 1 });
  await administrator.script(`CREATE DATABASE ${name}`).finally(() => administrator.close());
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

/** Fast because it forgets is not fast. */
async function assertDurable(database: Database): Promise<void> {
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const [row] = await database.query<{ setting: string }>('SELECT current_setting($1::text) AS setting', [
      name,
    ]);
    if (row?.setting !== 'on') throw new Error(`The database runs with ${name} ${row?.setting}.`);
  }
}

async function saysReady(server: ChildProcess): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    server.on('message', (message) => message === 'ready' && resolve());
  });
  const died = once(server, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${code} before it was ready.`);
  });
  died.catch(() => {});
  await Promise.race([ready, died]);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}
