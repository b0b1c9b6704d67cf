import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { Host } from './testing.ts';

let server: TestServer;
let host: Host;

beforeAll(async () => {
  server = await startTestServer();
  host = new Host(server);
});
afterAll(() => server.close());

const rows = <Row extends object>(sql: string, ...params: string[]) =>
  server.backend.services.database.query<Row>(sql, [server.project.projectId, ...params]);
const countOf = async (event: string) => {
  const found = await rows(
    `SELECT id FROM interaction WHERE project_id = $1::uuid AND subject = $2::text`,
    event,
  );
  return found.length;
};
const stored = { status: 200, body: { success: true, warnings: [] } };

describe('a fact', () => {
  it('is taken from whoever has the key: as Basic, as Bearer, or in the body', async () => {
    const fact = { userId: 'u1', event: 'opened' };
    expect(await host.post('track', fact)).toMatchObject(stored);
    const bearer = { authorization: `Bearer ${server.project.secretKey}` };
    expect(await host.post('track', fact, bearer)).toMatchObject(stored);
    const response = await fetch(`${server.address}/v1/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...fact, writeKey: server.project.secretKey }),
    });
    expect(response.status).toBe(200);
    expect(await countOf('opened')).toBe(3);
  });

  it.each([
    ['no id of anybody', 'track', { event: 'x' }, '"userId"'],
    ['no name', 'track', { userId: 'u1' }, '"event"'],
    ['an empty name', 'track', { userId: 'u1', event: ' ' }, '"event"'],
    ['a time that is none', 'track', { userId: 'u1', event: 'x', timestamp: 'yesterday' }, '"timestamp"'],
    [
      'a time in the far future',
      'track',
      { userId: 'u1', event: 'x', timestamp: '2999-01-01T00:00:00Z' },
      'ahead',
    ],
    [
      'a time before all clocks',
      'track',
      { userId: 'u1', event: 'x', timestamp: '1901-01-01T00:00:00Z' },
      '1970',
    ],
    ['a NUL byte', 'identify', { userId: 'u1', traits: { name: 'a\0' } }, 'NUL'],
    ['no group', 'group', { userId: 'u1' }, '"groupId"'],
    ['no previous id', 'alias', { userId: 'u1' }, '"previousId"'],
    [
      'a score out of range',
      'track',
      { userId: 'u1', event: 'survey.answered', properties: { score: 11 } },
      'properties',
    ],
  ])('with %s gets a 400 that names it', async (_, path, fact, word) => {
    const { status, body } = await host.post(path, fact);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { success: false, error: { reason: 'bad_request', message: expect.stringContaining(word) } },
    });
    expect(body).toHaveProperty('error.requestId');
  });

  it('larger than 32 KB gets a 413', async () => {
    const big = { userId: 'u1', event: 'big', properties: { text: 'x'.repeat(33_000) } };
    expect(await host.post('track', big)).toMatchObject({
      status: 413,
      body: { error: { reason: 'body_too_large' } },
    });
  });

  it.each([
    ['broken JSON', '{"userId":', 'JSON'],
    ['a list', '[]', 'object'],
    ['nothing', '', 'body'],
  ])('of %s gets a 400', async (_, text, word) => {
    const { status, body } = await host.post('track', text);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(word);
  });
});

describe('whoever asks', () => {
  it('without a key, with a wrong one, from a browser, or at an unknown address is refused in the same shape', async () => {
    const fact = { userId: 'u1', event: 'x' };
    const refused = async (headers: Record<string, string>, path = 'track') => {
      const { status, body } = await host.post(path, fact, headers);
      expect(body).toMatchObject({ success: false, error: { message: expect.any(String) } });
      return status;
    };
    expect(await refused({ authorization: 'Basic !!' })).toBe(401);
    expect(await refused({ authorization: 'Bearer sk_live_wrong' })).toBe(401);
    expect(await refused({ origin: server.project.origin })).toBe(403);
    expect(await refused({}, 'nowhere')).toBe(404);
    expect(await refused({ 'content-type': 'application/xml' })).toBe(400);
  });
});

describe('a batch', () => {
  const track = (event: string, more: object = {}) => ({ type: 'track', userId: 'u1', event, ...more });

  it('is stored but for its bad items, which are named', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) =>
      track('bulk', { messageId: `bulk-${index}`, userId: `user-${index % 100}` }),
    );
    const { status, body } = await host.post('batch', {
      batch: [
        ...items.slice(0, 500),
        { type: 'track', messageId: 'bad', event: 'bulk' },
        ...items.slice(500),
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      accepted: 1_000,
      duplicates: 0,
      rejected: [
        { index: 500, messageId: 'bad', code: 'invalid_shape', message: expect.stringContaining('userId') },
      ],
    });
    expect(await countOf('bulk')).toBe(1_000);
    expect(await host.post('batch', { batch: items })).toMatchObject({
      body: { accepted: 0, duplicates: 1_000 },
    });
    expect(await countOf('bulk')).toBe(1_000);
  });

  it('may be packed; what unpacks to more than 500 KB is stopped', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    const fine = await host.post('batch', gzipSync(JSON.stringify({ batch: [track('packed')] })), gzip);
    expect(fine).toMatchObject({ status: 200, body: { accepted: 1 } });
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));
    const refused = await host.post('batch', bomb, gzip);
    expect(refused).toMatchObject({ status: 413, body: { error: { reason: 'body_too_large' } } });
    const torn = gzipSync(JSON.stringify({ batch: [track('torn')] })).subarray(0, 30);
    expect(await host.post('batch', torn, gzip)).toMatchObject({ status: 400 });
    expect(await host.post('batch', 'x', { 'content-encoding': 'br' })).toMatchObject({ status: 400 });
  });

  it('of 2,501 items, or of none, is refused whole', async () => {
    expect(await host.post('batch', { batch: [] })).toMatchObject({ status: 400 });
    expect(await host.post('batch', { batch: Array(2_501).fill({}) })).toMatchObject({ status: 400 });
  });

  it('of history is believed, and every item of it has its time', async () => {
    const timestamp = '2021-05-06T07:08:09.000Z';
    const sentAt = '2024-01-01T00:00:00.000Z';
    const { body } = await host.post('import', {
      sentAt,
      batch: [track('old', { timestamp, userId: 'elder' }), track('timeless')],
    });
    expect(body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, message: expect.stringContaining('timestamp') }],
    });
    const [row] = await rows<{ occurred_at: Date }>(
      `SELECT occurred_at FROM interaction WHERE project_id = $1::uuid AND subject = 'old'`,
    );
    expect(row?.occurred_at.toISOString()).toBe(timestamp);
    const [member] = await rows<{ first_seen_at: Date; last_seen_at: Date }>(
      `SELECT first_seen_at, last_seen_at FROM member WHERE project_id = $1::uuid AND external_id = 'elder'`,
    );
    expect(member?.first_seen_at.toISOString()).toBe(timestamp);
    expect(member?.last_seen_at.toISOString()).toBe(timestamp);
  });
});

describe("Segment's own client for Node", () => {
  const open = (path?: string) => {
    const analytics = new Analytics({
      writeKey: server.project.secretKey,
      host: server.address,
      ...(path ? { path } : {}),
      flushAt: 100,
      maxRetries: 2,
    });
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    return { analytics, errors };
  };

  it('sends all it knows through its own batching', async () => {
    const { analytics, errors } = open();
    const created = new Date('2024-02-03T04:05:06.000Z');
    analytics.track({ anonymousId: 'visitor', event: 'Pricing Seen' });
    analytics.identify({
      userId: 'ada',
      traits: { name: 'Ada', email: 'ada@northwind.example', plan: 'team', address: { city: 'Oslo' } },
    });
    analytics.alias({ userId: 'ada', previousId: 'visitor' });
    analytics.group({
      userId: 'ada',
      groupId: 'northwind',
      traits: { name: 'Northwind', plan: 'team', employees: 40 },
    });
    for (let count = 0; count < 250; count += 1) {
      analytics.track({ userId: 'ada', event: 'Report Shared', timestamp: created, properties: { count } });
    }
    analytics.page({ userId: 'ada', name: 'Home', properties: { path: '/home?token=1' } });
    analytics.screen({ userId: 'ada', name: 'Start' });
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);

    expect(await countOf('Report Shared')).toBe(250);
    const [ada] = await rows(
      `SELECT m.id, m.name, m.email, m.traits, a.external_id AS account, a.name AS account_name, a.plan, a.traits AS account_traits
       FROM member m JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
       WHERE m.project_id = $1::uuid AND m.external_id = 'ada'`,
    );
    expect(ada).toMatchObject({
      name: 'Ada',
      email: 'ada@northwind.example',
      traits: { plan: 'team', 'address.city': 'Oslo' },
      account: 'northwind',
      account_name: 'Northwind',
      plan: 'team',
      account_traits: { employees: 40 },
    });
    const seen = await rows(
      `SELECT i.subject, i.page, m.merged_into_id FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
       WHERE i.project_id = $1::uuid AND i.subject IN ('Pricing Seen', 'page_viewed', 'screen_viewed') ORDER BY i.subject`,
    );
    expect(seen).toEqual([
      { subject: 'Pricing Seen', page: null, merged_into_id: Reflect.get(ada ?? {}, 'id') },
      { subject: 'page_viewed', page: '/home', merged_into_id: null },
      { subject: 'screen_viewed', page: null, merged_into_id: null },
    ]);
  });

  it('sends again what it thinks was lost, and nothing counts twice', async () => {
    const { analytics } = open('/v1/import');
    const [bodies, answers]: [string[], unknown[]] = [[], []];
    analytics.on('http_request', ({ body }) => bodies.push(String(body)));
    for (let count = 0; count < 120; count += 1) {
      analytics.track({ userId: 'bob', event: 'Retried', timestamp: new Date(1_600_000_000_000 + count) });
    }
    await analytics.closeAndFlush();
    expect(bodies.length).toBe(2);
    for (const body of bodies) answers.push((await host.post('import', body)).body);
    expect(answers).toMatchObject([
      { accepted: 0, duplicates: 100 },
      { accepted: 0, duplicates: 20 },
    ]);
    expect(await countOf('Retried')).toBe(120);
  });
});
