import { createSecretKey } from '@hearth/api';
import { ScopeSchema } from '@hearth/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { routes } from './routes.ts';
import { Host } from './testing.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const keyWith = async (scopes: readonly string[], expiresAt: Date | null = null) => {
  const { database } = server.backend.services;
  const key = { projectId: server.project.projectId, name: 'One scope', scopes, expiresAt };
  return new Host(server, (await createSecretKey(database, key)).secretKey);
};

/** A request that is good but for its key, so that only the key decides. */
const good: Record<string, { path: string; body?: unknown; headers?: Record<string, string> }> = {
  identify: { path: 'identify', body: { userId: 'u' } },
  track: { path: 'track', body: { userId: 'u', event: 'x' } },
  group: { path: 'group', body: { userId: 'u', groupId: 'g' } },
  page: { path: 'page', body: { userId: 'u' } },
  screen: { path: 'screen', body: { userId: 'u' } },
  alias: { path: 'alias', body: { userId: 'u', previousId: 'a' } },
  batch: { path: 'batch', body: { batch: [{ type: 'track', userId: 'u', event: 'x' }] } },
  import: { path: 'import', body: { batch: [{ type: 'track', userId: 'u', event: 'x' }] } },
  setSubscription: {
    path: 'subscriptions',
    body: { account: 'a', id: 's', interval: 'month', amount: 100, currency: 'USD' },
  },
  importSubscriptions: {
    path: 'import/subscriptions',
    body: 'account,id,interval,amount,currency\na,s2,month,100,USD\n',
    headers: { 'content-type': 'text/csv' },
  },
  setSpend: { path: 'spend', body: { month: '2026-01', amount: 100 } },
  spend: { path: 'spend' },
  qualifyReferral: { path: 'referrals/qualify', body: { memberExternalId: 'nobody' } },
  metric: { path: 'metrics/active_members?from=2026-01-01&to=2026-02-01' },
  lifecycle: { path: 'lifecycle?from=2026-01-01&to=2026-02-01' },
  stickiness: { path: 'stickiness?from=2026-01-01&to=2026-02-01' },
  retention: { path: 'retention?from=2026-01-01&to=2026-02-01' },
  funnel: { path: 'funnel?from=2026-01-01&to=2026-02-01' },
  scores: { path: 'scores?from=2026-01-01&to=2026-02-01' },
  movements: { path: 'movements?from=2026-01-01&to=2026-02-01' },
  churnReasons: { path: 'churn-reasons?from=2026-01-01&to=2026-02-01' },
  dropOff: { path: 'drop-off?from=2026-01-01&to=2026-02-01' },
  comments: { path: 'comments?from=2026-01-01&to=2026-02-01' },
  behind: { path: 'behind?metric=nps&from=2026-01-01&to=2026-02-01' },
  segments: { path: 'segments' },
  exportInteractions: { path: 'export/interactions' },
};

const ask = async (host: Host, id: string): Promise<number> => {
  const request = good[id];
  if (!request) throw new Error(`Say here what a good request to ${id} is`);
  const { path, body, headers } = request;
  const answer = body === undefined ? await host.get(path, headers) : await host.post(path, body, headers);
  return answer.status;
};

const keyed = routes.filter(({ scope }) => scope !== null);

describe('a secret key', () => {
  it.each(ScopeSchema.options)('with %s alone opens what that is for, and nothing else', async (scope) => {
    const host = await keyWith([scope]);
    const opened = new Map<string, boolean>();
    for (const { id } of keyed) opened.set(id, (await ask(host, id)) !== 403);
    expect(opened).toEqual(new Map(keyed.map((route) => [route.id, route.scope === scope])));
  });

  it('that has expired opens nothing', async () => {
    const host = await keyWith(ScopeSchema.options, new Date(Date.now() - 1_000));
    for (const { id } of keyed) expect(`${id} ${await ask(host, id)}`).toBe(`${id} 401`);
  });
});
