import { randomBytes } from 'node:crypto';
import { consoleRouter, inviteOperator } from '@hearth/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Attacked, openTwoProjects } from './two-projects.ts';

const PASSWORD = 'a sentence is a good password';
let server: Attacked;
let people = 0;

beforeAll(async () => {
  server = await openTwoProjects();
});
afterAll(() => server?.close());

interface Sent {
  method?: string;
  input?: unknown;
  headers?: Record<string, string>;
}

/** A request to the console's API, with nothing but what is named. */
const send = async (path: string, { method = 'POST', input = {}, headers = {} }: Sent = {}) => {
  const response = await fetch(`${server.api}/console-api/${path}`, {
    method,
    headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
  const text = response.body?.locked || response.bodyUsed ? '' : await response.text().catch(() => '');
  return { status: response.status, text, cookie: response.headers.get('set-cookie') ?? '' };
};

/** What the console itself sends along. */
const own = () => ({ origin: server.api, 'hearth-console': '1' });
const sessionIn = (cookie: string): string => cookie.split(';')[0] ?? '';

/** A new owner of the first project, who has just chosen a password; and what keeps them signed in. */
async function join(): Promise<{ email: string; cookie: string }> {
  people += 1;
  const email = `owner-${people}@one.example`;
  const { projectId } = server.one;
  const invitation = { projectId, email, name: 'Olu', role: 'owner', now: new Date() } as const;
  const { token } = await inviteOperator(server.database, invitation);
  const accepted = await send('operators.acceptInvitation', {
    input: { token, password: PASSWORD },
    headers: own(),
  });
  expect(accepted.status).toBe(200);
  return { email, cookie: sessionIn(accepted.cookie) };
}

const signIn = (email: string, headers: Record<string, string> = own()) =>
  send('operators.signIn', { input: { email, password: PASSWORD }, headers });
/** What only somebody signed in may read. */
const read = async (cookie: string): Promise<number> =>
  (await send('keys.list?input=%7B%7D', { method: 'GET', headers: { cookie } })).status;

describe('another site that makes an operator’s browser send something', () => {
  let cookie: string;
  beforeAll(async () => {
    ({ cookie } = await join());
    expect(await read(cookie)).toBe(200);
  });

  const forged: Record<string, () => Record<string, string>> = {
    'a form of another site': () => ({ origin: 'https://evil.example' }),
    'a script of another site': () => ({ origin: 'https://evil.example', 'hearth-console': '1' }),
    'a page of the host product': () => ({ origin: server.one.origin, 'hearth-console': '1' }),
    'a sandboxed frame': () => ({ origin: 'null', 'hearth-console': '1' }),
    'a form of our own origin': () => ({ origin: server.api }),
    'no origin at all': () => ({ 'hearth-console': '1' }),
    neither: () => ({}),
    'our name with another port': () => ({ origin: 'http://localhost:1', 'hearth-console': '1' }),
    'our name below another': () => ({
      origin: `${server.api.replace(/:\d+$/, '')}.evil.example`,
      'hearth-console': '1',
    }),
    'our own address for a referrer': () => ({ referer: `${server.api}/console/`, 'hearth-console': '1' }),
  };
  // Of the router itself: a procedure that comes tomorrow is asked too.
  const typeOf = (procedure: unknown): unknown =>
    Reflect.get(Object(Reflect.get(Object(procedure), '_def')), 'type');
  const mutations = Object.entries(consoleRouter._def.procedures).flatMap(([path, procedure]) =>
    typeOf(procedure) === 'mutation' ? [path] : [],
  );

  test.each(Object.entries(forged))('(%s) changes nothing, whatever it asks for', async (_name, headers) => {
    expect(mutations.length).toBeGreaterThan(20);
    await Promise.all(
      [...mutations, `${mutations[0]},${mutations[1]}?batch=1`].map(async (path) => {
        const { status, text, cookie: set } = await send(path, { headers: { cookie, ...headers() } });
        expect([status, text, set], path).toEqual([403, expect.stringContaining('origin_not_allowed'), '']);
      }),
    );
    expect(await read(cookie)).toBe(200);
  });

  test('(an image or a link) reaches no procedure that changes anything', async () => {
    for (const path of mutations) {
      const { status } = await send(`${path}?input=%7B%7D`, { method: 'GET', headers: { cookie, ...own() } });
      expect(status, path).toBe(405);
    }
    expect(await read(cookie)).toBe(200);
  });

  test('(a form) cannot send a body that would be read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      for (const path of ['operators.signOut', 'keys.createSigning']) {
        const headers = { cookie, ...own(), 'content-type': type };
        expect((await send(path, { headers })).status, type).toBeGreaterThanOrEqual(400);
      }
    expect(await read(cookie)).toBe(200);
  });
});

