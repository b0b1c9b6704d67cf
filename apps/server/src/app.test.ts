import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}, to = server) =>
  fetch(to.widgetUrl(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Sends bytes that fetch would not, and reads the whole answer. */
async function raw(text: string): Promise<string> {
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  socket.end(text);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'close');
  return answer;
}

describe('the server', () => {
  it('answers whoever watches over it', async () => {
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  });

  it('lets no word of an unexpected error out, only its id', async () => {
    const canary = 'canary-9f2c';
    const resolve = vi.spyOn(server.backend.identity, 'resolveWidgetCaller');
    resolve.mockImplementation(() => Promise.reject(new Error(`secret ${canary}`)));
    const batch = await post('members.anonymous,members.merge?batch=1', { 0: {}, 1: {} });
    const single = await post('members.anonymous', {});
    resolve.mockRestore();
    for (const response of [batch, single]) {
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(text).not.toContain(canary);
      expect(text).not.toContain('stack');
      expect(text).toMatch(/Something went wrong\. Quote request [0-9a-f-]{36}\./);
    }
  });

  it('refuses too many requests with a time to wait', async () => {
    const strict = await startTestServer({ rates: { address: 3 }, beside: server });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push(await post('members.anonymous', {}, {}, strict));
    await strict.close();
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(statuses[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await statuses[3]?.json()).toMatchObject({ error: { data: { reason: 'rate_limited' } } });
  });

  it('counts a member wherever they come from', async () => {
    const strict = await startTestServer({ rates: { member: 2 }, beside: server });
    const authorization = `Bearer ${await server.sign('ada')}`;
    const ask = async () => (await post('members.anonymous', {}, { authorization }, strict)).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    await strict.close();
  });

  it('answers what is not even HTTP, and headers without end, in its own shape', async () => {
    expect(await raw('hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"reason":"bad_request"/s);
    const long = `GET /w/x/${'a,'.repeat(12_000)}?batch=1 HTTP/1.1\r\nHost: x\r\n\r\n`;
    expect(await raw(long)).toMatch(/^HTTP\/1.1 431 .*Send fewer calls/s);
  });

  it('refuses other kinds of bodies and addresses that there are not, in the same shape', async () => {
    const xml = await fetch(server.widgetUrl('members.anonymous'), {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: '<a/>',
    });
    expect([xml.status, await xml.json()]).toMatchObject([
      400,
      { error: { data: { reason: 'bad_request' } } },
    ]);
    const nowhere = await fetch(`${server.address}/nowhere`);
    expect([nowhere.status, await nowhere.json()]).toMatchObject([
      404,
      { error: { data: { reason: 'not_found' } } },
    ]);
  });

  it('serves the console as one page, under a policy without exceptions', async () => {
    for (const path of ['/console/', '/console/live', '/console/members/mem_1']) {
      const response = await fetch(`${server.address}${path}`);
      expect(response.headers.get('content-type')).toMatch(/text\/html/);
      expect(response.headers.get('content-security-policy')).toMatch(
        /default-src 'none'; script-src 'self'/,
      );
      expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe/);
    }
    expect((await fetch(`${server.address}/console/assets/gone.js`)).status).toBe(404);
  });

  it('stops while somebody holds a live stream open', async () => {
    const stopping = await startTestServer({ beside: server });
    const stream = await fetch(stopping.widgetUrl('feed.live'));
    expect(stream.headers.get('content-type')).toMatch(/event-stream/);
    const reader = stream.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('connected');
    const started = performance.now();
    await stopping.close();
    expect(performance.now() - started).toBeLessThan(3_000);
    await expect(reader?.read()).rejects.toThrow();
  });

  it('refuses a bad credential on a live stream with its own status', async () => {
    const stream = await fetch(server.widgetUrl('feed.live'), {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(stream.status).toBe(401);
    expect(await stream.json()).toMatchObject({ error: { data: { reason: 'token_invalid' } } });
  });

  // The last: it takes everybody's database away.
  it('with its database away stays alive, says so at once, and tells when to come back', async () => {
    const token = await server.sign('ada');
    await server.backend.close();
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
    const response = await post(
      'members.anonymous',
      {},
      { origin: server.project.origin, authorization: `Bearer ${token}` },
    );
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    // So that a page can read it: without, a browser only sees "network error".
    expect(response.headers.get('access-control-allow-origin')).toBe(server.project.origin);
    expect(await response.json()).toMatchObject({
      error: { data: { reason: 'unavailable', httpStatus: 503 } },
    });
  });
});
