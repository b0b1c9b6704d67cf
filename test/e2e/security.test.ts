import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Rows } from '../rows.ts';
import { freePort, Program, type Stack } from '../stack.ts';
import { call, interaction, type Reply, recording, signMember } from '../wire.ts';
import { openPage } from './browser.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let stack: Stack;
let rows: Rows;
let browser: Browser;
let token: string;

beforeAll(async () => {
  scene = await openScene();
  ({ stack, rows, browser } = scene);
  token = await signMember(stack.demo, { sub: 'ada' });
});

afterAll(() => scene?.close());

const stored = async (): Promise<number> => {
  const [row] = await rows<{ count: number }>('SELECT count(*)::int AS count FROM interaction');
  return row?.count ?? 0;
};
let before = 0;
beforeEach(async () => {
  before = await stored();
});
const record = (items: unknown[], credential = token) =>
  call(stack, 'interactions.record', { token: credential, body: recording(...items) });

describe('a page that the project does not know', () => {
  test('is refused by the browser and by the server, shows no widget, and stores nothing', async () => {
    const port = await freePort();
    const site = new Program('examples/script-tag/server.mjs', {
      PORT: String(port),
      HEARTH_API: stack.api,
      HEARTH_SITE_KEY: stack.demo.siteKey,
      HEARTH_KEY_ID: stack.demo.signingKey.kid,
      HEARTH_KEY_SECRET: stack.demo.signingKey.secret,
    });
    try {
      await site.answers(`http://localhost:${port}`);
      const { page, complaints } = await openPage(browser, `http://localhost:${port}`);
      // The widgets say so themselves, each with its way to try again.
      await page.locator('hearth-feed').getByRole('button', { name: 'Try again' }).waitFor();
      await page.getByRole('button', { name: 'New project' }).click();
      await page.waitForTimeout(1000);
      const cors = /blocked by CORS policy|net::ERR_FAILED/;
      expect(complaints.filter((each) => !cors.test(each))).toEqual([]);
      expect(complaints.filter((each) => each.includes('blocked by CORS policy'))).not.toEqual([]);
      expect(await stored()).toBe(before);
    } finally {
      await site.end('SIGTERM');
    }
  });

  test('hears 403 when it asks past the browser', async () => {
    const headers = { origin: 'http://localhost:1' };
    const body = recording(interaction('widget.shown', { widget: 'feed' }));
    const { status, reply } = await call(stack, 'interactions.record', { token, body, headers });
    expect([status, reply.error?.data.reason]).toEqual([403, 'origin_not_allowed']);
    expect(await stored()).toBe(before);
  });
});