describe('a session', () => {
  let email: string;
  let cookie: string;
  beforeEach(async () => {
    ({ email, cookie } = await join());
  });

  test('cannot be fixed before: signing in takes none that was brought along', async () => {
    const fixed = `hearth-console=${randomBytes(32).toString('base64url')}`;
    const signedIn = await signIn(email, { ...own(), cookie: fixed });
    expect(signedIn.status).toBe(200);
    expect(sessionIn(signedIn.cookie)).not.toBe(fixed);
    expect(await read(fixed)).toBe(401);
    // Nor is somebody else's taken over.
    const again = await signIn(email, { ...own(), cookie });
    expect(sessionIn(again.cookie)).not.toBe(cookie);
  });

  test('is 256 random bits, kept as a digest alone, out of reach of scripts and other sites', async () => {
    const { cookie: set } = await signIn(email);
    const [, token = ''] = /^hearth-console=([\w-]{43});/.exec(set) ?? [];
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    const stored = await server.rows('SELECT token_hash FROM session');
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(token, 'base64url').toJSON().data.join(','));
    expect(server.said()).not.toContain(token);
  });

  const forged: Record<string, (session: string) => string> = {
    'made up': () => `hearth-console=${randomBytes(32).toString('base64url')}`,
    'with its last letter changed': (session) => session.slice(0, -1) + (session.endsWith('A') ? 'Q' : 'A'),
    'cut short': (session) => session.slice(0, -1),
    'under another name': (session) => session.replace('hearth-console', '__Host-hearth'),
    'that is empty': () => 'hearth-console=',
    'that is SQL': () => "hearth-console=' OR true --",
  };
  test.each(Object.entries(forged))('(%s) is nobody’s', async (_name, forge) => {
    expect(await read(forge(cookie))).toBe(401);
  });

  test.each([
    ['twelve hours unused', 'last_seen_at', '12 hours 1 minute'],
    ['seven days after signing in', 'created_at', '7 days 1 minute'],
  ])('ends %s', async (_when, column, interval) => {
    const age = (back: string) =>
      server.rows(
        `UPDATE session s SET ${column} = now() - $1::interval FROM operator o WHERE o.id = s.operator_id AND o.email = $2`,
        [back, email],
      );
    await age(
      interval
        .replace('1 minute', '')
        .replace('12 hours', '11 hours 58 minutes')
        .replace('7 days', '6 days 23 hours'),
    );
    expect(await read(cookie)).toBe(200);
    await age(interval);
    expect(await read(cookie)).toBe(401);
  });

  test('ends at once when its operator is disabled or chooses a password anew', async () => {
    const set = (value: string) =>
      server.rows(`UPDATE operator SET disabled_at = ${value} WHERE email = $1`, [email]);
    await set('now()');
    expect(await read(cookie)).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    await set('NULL');
    expect(await read(cookie)).toBe(200);
    const me = await send('operators.me', { method: 'GET', headers: { cookie } });
    const id = /opr_[0-9a-f]{32}/.exec(me.text)?.[0];
    const { cookie: colleague } = await join();
    const invited = await send('team.inviteAgain', {
      input: { id },
      headers: { ...own(), cookie: colleague },
    });
    const [, token] = /#invitation=([\w-]+)/.exec(invited.text) ?? [];
    await send('operators.acceptInvitation', { input: { token, password: `${PASSWORD}!` }, headers: own() });
    expect(await read(cookie)).toBe(401);
    expect((await signIn(email)).status).toBe(401);
  });

  test('has the rights of now, not those of when it began', async () => {
    await server.rows(`UPDATE operator SET role = 'analyst' WHERE email = $1`, [email]);
    expect(await read(cookie)).toBe(403);
  });

  test('is no credential of the widgets’ or of the backends’', async () => {
    const [, token = ''] = cookie.split('=');
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie }]) {
      const json = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      };
      for (const path of ['/s/referrals.qualify', '/v1/identify'])
        expect((await fetch(`${server.api}${path}`, json)).status, path).toBe(401);
      const boot = await fetch(`${server.api}/w/${server.one.siteKey}/members.merge`, json);
      expect(boot.status).toBe(401);
    }
  });
});
