import {
  acceptInvitation,
  allowOrigin,
  alone,
  type ConfiguredIds,
  configureProject,
  countProjects,
  createHs256Key,
  createProject,
  createSecretKey,
  type Database,
  deleteOperator,
  deleteProject,
  findOperatorsProject,
  inviteOperator,
  wireId,
} from '@hearth/api';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Environment } from '../environment.ts';
import type { Backend } from '../services.ts';
import { configuration } from './configuration.ts';
import { ConsoleDoor } from './console-door.ts';
import { segments } from './content/segments.ts';
import { FrontDoor } from './front-door.ts';
import { type DemoKeys, readDemoKeys, writeDemoKeys } from './keys-file.ts';
import { liveThrough } from './live-through.ts';
import { Random } from './random.ts';
import type { HostSigner } from './sign-member.ts';
import { BY_HAND, planWeek } from './week.ts';
import { billOf, winningCosts } from './year/billing.ts';
import { happenings } from './year/happenings.ts';
import { planYear, type Year, type YearIds } from './year/plan-year.ts';
import { sendYear } from './year/send-year.ts';

/** Printed by npm start and good for nothing but the demo: a database with a project of its own never gets it. */
const OPERATOR = { email: 'demo@fieldnote.example', password: 'fieldnote demo password' };
/**
 * Made together with the demo's project and gone when all has been told: whose project this one stands in is half told.
 * Nobody can sign in as them.
 */
const TELLER = { email: 'telling@fieldnote.example', name: 'Telling the demo', role: 'analyst' } as const;
const ORIGINS = ['http://localhost:4700', 'http://127.0.0.1:4700'];

/** All that a host's backend may do: the demo's may do all of it. */
const SCOPES = ['facts:write', 'revenue:write', 'metrics:read', 'interactions:read', 'referrals:write'];

interface Server {
  address: string;
  /** Of the backend's database. */
  databaseUrl: string;
  log: Pick<FastifyBaseLogger, 'info'>;
  onProgress: (share: number) => void;
}

/**
 * Gives an empty database a project with a year of life in it (or its last week alone), and writes its keys to a
 * file. A database that has the demo already keeps it, unless its telling was interrupted: then it is begun anew. One
 * that has other projects is left alone. Of several processes one tells, and the others wait for it.
 */
export async function seedDemo(backend: Backend, demo: Environment['demo'], server: Server): Promise<void> {
  await alone(server.databaseUrl, 'demo', () => seedAlone(backend, demo, server));
}

async function seedAlone(
  { services, clock }: Backend,
  demo: Environment['demo'],
  server: Server,
): Promise<void> {
  const { database } = services;
  const halfTold = await findOperatorsProject(database, TELLER.email);
  if (halfTold) {
    server.log.info('The demo was interrupted while it was told: deleting it, to begin anew');
    await deleteProject(services, halfTold.id);
  }
  if ((await countProjects(database)) > 0) {
    await renewDemo(database, demo);
    return;
  }
  const started = performance.now();
  const now = new Date();
  const { host, ids } = await createDemo(database, demo.origins, now);
  const door = new FrontDoor(server.address, host, services.now);
  const acts = planWeek(now, ids);
  const year = demo.life === 'year' ? planYear(now, yearIdsOf(ids)) : null;
  if (year) await liveYear(year, door, services, clock, server.onProgress);
  await liveThrough(acts, door, clock, now);
  if (year) await arrangeConsole(new ConsoleDoor(server.address, services.publicUrl), now);
  await deleteOperator(database, TELLER.email);
  writeDemoKeys(demo.file, keysOf(host));
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const interactions = acts.length + (year?.acts.length ?? 0);
  server.log.info({ interactions, seconds }, `Lived through the demo's ${demo.life}`);
}

async function liveYear(
  year: Year,
  door: FrontDoor,
  services: Backend['services'],
  clock: Clock,
  onProgress: (share: number) => void,
): Promise<void> {
  await sendYear(year, door, clock, onProgress);
  await door.importSubscriptions(billOf(year.companies));
  for (const month of winningCosts(year.companies, services.now(), new Random(7))) await door.setSpend(month);
}

/** What a community manager has saved by now: whom to look at apart, and which days were notable. */
async function arrangeConsole(console: ConsoleDoor, now: Date): Promise<void> {
  await console.signIn(OPERATOR);
  for (const segment of segments) await console.saveSegment(segment);
  for (const { daysAgo, text } of happenings) {
    const day = new Date(now.getTime() - daysAgo * 24 * 3_600_000).toISOString().slice(0, 10);
    await console.annotate({ day, text });
  }
}

/** On the wire; steps that are ticked by hand, in the list's order. */
function yearIdsOf({ surveyIds, checklistId, itemIds, rewardIds }: ConfiguredIds): YearIds {
  const idOf = (kind: keyof typeof surveyIds) => {
    const id = surveyIds[kind];
    if (id === undefined) throw new Error(`The demo has no ${kind} survey`);
    return wireId('survey', id);
  };
  return {
    surveys: { nps: idOf('nps'), csat: idOf('csat'), ces: idOf('ces'), exit: idOf('exit') },
    checklistId: wireId('checklist', checklistId),
    rewardIds: rewardIds.map((id) => wireId('reward', id)),
    itemIds: itemIds.filter((_, index) => BY_HAND.includes(index)).map((id) => wireId('item', id)),
  };
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
    operator: TELLER,
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
  createSecretKey(database, { projectId, name: 'Demo host', scopes: SCOPES, expiresAt: null });

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