describe('a token that does not hold', () => {
  const now = Math.floor(Date.now() / 1000);
  const none = (claims: object) =>
    `${[{ alg: 'none', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  const tokens: Record<string, { make: () => Promise<string> | string; reason: string }> = {
    'is signed with a key made up': {
      make: () => signMember(stack.demo, { sub: 'ada' }, { secret: Buffer.alloc(32, 7) }),
      reason: 'token_invalid',
    },
    'names a key that nobody has': {
      make: () =>
        signMember(stack.demo, { sub: 'ada' }, { header: { kid: '01890000-0000-7000-8000-000000000000' } }),
      reason: 'token_invalid',
    },
    'has expired': {
      make: () => signMember(stack.demo, { sub: 'ada' }, { claims: { iat: now - 1000, exp: now - 400 } }),
      reason: 'token_expired',
    },
    'is for another project': {
      make: () => signMember(stack.demo, { sub: 'ada' }, { claims: { aud: 'pk_live_other' } }),
      reason: 'token_invalid',
    },
    'says that it needs no signature': {
      make: () => none({ sub: 'ada', aud: stack.demo.siteKey, iat: now, exp: now + 600 }),
      reason: 'token_invalid',
    },
    'lives for a day': {
      make: () => signMember(stack.demo, { sub: 'ada' }, { claims: { exp: now + 86_400 } }),
      reason: 'token_invalid',
    },
    'was altered on the way': {
      make: async () => {
        const [header, , signature] = token.split('.');
        const payload = Buffer.from(
          JSON.stringify({ sub: 'ben', aud: stack.demo.siteKey, iat: now, exp: now + 60 }),
        );
        return [header, payload.toString('base64url'), signature].join('.');
      },
      reason: 'token_invalid',
    },
    'is an anonymous one nobody was given': { make: () => `anon_${'A'.repeat(22)}`, reason: 'token_invalid' },
    'is noise': { make: () => 'noise', reason: 'token_invalid' },
  };

  test.each(Object.entries(tokens))(
    'because it %s is an error, and nobody',
    async (_why, { make, reason }) => {
      const wrong = await make();
      const anonymous = await rows('SELECT FROM member WHERE anonymous_hash IS NOT NULL');
      const asked = await call(stack, 'boot', { token: wrong, query: { widgets: ['feed'], locale: 'en' } });
      const sent = await record([interaction('widget.shown', { widget: 'feed' })], wrong);
      for (const { status, reply } of [asked, sent]) {
        expect([status, reply.error?.data.reason]).toEqual([401, reason]);
        // A whole sentence.
        expect(reply.error?.message).toMatch(/^[A-Z].* .*\.$/);
      }
      expect(await stored()).toBe(before);
      expect(await rows('SELECT FROM member WHERE anonymous_hash IS NOT NULL')).toHaveLength(
        anonymous.length,
      );
    },
  );

  test('is not looked for in the address', async () => {
    const search = `?input=${encodeURIComponent(JSON.stringify({ widgets: ['rewards'], locale: 'en' }))}`;
    for (const name of ['token', 'authorization', 'access_token', 'connectionParams']) {
      const url = `${stack.api}/w/${stack.demo.siteKey}/boot${search}&${name}=${token}`;
      const reply = await (await fetch(url)).json();
      expect(reply.result.data.member, name).toBeNull();
    }
  });
});

describe('the console', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${stack.api}/console-api/operators.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(stack.demo.operator),
    });

  test('takes no change from another site’s page', async () => {
    for (const headers of [
      { origin: stack.host, 'hearth-console': '1' },
      { origin: stack.api },
      { origin: 'null', 'hearth-console': '1' },
      { 'hearth-console': '1' },
    ]) {
      const response = await post(headers);
      const { error } = await response.json();
      expect([response.status, error.data.reason]).toEqual([403, 'origin_not_allowed']);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
    expect((await post({ origin: stack.api, 'hearth-console': '1' })).status).toBe(200);
  });

  test('lets no page of another origin read it, and shows nothing to whoever has not signed in', async () => {
    const response = await fetch(`${stack.api}/console-api/interactions.recent?input={}`, {
      headers: { origin: stack.host },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.status).toBe(401);
  });
});

describe('a batch with something wrong in it', () => {
  const id = (prefix: string) => `${prefix}_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`;
  const shown = () => interaction('widget.shown', { widget: 'feed' });
  const score = async (value: number) => ({
    surveyId: `sur_${(await rows<{ id: string }>('SELECT id FROM survey'))[0]?.id.replaceAll('-', '')}`,
    answerId: id('ans'),
    score: value,
    complete: true,
  });
  const poisons: Record<string, { make: () => Promise<unknown> | unknown; code: string }> = {
    'an unknown kind': { make: () => ({ ...shown(), kind: 'money.printed' }), code: 'unknown_kind' },
    'the wrong shape': { make: () => ({ ...shown(), payload: { widget: 7 } }), code: 'invalid_shape' },
    'a field too many': { make: () => ({ ...shown(), memberId: id('mem') }), code: 'invalid_shape' },
    'no object at all': { make: () => 'surprise', code: 'invalid_shape' },
    'a text too long': {
      make: () => interaction('post.created', { text: 'x'.repeat(5001) }),
      code: 'text_too_long',
    },
    'a future time': {
      make: () => ({ ...shown(), occurredAt: new Date(Date.now() + 172_800_000).toISOString() }),
      code: 'occurred_in_future',
    },
    'an unknown survey': {
      make: async () => interaction('survey.answered', { ...(await score(5)), surveyId: id('sur') }),
      code: 'not_found',
    },
    'a score of 11': {
      make: async () => interaction('survey.answered', await score(11)),
      code: 'score_out_of_range',
    },
    'a NUL byte': { make: () => interaction('post.created', { text: 'a\0b' }), code: 'invalid_text' },
    'half a surrogate pair': {
      make: () => interaction('post.created', { text: 'a\ud800b' }),
      code: 'invalid_text',
    },
  };

  test.each(Object.entries(poisons))('(%s) stores all but that', async (_name, { make, code }) => {
    const [first, last] = [shown(), shown()];
    const { status, reply } = await record([first, await make(), last]);
    expect(status).toBe(200);
    const outcomes = reply.result?.data.outcomes ?? [];
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(outcomes[1]).toMatchObject({ code, message: expect.stringMatching(/^\S.* .*[.!?]$/) });
    expect(await stored()).toBe(before + 2);
  });

  test('(another project’s ids) finds none of what they name', async () => {
    const [other] = await rows<{ id: string }>(
      `INSERT INTO project (id, name, site_key, home_url) VALUES (gen_random_uuid(), 'Other', 'pk_live_other', 'https://other.example')
       RETURNING id`,
    );
    const [member] = await rows<{ id: string }>(
      `INSERT INTO member (project_id, id, external_id) VALUES ($1, gen_random_uuid(), 'eve') RETURNING id`,
      [other?.id],
    );
    const [post] = await rows<{ id: string }>(
      `INSERT INTO post (project_id, id, author_id, text, created_at)
       VALUES ($1, gen_random_uuid(), $2, 'Ours alone', now()) RETURNING id`,
      [other?.id, member?.id],
    );
    const postId = `pst_${post?.id.replaceAll('-', '')}`;
    const { reply } = await record([
      interaction('comment.created', { postId, text: 'Hello over there' }),
      interaction('reaction.added', { postId, emoji: '👍' }),
      interaction('post.edited', { postId, text: 'Theirs now' }),
      interaction('post.deleted', { postId }),
      interaction('report.created', { target: { postId }, reason: 'spam' }),
      shown(),
    ]);
    const outcomes = reply.result?.data.outcomes ?? [];
    const said = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.code : outcome.status));
    expect(said).toEqual(['not_found', 'not_found', 'not_found', 'not_found', 'not_found', 'accepted']);
    expect(await rows('SELECT text, comment_count FROM post WHERE id = $1', [post?.id])).toEqual([
      { text: 'Ours alone', comment_count: 0 },
    ]);
    expect(await stored()).toBe(before + 1);
  });

  test('of one id twice stores it once', async () => {
    const twice = shown();
    const { reply } = await record([twice, twice]);
    const outcomes = reply.result?.data.outcomes ?? [];
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'duplicate']);
    expect(await stored()).toBe(before + 1);
  });
});

describe('a request that is no request', () => {
  test.each([
    ['announced', { 'content-length': '10000000' }],
    ['not announced', { 'transfer-encoding': 'chunked' }],
  ])('of ten megabytes, %s, is stopped at 64 KB', async (_, headers) => {
    const request = httpRequest(`${stack.api}/w/${stack.demo.siteKey}/interactions.record`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    });
    const answered = once(request, 'response');
    // The rest is never sent: the answer has to come without it.
    request.write('x'.repeat(100_000));
    const [response]: IncomingMessage[] = await answered;
    if (!response) throw new Error('No answer.');
    const status = response.statusCode;
    const reply: Reply = JSON.parse(await text(response));
    request.on('error', () => {}).destroy();
    expect([status, reply.error?.data.reason]).toEqual([413, 'body_too_large']);
    expect(await stored()).toBe(before);
  });

  test('with 2,000 commas in its path is refused before anything is done', async () => {
    const path = `${'interactions.record,'.repeat(2000).slice(0, 200)}${','.repeat(2000)}?batch=1`;
    const { status, reply } = await call(stack, path, { token, body: '{}' });
    expect([status, reply.error?.data.reason]).toEqual([400, 'batch_too_large']);
    expect(await stored()).toBe(before);
  });

  test.each([
    ['broken UTF-8', Buffer.from([...Buffer.from(recording({ id: 'x' })), 0xff, 0xfe])],
    [
      'broken UTF-8 inside a text',
      Buffer.concat([
        Buffer.from('{"sentAt":"2026-01-01T00:00:00.000Z","items":[{"kind":"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('"}]}'),
      ]),
    ],
    ['no JSON', Buffer.from('{"items":')],
    ['no items', Buffer.from(recording())],
    ['101 items', Buffer.from(recording(...Array.from({ length: 101 }, () => ({}))))],
  ])('with %s is refused in a sentence', async (_name, body) => {
    const { status, reply } = await call(stack, 'interactions.record', { token, body: new Uint8Array(body) });
    expect([status, reply.error?.data.reason]).toEqual([400, 'bad_request']);
    expect(reply.error?.message).toMatch(/^[A-Z"].*\.?$/);
    expect(await stored()).toBe(before);
  });
});
