import { createHash, createHmac } from 'node:crypto';
import type { Database } from '@hearth/api';
import { Identity } from '@hearth/api';
import { ScopeSchema } from '@hearth/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../apps/server/src/app.ts';
import { Clock } from '../../apps/server/src/clock.ts';
import { openLogger } from '../../apps/server/src/logger.ts';
import { routes } from '../../apps/server/src/v1/routes.ts';
import { type Furnished, furnish, type Ids } from '../../packages/api/src/testing/furnished.ts';
import { period, wire } from './tenants/attempt.ts';
import { digestOf, findTables, openEmptyDatabase } from './tenants/database.ts';

// Every address of the REST API, by a key of each scope and of all, naming what is another project's.

interface Sent {
  path?: string;
  query?: object;
  body?: object | string;
  type?: string;
}

const segment = (ids: Ids) => ({ ...period, segment: wire('segment', 'segment')(ids) });
const survey = (ids: Ids) => ({ ...period, survey: wire('survey', 'survey')(ids) });
const said = (ids: Ids) => ({ userId: ids.memberName, timestamp: '2026-03-01T11:00:00Z' });
const csv = (ids: Ids) =>
  `account,id,interval,amount,currency\n${ids.accountName},${ids.subscription},month,99,USD`;
const track = (ids: Ids) => ({ ...said(ids), type: 'track', event: 'attacked' });

/** What to send to each address, by its operationId. A new one without an entry here fails. */
const attempts: Readonly<Record<string, (ids: Ids) => Sent>> = {
  identify: (ids) => ({ body: { ...said(ids), traits: { name: 'Attacked' } } }),
  track: (ids) => ({ body: { ...said(ids), event: 'attacked' } }),
  group: (ids) => ({ body: { ...said(ids), groupId: ids.accountName, traits: { name: 'Attacked' } } }),
  page: (ids) => ({ body: { ...said(ids), name: 'Attacked' } }),
  screen: (ids) => ({ body: { ...said(ids), name: 'Attacked' } }),
  alias: (ids) => ({ body: { ...said(ids), previousId: ids.anonymousToken } }),
  batch: (ids) => ({ body: { batch: [track(ids)] } }),
  import: (ids) => ({ body: { batch: [track(ids)] } }),
  setSubscription: (ids) => ({
    body: {
      account: ids.accountName,
      id: ids.subscription,
      interval: 'month',
      amount: 9,
      currency: 'USD',
      sequence: 1,
    },
  }),
  importSubscriptions: (ids) => ({ body: csv(ids), type: 'text/csv' }),
  spend: () => ({}),
  setSpend: () => ({ body: { month: '2026-03', amount: 9 } }),
  stripe: () => ({ body: {} }),
  stripeOfProject: () => ({ body: {} }),
  qualifyReferral: (ids) => ({ body: { memberExternalId: ids.newcomerName } }),
  metric: (ids) => ({ path: 'metrics/nps', query: survey(ids) }),
  lifecycle: (ids) => ({ query: segment(ids) }),
  stickiness: (ids) => ({ query: segment(ids) }),
  retention: (ids) => ({ query: segment(ids) }),
  funnel: (ids) => ({ query: segment(ids) }),
  scores: (ids) => ({ query: survey(ids) }),
  movements: (ids) => ({ query: segment(ids) }),
  segments: () => ({}),
  behind: (ids) => ({ query: { ...survey(ids), metric: 'nps' } }),
  comments: () => ({ query: period }),
  churnReasons: () => ({ query: period }),
  dropOff: () => ({ query: period }),
  exportInteractions: () => ({ query: {} }),
};

let database: Database;
let tables: Awaited<ReturnType<typeof findTables>>;
let own: Furnished;
let foreign: Furnished;
let app: Awaited<ReturnType<typeof buildApp>>;
const keys = [...ScopeSchema.options.map((scope) => [scope]), [...ScopeSchema.options]].map((scopes) => ({
  scopes,
  key: `sk_live_${createHash('sha256').update(scopes.join()).digest('base64url')}`,
}));

beforeAll(async () => {
  database = await openEmptyDatabase();
  tables = await findTables(database);
  own = await furnish(database);
  foreign = await furnish(database);
  for (const { scopes, key } of keys) {
    const row = {
      id: crypto.randomUUID(),
      name: 'Attacker',
      hash: createHash('sha256').update(key).digest(),
    };
    await database.execute(
      `INSERT INTO secret_key (project_id, id, name, hash, scopes)
       VALUES ($1::uuid, $2::uuid, $3::text, $4::bytea, $5::text[])`,
      [own.projectId, row.id, row.name, row.hash, scopes],
    );
  }
  const { services } = own.community;
  const backend = {
    services,
    identity: new Identity(services),
    clock: new Clock(),
    secret: Buffer.alloc(32),
    close: async () => {},
  };
  const many = 1_000_000;
  app = await buildApp({
    backend,
    log: openLogger('silent'),
    trustProxy: false,
    rates: { address: many, project: many, member: many },
  });
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

async function ask(route: (typeof routes)[number], ids: Ids, headers: Record<string, string>) {
  const {
    path = route.path.slice(1),
    query = {},
    body,
    type = 'application/json',
  } = attempts[route.id]?.(ids) ?? {};
  const address = path.replace('{siteKey}', foreign.community.project.siteKey);
  const answer = await app.inject({
    method: route.method,
    url: `/v1/${address}?${new URLSearchParams(Object.entries(query))}`,
    headers: body === undefined ? headers : { 'content-type': type, ...headers },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.body };
}

it('every address is tried', () => {
  expect(Object.keys(attempts).sort()).toEqual(routes.map(({ id }) => id).sort());
});

describe.each(routes.map((route) => ({ id: route.id, route })))('$id', ({ route }) => {
  it('shows and changes nothing of another project, whichever key is used', async () => {
    const before = await digestOf(database, tables, foreign.projectId);
    for (const { scopes, key } of keys) {
      const { status, body } = await ask(route, foreign.ids, { authorization: `Bearer ${key}` });
      expect({ scopes, status, leaked: body.includes(foreign.canary) }).toMatchObject({ leaked: false });
      expect(status).toBeLessThan(500);
    }
    expect(await digestOf(database, tables, foreign.projectId)).toEqual(before);
  });

  it('is open to a key with its scope, which finds its own', async () => {
    if (route.scope === null) return;
    const headers = { authorization: `Bearer ${keys.at(-1)?.key}` };
    expect(await ask(route, own.ids, headers)).toMatchObject({ status: 200 });
  });
});

it('Stripe’s events for one project are not signed by another’s secret', async () => {
  const before = await digestOf(database, tables, foreign.projectId);
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.created',
    data: { object: {} },
  });
  const at = Math.floor(own.community.now.getTime() / 1000);
  const sign = (secret: string) =>
    `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex')}`;
  const { siteKey } = foreign.community.project;
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/webhooks/stripe/${siteKey}`,
    headers: { 'content-type': 'application/json', 'stripe-signature': sign(`whsec_${own.canary}`) },
    payload,
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('signature does not match');
  expect(await digestOf(database, tables, foreign.projectId)).toEqual(before);
});
