import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signMember } from '../../apps/server/src/demo/sign-member.ts';
import { startTestServer, type TestServer } from '../../apps/server/src/testing.ts';

/** Stands nowhere but where it is planted. */
const CANARY = `canary${randomBytes(12).toString('hex')}`;
const HIDDEN = [CANARY, Buffer.from(CANARY).toString('base64url'), Buffer.from(CANARY).toString('hex')];
/** As it stands in the middle of other text, where base64 begins at any of three places. */
const inside = (text: string) => HIDDEN.some((one) => text.includes(one.slice(4, -4)));

describe.each(['postgres', 'pglite'] as const)('over %s, with every line of the log read', (database) => {
  let server: TestServer;
  const lines: string[] = [];
  beforeAll(async () => {
    server = await startTestServer({ database, onLog: (line) => lines.push(line) });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    lines.length = 0;
  });

  const asking = (init: RequestInit = {}): RequestInit => ({
    method: 'POST',
    redirect: 'manual',
    ...init,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(new Headers(init.headers)),
    },
  });
  /** The whole answer: status line, headers and body. */
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${server.address}${path}`, asking(init));
    const headers = JSON.stringify([...response.headers]);
    return { status: response.status, text: `${headers}${await response.text()}` };
  };
  const widget = (path: string) => `/w/${server.project.siteKey}/${path}`;
  const consoleHeaders = () => ({ origin: server.backend.services.publicUrl, 'hearth-console': '1' });
  const key = () => ({ authorization: `Bearer ${server.project.secretKey}` });

  const secrets: [string, () => [string, RequestInit]][] = [
    [
      'a member token that is none',
      () => [widget('members.anonymous'), { body: '{}', headers: { authorization: `Bearer ${CANARY}` } }],
    ],
    [
      'an anonymous credential',
      () => [
        widget('members.anonymous'),
        { body: '{}', headers: { authorization: `Bearer anon_${CANARY.slice(0, 22)}` } },
      ],
    ],
    [
      'a token in the address',
      () => [`${widget('boot')}?token=${CANARY}&access_token=${CANARY}`, { body: '{}' }],
    ],
    [
      'a secret key that is none',
      () => ['/v1/track', { body: '{}', headers: { authorization: `Bearer sk_live_${CANARY}` } }],
    ],
    [
      'a secret key as a user name',
      () => ['/v1/track', { body: '{}', headers: { authorization: `Basic ${btoa(`sk_live_${CANARY}:`)}` } }],
    ],
    ['a secret key in the body', () => ['/v1/track', { body: `{"writeKey":"sk_live_${CANARY}"}` }]],
    [
      'a secret key in the address',
      () => [`/v1/track?key=sk_live_${CANARY}`, { body: '{}', headers: key() }],
    ],
    [
      'a password',
      () => [
        '/console-api/operators.signIn',
        { body: `{"email":"a@b.example","password":"${CANARY}"}`, headers: consoleHeaders() },
      ],
    ],
    [
      'a password of the wrong kind',
      () => [
        '/console-api/operators.signIn',
        { body: `{"email":"a@b.example","password":["${CANARY}"]}`, headers: consoleHeaders() },
      ],
    ],
    [
      'a password in broken JSON',
      () => ['/console-api/operators.signIn', { body: `{"password":"${CANARY}`, headers: consoleHeaders() }],
    ],
    [
      'an invitation',
      () => [
        '/console-api/operators.acceptInvitation',
        { body: `{"token":"${CANARY}","password":"long enough for a password"}`, headers: consoleHeaders() },
      ],
    ],
    [
      'a session',
      () => [
        '/console-api/operators.me',
        { body: '{}', headers: { cookie: `hearth-console=${CANARY}`, ...consoleHeaders() } },
      ],
    ],
    [
      'a signature of Stripe’s',
      () => [
        `/v1/webhooks/stripe/${server.project.siteKey}`,
        { body: `{"a":"${CANARY}"}`, headers: { 'stripe-signature': `t=1,v1=${CANARY}` } },
      ],
    ],
    ['broken JSON of a fact', () => ['/v1/track', { body: `{"userId":${CANARY}`, headers: key() }]],
    [
      'a broken file',
      () => [
        '/v1/import/subscriptions',
        {
          body: `account,id,interval,amount,currency\n"a${CANARY}`,
          headers: { ...key(), 'content-type': 'text/csv' },
        },
      ],
    ],
  ];

  test.each(secrets)('%s comes back to nobody and is not logged', async (_what, make) => {
    const [path, init] = make();
    const { status, text } = await ask(path, init);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(inside(text)).toBe(false);
    expect(lines.join('')).toContain('"msg":"Answered"');
    expect(inside(lines.join(''))).toBe(false);
  });

  const at = '2026-11-22T00:00:00.000Z';
  const item = (id: string) => ({
    id: `int_0199a3c4e5f67a8b9c0d1e2f3a4b${id}`,
    occurredAt: at,
    kind: 'post.created',
    payload: { text: CANARY },
  });

  test('what a database says of a row that it refuses is in no answer and in no line, and the failure is logged', async () => {
    const { database: sql } = server.backend.services;
    // It quotes the row and its words in each of the fields that a database has for that.
    await sql.script(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'secret % of ${CANARY}', NEW USING DETAIL = '${CANARY}', HINT = '${CANARY}', ERRCODE = '23514';
      END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON post FOR EACH ROW EXECUTE FUNCTION refuse();
      CREATE TRIGGER refuse BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION refuse();
      CREATE TRIGGER refuse BEFORE INSERT ON operator FOR EACH ROW EXECUTE FUNCTION refuse();
      CREATE TRIGGER refuse BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION refuse();`);
    const token = { authorization: `Bearer ${await server.sign('ada')}` };
    const recorded = await ask(widget('interactions.record'), {
      headers: token,
      body: JSON.stringify({ sentAt: at, items: [item('5c6d')] }),
    });
    expect(recorded.text).toContain('handler_failed');
    const spoken = await Promise.all([
      ask('/v1/group', {
        headers: key(),
        body: JSON.stringify({ userId: 'u', groupId: CANARY, traits: { name: CANARY } }),
      }),
      ask('/v1/subscriptions', {
        headers: key(),
        body: JSON.stringify({ account: CANARY, id: 's', interval: 'month', amount: 1, currency: 'EUR' }),
      }),
      ask(widget('members.anonymous'), {
        body: '{}',
        headers: {
          authorization: `Bearer ${await signMember(server.project, { sub: 'b', account: { id: CANARY } })}`,
        },
      }),
    ]);
    for (const name of ['post', 'account', 'operator', 'project'])
      await sql.script(`DROP TRIGGER refuse ON ${name}`);
    const said = [recorded, ...spoken].map(({ text }) => text).join('');
    expect(spoken.map(({ status }) => status)).toEqual([500, 500, 500]);
    expect(inside(said)).toBe(false);
    expect(lines.filter((line) => line.includes('23514')).length).toBeGreaterThanOrEqual(4);
    expect(inside(lines.join(''))).toBe(false);
  });

  test('nor what any other error of ours says', async () => {
    const { services, identity } = server.backend;
    const failing = [
      vi
        .spyOn(services.recorder, 'record')
        .mockRejectedValue(new Error(`handler: ${CANARY}`, { cause: CANARY })),
      vi
        .spyOn(identity, 'resolveHostCaller')
        .mockRejectedValue(new AggregateError([new Error(CANARY)], CANARY)),
    ];
    const token = { authorization: `Bearer ${await server.sign('ada')}` };
    const answers = [
      await ask(widget('interactions.record'), {
        headers: token,
        body: JSON.stringify({ sentAt: at, items: [item('5c6e')] }),
      }),
      await ask('/v1/track', { headers: key(), body: '{}' }),
      await ask('/s/facts.send', { headers: key(), body: '{"batch":[{}]}' }),
    ];
    for (const spy of failing) spy.mockRestore();
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500]);
    expect(inside(answers.map(({ text }) => text).join(''))).toBe(false);
    expect(inside(lines.join(''))).toBe(false);
    // Still to be found: by the request's id, with the place where it happened.
    for (const { text } of answers) {
      const [id = ''] = /[0-9a-f-]{36}(?=\.")/.exec(text) ?? [];
      expect(lines.find((line) => line.includes(id) && line.includes('"level":50'))).toContain(' at ');
    }
  });
});
