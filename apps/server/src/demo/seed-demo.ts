import {
  acceptInvitation,
  allowOrigin,
  type ConfiguredIds,
  configureProject,
  countProjects,
  createHs256Key,
  createProject,
  createSecretKey,
  type Database,
  findOperatorsProject,
  inviteOperator,
} from '@hearth/api';
import type { FastifyBaseLogger } from 'fastify';
import type { Environment } from '../environment.ts';
import type { Backend } from '../services.ts';
import { configuration } from './configuration.ts';
import { FrontDoor } from './front-door.ts';
import { type DemoKeys, readDemoKeys, writeDemoKeys } from './keys-file.ts';
import { liveThrough } from './live-through.ts';
import type { HostSigner } from './sign-member.ts';
import { planWeek } from './week.ts';

/** Printed by npm start and good for nothing but the demo: a database with a project of its own never gets it. */
const OPERATOR = { email: 'demo@fieldnote.example', password: 'fieldnote demo password' };
const ORIGINS = ['http://localhost:4700', 'http://127.0.0.1:4700'];

/**
 * Gives an empty database a project with a week of life in it, and writes its keys to a file. A database that
 * has the demo already keeps it; one that has other projects is left alone.
 */
export async function seedDemo(
  { services, clock }: Backend,
  demo: Environment['demo'],
  server: { address: string; log: Pick<FastifyBaseLogger, 'info'> },
): Promise<void> {
  const { database } = services;
  if ((await countProjects(database)) > 0) {
    await renewDemo(database, demo);
    return;
  }
  const started = performance.now();
  const now = new Date();
  const { host, ids } = await createDemo(database, demo.origins, now);
  const door = new FrontDoor(server.address, host, services.now);
  const acts = planWeek(now, ids);
  await liveThrough(acts, door, clock, now);
  writeDemoKeys(demo.file, keysOf(host));
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  server.log.info({ interactions: acts.length, seconds }, 'Lived through the demo week');
}

async function createDemo(
  database: Database,
  origins: readonly string[],
  now: Date,
): Promise<{ host: DemoHost; ids: ConfiguredIds }> {
  const { projectId, siteKey } = await createProject(database, {
    name: 'Fieldnote',
    homeUrl: origins[0] ?? ORIGINS[0] ?? '',
    origins: [...new Set([...ORIGINS, ...origins])],
  });
  const signing = await createHs256Key(database, projectId);
  const { secretKey } = await createHostKey(database, projectId);
  const ids = await configureProject(database, projectId, configuration);
  const { email, password } = OPERATOR;
  const { token } = await inviteOperator(database, {
    projectId,
    email,
    name: 'Demo operator',
    role: 'owner',
    now,
  });
  await acceptInvitation(database, { token, password, now });
  return { host: { siteKey, ...signing, secretKey }, ids };
}

type DemoHost = HostSigner & { secretKey: string };

const keysOf = ({ siteKey, keyId, keySecret, secretKey }: DemoHost): DemoKeys => ({
  siteKey,
  signingKey: { kid: keyId, secret: keySecret },
  secretKey,
  operator: OPERATOR,
});

const createHostKey = (database: Database, projectId: string) =>
  createSecretKey(database, { projectId, name: 'Demo host', scopes: ['referrals:write'], expiresAt: null });

/** A later start: other origins may be asked for, and the file may be gone or another database's. */
async function renewDemo(database: Database, demo: Environment['demo']): Promise<void> {
  const project = await findOperatorsProject(database, OPERATOR.email);
  if (!project) return;
  for (const origin of demo.origins) await allowOrigin(database, project.id, origin);
  if (readDemoKeys(demo.file)?.siteKey === project.siteKey) return;
  const [signing] = project.signingKeys;
  if (!signing) return;
  const { secretKey } = await createHostKey(database, project.id);
  const keySecret = Buffer.from(signing.material).toString('base64url');
  const host = { siteKey: project.siteKey, keyId: signing.id, keySecret, secretKey };
  writeDemoKeys(demo.file, keysOf(host));
}
