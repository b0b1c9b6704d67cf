import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { encode, signShared } from './forge.ts';
import { INVALID, one, server, two } from './tokens-stage.ts';
import type { Target } from './two-projects.ts';
import { askWidget, enterWith, verdictOf } from './widget-call.ts';

const anonymousOf = async (target: Target): Promise<string> => {
  const { text } = await askWidget(server, target, 'members.anonymous', { body: '{}' });
  const [token] = /anon_[\w-]{22}/.exec(text) ?? [];
  if (!token) throw new Error(`No credential in ${text}`);
  return token;
};

describe('an anonymous credential', () => {
  test('is good in the project that issued it, and nowhere else', async () => {
    const token = await anonymousOf(one);
    expect((await enterWith(server, one, `Bearer ${token}`)).status).toBe(200);
    expect(verdictOf(await enterWith(server, two, `Bearer ${token}`))).toBe(INVALID);
  });

  const forged: Record<string, (token: string) => string> = {
    'made up': () => `anon_${randomBytes(16).toString('base64url')}`,
    'of nothing but zeros': () => `anon_${'A'.repeat(22)}`,
    'with its last letter changed': (token) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    'cut short': (token) => token.slice(0, -1),
    'with a letter too many': (token) => `${token}A`,
    'with another prefix': (token) => token.replace('anon_', 'ANON_'),
    'with SQL in it': () => `anon_${"'OR'1'='1'--".padEnd(22, '-')}`,
    'as its own digest': () => `anon_${encode('x'.repeat(32)).slice(0, 22)}`,
  };
  test.each(Object.entries(forged))('(%s) is refused, and makes nobody', async (_name, forge) => {
    const token = await anonymousOf(one);
    const members = () => server.rows('SELECT count(*) FROM member');
    const before = await members();
    expect(verdictOf(await enterWith(server, one, `Bearer ${forge(token)}`))).toBe(INVALID);
    expect(await members()).toEqual(before);
  });

  test('of another project cannot be merged, nor can one be merged twice', async () => {
    const merge = (token: string, sub: string) =>
      askWidget(server, one, 'members.merge', {
        authorization: `Bearer ${signShared(one, { claims: { sub } })}`,
        body: JSON.stringify({ token }),
      });
    const [own, foreign] = [await anonymousOf(one), await anonymousOf(two)];
    expect(verdictOf(await merge(foreign, 'ada'))).toBe(INVALID);
    expect((await merge(own, 'ada')).status).toBe(200);
    expect(verdictOf(await merge(own, 'eve'))).toBe(INVALID);
    expect(verdictOf(await enterWith(server, one, `Bearer ${own}`))).toBe(INVALID);
  });

  test('does not become a member by saying so', async () => {
    const { status, text } = await askWidget(server, one, 'members.merge', {
      authorization: `Bearer ${await anonymousOf(one)}`,
      body: JSON.stringify({ token: await anonymousOf(one), sub: 'ada', verified: true }),
    });
    expect([status, text]).toEqual([401, expect.stringContaining('sign_in_required')]);
  });
});

