import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const preflight = (origin: string, path = 'interactions.record') =>
  fetch(server.widgetUrl(path), {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });

/** A request exactly as written: fetch would tidy the path, and ask caches to be passed by. */
async function plain(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(server.address);
  const request = get({ hostname, port, path, headers });
  const [response]: IncomingMessage[] = await once(request, 'response');
  response?.resume();
  return response?.statusCode ?? 0;
}

describe('a page of another origin', () => {
  it('may ask when the project allows it, without credentials, for two hours', async () => {
    const { status, headers } = await preflight(server.project.origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(server.project.origin);
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    expect(headers.get('access-control-max-age')).toBe('7200');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toMatch(/origin/i);
  });

  it.each(['https://app.example:444', 'http://app.example', 'https://app.example.evil.example', 'null'])(
    'may not when it is %s',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
      const response = await fetch(server.widgetUrl('members.anonymous'), {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: '{}',
      });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await response.json()).toMatchObject({ error: { data: { reason: 'origin_not_allowed' } } });
    },
  );

  it('can read why it was refused', async () => {
    const response = await fetch(server.widgetUrl('members.merge'), {
      method: 'POST',
      headers: { origin: server.project.origin, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(server.project.origin);
  });

  it('learns nothing of projects that there are not', async () => {
    const response = await fetch(`${server.address}/w/pk_live_00000000/boot`, {
      method: 'OPTIONS',
      headers: { origin: server.project.origin },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it("never reaches the console's API", async () => {
    const response = await fetch(`${server.address}/console-api/operators.me`, {
      headers: { origin: server.project.origin },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may load the widgets, which are for every page', async () => {
    for (const path of ['hearth.js', 'assets/nps-abc123.js', 'integrity.json']) {
      const { status, headers } = await fetch(`${server.address}/${path}`);
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('content-type')).toMatch(/charset=utf-8/i);
    }
    const loader = await fetch(`${server.address}/hearth.js`);
    expect(loader.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await plain('/hearth.js', { 'if-none-match': loader.headers.get('etag') ?? '' })).toBe(304);
    const chunk = await fetch(`${server.address}/assets/nps-abc123.js`);
    expect(chunk.headers.get('cache-control')).toMatch(/immutable/);
  });

  it('is led from another build’s file to the one that took its place, and never keeps that for ever', async () => {
    const ask = (file: string) => fetch(`${server.address}/assets/${file}`, { redirect: 'manual' });
    const { status, headers } = await ask('nps-FORMER.js');
    expect(status).toBe(307);
    expect(headers.get('location')).toBe('/assets/nps-abc123.js');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    // What no build of ours has is not there.
    for (const file of ['gone-abc123.js', 'nps-abc123.css', 'nps.js', 'constructor-abc123.js'])
      expect((await ask(file)).status).toBe(404);
  });

  it('cannot climb out of the folder of widgets', async () => {
    const climbs = [
      '..%2f..%2fconsole%2findex.html',
      '%2e%2e/%2e%2e/console/index.html',
      '../../console/index.html',
    ];
    for (const path of climbs) expect(await plain(`/assets/${path}`)).toBeGreaterThanOrEqual(400);
    expect(await plain('/assets/nps-abc123.js')).toBe(200);
  });
});
