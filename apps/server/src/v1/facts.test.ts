import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const basic = () => `Basic ${Buffer.from(`${server.project.secretKey}:`).toString('base64')}`;

async function post(path: string, body: BodyInit | object, headers: Record<string, string> = {}) {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(`${server.address}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: basic(), 'content-type': 'application/json', ...headers },
    body: isRaw ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const stored = { status: 200, body: { success: true, warnings: [] } };

it('takes a fact from whoever has the key, as Basic or as Bearer', async () => {
  const fact = { userId: 'u1', event: 'opened' };
  expect(await post('track', fact)).toEqual(stored);
  const bearer = { authorization: `Bearer ${server.project.secretKey}` };
  expect(await post('track', fact, bearer)).toEqual(stored);
});

it('unpacks gzip, and stops what unpacks to more than a batch may be', async () => {
  const gzip = { 'content-encoding': 'gzip' };
  const batch = { batch: [{ type: 'track', userId: 'u1', event: 'packed' }] };
  const fine = await post('batch', gzipSync(JSON.stringify(batch)), gzip);
  expect(fine).toMatchObject({ status: 200, body: { accepted: 1 } });
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
  expect(bomb.length).toBeLessThan(250_000);
  const refused = await post('batch', bomb, gzip);
  expect(refused).toMatchObject({
    status: 413,
    body: { success: false, error: { reason: 'body_too_large' } },
  });
});