describe('a secret key', () => {
  const ask = (headers: Record<string, string>, path = '/v1/identify', body: object = {}) =>
    fetch(`${server.api}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ userId: 'ada', ...body }),
    });
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  test('opens the door of backends: or nothing below proves anything', async () => {
    expect((await ask(bearer(one.secretKey))).status).toBe(200);
  });

  test('is refused from every browser, its own project’s pages too', async () => {
    for (const origin of [one.origin, two.origin, server.api, 'null', 'https://evil.example'])
      for (const path of ['/v1/identify', '/s/referrals.qualify']) {
        const response = await ask({ ...bearer(one.secretKey), origin }, path);
        expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      }
    const inBody = await ask({ origin: one.origin }, '/v1/identify', { writeKey: one.secretKey });
    expect(inBody.status).toBe(403);
    const asUser = Buffer.from(`${one.secretKey}:`).toString('base64');
    expect((await ask({ authorization: `Basic ${asUser}`, origin: one.origin })).status).toBe(403);
  });

  test.each<[string, (key: string) => string]>([
    ['cut short', (key) => key.slice(0, -1)],
    ['with a letter changed', (key) => key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')],
    ['with a letter too many', (key) => `${key}A`],
    ['in capitals', (key) => key.toUpperCase()],
    ['without its prefix', (key) => key.replace('sk_live_', '')],
    ['that is the site key', () => one.siteKey],
    ['that is a member token', () => signShared(one)],
    ['that is empty', () => ''],
  ])('(%s) is refused', async (_name, forge) => {
    expect((await ask(bearer(forge(one.secretKey)))).status).toBe(401);
  });

  test('ends at once when it is revoked or has run out', async () => {
    const set = (column: string, value: string) =>
      server.rows(`UPDATE secret_key SET ${column} = ${value} WHERE project_id = $1`, [two.projectId]);
    expect((await ask(bearer(two.secretKey))).status).toBe(200);
    await set('revoked_at', 'now()');
    expect((await ask(bearer(two.secretKey))).status).toBe(401);
    await set('revoked_at', 'NULL');
    await set('expires_at', "now() - interval '1 second'");
    expect((await ask(bearer(two.secretKey))).status).toBe(401);
    await set('expires_at', 'NULL');
    expect((await ask(bearer(two.secretKey))).status).toBe(200);
  });
});

/** A head that fetch would not send. */
async function raw(head: string): Promise<string> {
  const socket = connect(Number(new URL(server.api).port), 'localhost');
  socket.end(head);
  return text(socket);
}

describe('a credential in the address', () => {
  const boot = encodeURIComponent(JSON.stringify({ widgets: ['rewards'], locale: 'en' }));
  const names = [
    'token',
    'access_token',
    'authorization',
    'Authorization',
    'bearer',
    'jwt',
    'id_token',
    'key',
  ];

  test('is never accepted: a member token makes nobody signed in', async () => {
    const token = signShared(one, { claims: { sub: 'in-the-address' } });
    const searches = [
      ...names.map((name) => `${name}=${token}`),
      ...names.map((name) => `${name}=Bearer%20${token}`),
      `connectionParams=${encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }))}`,
      `headers[authorization]=Bearer%20${token}`,
      `authorization=Bearer%20${token}&authorization=Bearer%20${token}`,
    ];
    for (const search of searches) {
      const { status, text } = await askWidget(server, one, `boot?input=${boot}`, { search: `&${search}` });
      expect([status, text], search).toEqual([200, expect.stringContaining('"member":null')]);
    }
    const headers = {
      cookie: `token=${token}; authorization=${token}`,
      'x-authorization': `Bearer ${token}`,
    };
    const elsewhere = await askWidget(server, one, `boot?input=${boot}`, { headers });
    expect(elsewhere.text).toContain('"member":null');
    expect(await server.rows(`SELECT FROM member WHERE external_id = 'in-the-address'`)).toEqual([]);
  });

  test('is never accepted: neither a secret key nor an anonymous credential nor a session', async () => {
    const body = JSON.stringify({ userId: 'in-the-address' });
    for (const name of [...names, 'writeKey', 'apiKey']) {
      const response = await fetch(`${server.api}/v1/identify?${name}=${one.secretKey}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(response.status, name).toBe(401);
      const anonymous = await anonymousOf(one);
      const sent = await askWidget(server, one, 'interactions.record', {
        search: `?${name}=${anonymous}`,
        body: JSON.stringify({ sentAt: new Date().toISOString(), items: [{}] }),
      });
      expect(verdictOf(sent), name).toBe('401 sign_in_required');
    }
    const session = await fetch(`${server.api}/console-api/operators.me?session=x&hearth-console=x`);
    expect(await session.text()).toContain('"data":null');
  });

  test('is never logged, nor is one in a header, however the request goes wrong', async () => {
    const token = signShared(one, { claims: { sub: 'not-to-be-logged' } });
    const anonymous = await anonymousOf(one);
    const search = `token=${token}&key=${one.secretKey}&anonymous=${anonymous}`;
    const authorization = `Bearer ${token}`;
    const paths = [
      `/w/${one.siteKey}/boot?input=${boot}&${search}`,
      `/w/${one.siteKey}/boot?input={&${search}`,
      `/w/${one.siteKey}/nowhere?${search}`,
      `/w/${one.siteKey}/feed.live?${search}`,
      `/w/pk_live_nobody0000/boot?${search}`,
      `/w/${one.siteKey}/%E0%A4%A?${search}`,
      `/v1/identify?${search}`,
      `/v1/nowhere?${search}`,
      `/s/referrals.qualify?${search}`,
      `/console-api/operators.me?${search}`,
      `/console/?${search}`,
      `/r/ABCDEF22?${search}`,
      `/nowhere?${search}`,
      `/%zz?${search}`,
    ];
    for (const path of paths)
      for (const method of ['GET', 'POST', 'DELETE']) {
        const response = await fetch(`${server.api}${path}`, {
          method,
          headers: {
            authorization,
            cookie: `hearth-console=${token}`,
            referer: `https://x.example/?${search}`,
          },
        });
        await response.body?.cancel();
      }
    // What the parser itself refuses.
    for (const head of [
      `GET /?${search} HTTP/9.9\r\n\r\n`,
      `GET /?${search}${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
      `GET / HTTP/1.1\r\nAuthorization: ${authorization}\r\nBroken\0: ${token}\r\n\r\n`,
      `${token}\r\n\r\n`,
    ])
      await raw(head);
    const said = server.said();
    // It was listening, at its most talkative.
    expect(said).toContain('Refused a call');
    expect(said).toContain('"path":"/nowhere"');
    const [, claims = '', signed = ''] = token.split('.');
    for (const secret of [token, claims, signed, one.secretKey, anonymous, 'not-to-be-logged'])
      expect(said.includes(secret), secret).toBe(false);
  });
});
