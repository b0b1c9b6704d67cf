import { inviteOperator } from '@hearth/api';
import { largestImport } from '@hearth/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

const PASSWORD = 'a sentence is a good password';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Asked {
  cookie?: string;
  headers?: Record<string, string>;
}

async function post(procedure: string, input: unknown, { cookie, headers }: Asked = {}) {
  const response = await fetch(`${server.address}/console-api/${procedure}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: server.address,
      'hearth-console': '1',
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    body: JSON.stringify(input),
  });
  return { response, text: await response.text(), setCookie: response.headers.get('set-cookie') ?? '' };
}

/** Something that only a signed-in operator may read. */
const read = (cookie: string) =>
  fetch(`${server.address}/console-api/interactions.recent?input=%7B%7D`, { headers: { cookie } });
const sessionIn = (setCookie: string) => setCookie.split(';')[0] ?? '';

async function invite(email: string, role: 'owner' | 'moderator' = 'moderator'): Promise<string> {
  const { projectId } = server.project;
  const invitation = { projectId, email, name: 'Olu', role, now: new Date() } as const;
  return (await inviteOperator(server.backend.services.database, invitation)).token;
}

async function join(email: string, role: 'owner' | 'moderator' = 'moderator'): Promise<string> {
  const token = await invite(email, role);
  const { setCookie } = await post('operators.acceptInvitation', { token, password: PASSWORD });
  return sessionIn(setCookie);
}

describe('an operator', () => {
  it('chooses a password by a one-time link, once', async () => {
    const token = await invite('olu@app.example');
    const accepted = await post('operators.acceptInvitation', { token, password: PASSWORD });
    expect(accepted.response.status).toBe(200);
    expect(JSON.parse(accepted.text)).toMatchObject({
      result: {
        data: { email: 'olu@app.example', role: 'moderator', project: { siteKey: server.project.siteKey } },
      },
    });
    const again = await post('operators.acceptInvitation', { token, password: 'another good password' });
    expect(again.response.status).toBe(404);
  });

  it('cannot choose a short password, and keeps the link', async () => {
    const token = await invite('short@app.example');
    const { response, text } = await post('operators.acceptInvitation', { token, password: 'short' });
    expect(response.status).toBe(400);
    expect(text).toContain('at least 15 characters');
    expect((await post('operators.acceptInvitation', { token, password: PASSWORD })).response.status).toBe(
      200,
    );
  });

  it('signs in and out; the session then is worth nothing', async () => {
    await join('ines@app.example');
    const { response, setCookie } = await post('operators.signIn', {
      email: 'Ines@App.example',
      password: PASSWORD,
    });
    expect(response.status).toBe(200);
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Strict/);
    expect(setCookie).toMatch(/Path=\//);
    const cookie = sessionIn(setCookie);
    expect((await read(cookie)).status).toBe(200);
    await post('operators.signOut', {}, { cookie });
    expect((await read(cookie)).status).toBe(401);
  });

  it('gets the same answer for a wrong password and for an address that nobody has', async () => {
    await join('pia@app.example');
    const wrong = await post('operators.signIn', {
      email: 'pia@app.example',
      password: 'not my password at all',
    });
    const nobody = await post('operators.signIn', {
      email: 'nobody@app.example',
      password: 'not my password at all',
    });
    const plain = (text: string) => text.replace(/"requestId":"[^"]*"/, '');
    expect(wrong.response.status).toBe(401);
    expect(plain(wrong.text)).toBe(plain(nobody.text));
  });

  it('is asked to wait after ten wrong passwords', async () => {
    const tries = [];
    for (let count = 0; count < 11; count += 1) {
      tries.push(
        await post('operators.signIn', { email: 'target@app.example', password: `guess number ${count}` }),
      );
    }
    expect(tries.slice(0, 10).map(({ response }) => response.status)).toEqual(Array(10).fill(401));
    expect(tries[10]?.response.status).toBe(429);
    expect(Number(tries[10]?.response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, string>]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['from an origin that only begins alike', { origin: 'http://127.0.0.1.evil.example' }],
    ['without the header that forms cannot send', { 'hearth-console': '' }],
    ['from a sandboxed frame', { origin: 'null' }],
  ])('is not acted for %s', async (_how, headers) => {
    if (headers['hearth-console'] === '') {
      const response = await fetch(`${server.address}/console-api/operators.signOut`, {
        method: 'POST',
        headers: { origin: server.address, 'content-type': 'application/json' },
        body: '{}',
      });
      expect(response.status).toBe(403);
      return;
    }
    const { response, text } = await post('operators.signOut', {}, { headers });
    expect(response.status).toBe(403);
    expect(text).toContain('origin_not_allowed');
  });

  it('is signed out after twelve idle hours, and after seven days in any case', async () => {
    const cookie = await join('time@app.example');
    const { database } = server.backend.services;
    const age = async (column: 'last_seen_at' | 'created_at', interval: string) => {
      await database.execute(`UPDATE session SET ${column} = ${column} - $1::interval`, [interval]);
      return (await read(cookie)).status;
    };
    expect(await age('last_seen_at', '11 hours')).toBe(200);
    expect(await age('last_seen_at', '13 hours')).toBe(401);
    const fresh = await join('late@app.example');
    await database.execute(`UPDATE session SET created_at = created_at - '8 days'::interval`, []);
    expect((await read(fresh)).status).toBe(401);
  });

  it('whose account is disabled is out at once', async () => {
    const cookie = await join('gone@app.example');
    await server.backend.services.database.execute(
      `UPDATE operator SET disabled_at = now() WHERE email = $1::text`,
      ['gone@app.example'],
    );
    expect((await read(cookie)).status).toBe(401);
    expect(
      (await post('operators.signIn', { email: 'gone@app.example', password: PASSWORD })).response.status,
    ).toBe(401);
  });

  it('is not found by a made-up session', async () => {
    expect((await read(`hearth-console=${'A'.repeat(43)}`)).status).toBe(401);
  });
});

describe('a file of subscriptions', () => {
  const line = 'acme,one,month,"4,900",USD\n';
  const csv = `account,id,interval,amount,currency\n${line.repeat(10_000)}`;

  it('may be larger than anything else that the console sends', async () => {
    const cookie = await join('books@app.example', 'owner');
    const { response, text } = await post('revenue.importSubscriptions', { csv }, { cookie });
    expect(response.status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ result: { data: { stored: 0, rejectedTotal: 10_000 } } });
    expect((await post('revenue.setSpend', { csv }, { cookie })).response.status).toBe(413);
    const batched = await post(
      'revenue.setSpend,revenue.importSubscriptions?batch=1',
      { 1: { csv } },
      { cookie },
    );
    expect(batched.response.status).toBe(413);
  });

  it('is read of nobody who has not signed in', async () => {
    const { response } = await post('revenue.importSubscriptions', { csv: 'x'.repeat(25 * 1024 * 1024) });
    expect(response.status).toBe(401);
  });

  it('is refused beyond its limit', async () => {
    const cookie = await join('long@app.example', 'owner');
    const send = (length: number) =>
      post('revenue.importSubscriptions', { csv: 'x'.repeat(length) }, { cookie });
    const { response, text } = await send(largestImport + 1);
    expect(response.status).toBe(400);
    expect(text).toContain('Import it in parts');
    expect((await send(2 * largestImport)).response.status).toBe(413);
  });
});

describe("the console's cookie", () => {
  it('is bound to its host and to https wherever there is https', async () => {
    const secure = await startTestServer({ publicUrl: 'https://hearth.example', beside: server });
    try {
      const { projectId } = secure.project;
      const invitation = {
        projectId,
        email: 'a@b.example',
        name: 'A',
        role: 'owner',
        now: new Date(),
      } as const;
      const { token } = await inviteOperator(secure.backend.services.database, invitation);
      const response = await fetch(`${secure.address}/console-api/operators.acceptInvitation`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: 'https://hearth.example',
          'hearth-console': '1',
        },
        body: JSON.stringify({ token, password: PASSWORD }),
      });
      expect(response.headers.get('set-cookie')).toMatch(/^__Host-hearth=[\w-]{43};.*Secure/);
      expect(response.headers.get('strict-transport-security')).not.toBeNull();
    } finally {
      await secure.close();
    }
  });
});
