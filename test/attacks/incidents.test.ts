import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createProject } from '@hearth/api';
import { createId } from '@hearth/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interaction } from '../wire.ts';
import { Client, openBank } from './bank.ts';
import { claimsOf, compact, hmac, signature, signShared, unsigned } from './forge.ts';
import { type Attacked, openTwoProjects, type Target } from './two-projects.ts';
import { askWidget, enterWith, verdictOf } from './widget-call.ts';

// What happened to others, tried on the server itself; what the code alone tells stands in incidents-sources.test.ts.

let server: Attacked;
let one: Target;
let two: Target;
/** Whoever listens where no server of ours has any business. */
let canary: { address: string; calls: () => number; close: () => void };

beforeAll(async () => {
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  }).listen(0);
  await once(listener, 'listening');
  const at = listener.address();
  if (at === null || typeof at === 'string') throw new Error('The canary has no port');
  canary = { address: `localhost:${at.port}`, calls: () => calls, close: () => listener.close() };
  const watch = new URL('./dial-watch.mjs', import.meta.url).href;
  server = await openTwoProjects({ environment: { NODE_OPTIONS: `--import=${watch}` } });
  ({ one, two } = server);
});
afterAll(async () => {
  canary?.close();
  await server?.close();
});

test('a decode used instead of verify: claims that can be read are not believed', async () => {
  const good = signShared(one);
  const [header, , signed] = good.split('.');
  const eve = Buffer.from(JSON.stringify(claimsOf(one, { sub: 'eve' }))).toString('base64url');
  for (const token of [`${header}.${eve}.${signed}`, `${header}.${eve}.`, `${header}.${eve}.AAAA`])
    expect(verdictOf(await enterWith(server, one, `Bearer ${token}`))).toBe('401 token_invalid');
  expect(await server.rows(`SELECT FROM member WHERE external_id = 'eve'`)).toEqual([]);
});

test('cross-tenant ids accepted: another project’s ids name nothing here', async () => {
  const theirs = await openBank(server, two);
  const them = new Client(server, two, { sub: 'tom' });
  const post = interaction('post.created', { text: 'Ours alone' });
  expect(await them.send([post])).toMatchObject([{ status: 'accepted' }]);
  const postId = post.id.replace('int_', 'pst_');
  const before = await server.rows('SELECT * FROM post');
  const outcomes = await new Client(server, one, { sub: 'mallory' }).send([
    interaction('comment.created', { postId, text: 'x' }),
    interaction('reaction.added', { postId, emoji: '🎉' }),
    interaction('post.edited', { postId, text: 'x' }),
    interaction('post.deleted', { postId }),
    interaction('report.created', { target: { postId }, reason: 'spam' }),
    interaction('reward.redeemed', { rewardId: theirs.rewardId }),
    interaction('checklist.item.completed', { itemId: theirs.itemId }),
    interaction('survey.answered', {
      surveyId: theirs.surveyId,
      answerId: createId('ans'),
      score: 0,
      complete: true,
    }),
  ]);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.code)).toEqual(
    outcomes.map(() => 'not_found'),
  );
  expect(await server.rows('SELECT * FROM post')).toEqual(before);
});

test('webhook SSRF through a redirect and through DNS rebinding: no address that anybody names is asked', async () => {
  const url = `http://${canary.address}/`;
  // A redirect, a name that may lead anywhere and an address in disguise differ only for whoever asks them.
  const urls = [url, `${url}redirect`, `http://127.0.0.1.nip.io/`, url.replace('localhost', '0x7f000001')];
  for (const address of urls) {
    for (const header of [{ jku: address }, { x5u: address }, { jwk: { k: address } }])
      await enterWith(server, one, `Bearer ${signShared(one, { header })}`);
    const claims = { sub: 'linked', avatar: address, iss: address, traits: { site: address } };
    expect((await enterWith(server, one, `Bearer ${signShared(one, { claims })}`)).status).toBe(200);
    await new Client(server, one, { sub: 'linked' }).send([
      interaction('post.created', { text: `Look: ${address} <img src="${address}">` }),
      interaction('event.tracked', { name: 'came', properties: { from: address } }),
    ]);
    const host = { 'content-type': 'application/json', authorization: `Bearer ${one.secretKey}` };
    const facts = [
      { type: 'identify', userId: 'linked', traits: { avatar: address, webhook: address } },
      { type: 'group', userId: 'linked', groupId: 'acme', traits: { logo: address, website: address } },
      { type: 'track', userId: 'linked', event: 'came', properties: { callback_url: address } },
      { type: 'page', userId: 'linked', properties: { url: address, referrer: address } },
    ];
    const body = JSON.stringify({ batch: facts });
    expect((await fetch(`${server.api}/v1/batch`, { method: 'POST', headers: host, body })).status).toBe(200);
    await server.rows('UPDATE project SET home_url = $1 WHERE id = $2', [address, one.projectId]);
    await server.rows('INSERT INTO allowed_origin (project_id, origin) VALUES ($1, $2)', [
      one.projectId,
      address,
    ]);
    // As one who asks in the name of somewhere else.
    const headers = {
      'x-forwarded-host': canary.address,
      forwarded: `host=${canary.address}`,
      referer: address,
    };
    await askWidget(server, one, 'boot', { query: { widgets: ['feed'], locale: 'en' }, headers });
    await fetch(`${server.api}/v1/stripe`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ url: address }),
    });
    await fetch(`${server.api}/console-api/operators.me?url=${address}`, { headers });
  }
  await pause(500);
  expect(canary.calls()).toBe(0);
  const [database] = await server.rows<{ port: number }>('SELECT inet_server_port() AS port');
  const dialled = [...server.said().matchAll(/DIALLED (\S+)/g)].map(([, to]) => to);
  // It was watched: its own database it does ask.
  expect(new Set(dialled.map((to) => to?.replace(/^.*:/, '')))).toEqual(new Set([`${database?.port}`]));
});

test('identity checks off by default: a fresh project believes nobody who is not signed for', async () => {
  const { siteKey } = await createProject(server.database, {
    name: 'Fresh',
    homeUrl: 'https://fresh.example',
    origins: [],
  });
  const fresh = { ...one, siteKey };
  const claims = claimsOf(fresh);
  const claimed = [
    'ada',
    compact({ alg: 'none', typ: 'JWT' }, claims, unsigned),
    compact({ alg: 'none', kid: '' }, claims, unsigned),
    compact({ alg: 'HS256' }, claims, hmac('')),
    compact({ alg: 'HS256', kid: siteKey }, claims, hmac(siteKey)),
    signShared(one, { claims: { aud: siteKey } }),
    compact({ alg: 'EdDSA', kid: one.pair.kid }, claims, signature(one.pair.privateKey)),
  ];
  for (const token of claimed)
    expect(verdictOf(await enterWith(server, fresh, `Bearer ${token}`))).toBe('401 token_invalid');
  // Saying who one is, without a token, makes a visitor who may look and no more.
  const headers = { 'x-user-id': 'ada', 'x-member': 'ada', cookie: 'user=ada' };
  const query = { widgets: ['rewards'], locale: 'en', userId: 'ada', member: { sub: 'ada' } };
  const visitor = await askWidget(server, fresh, 'boot', { headers, query });
  expect(visitor.text).toContain('"member":null');
  const { text } = await askWidget(server, fresh, 'members.anonymous', { body: '{}' });
  const credential = `${/anon_[\w-]{22}/.exec(text)}`;
  const outcomes = await new Client(server, fresh, { sub: 'nobody', credential }).send([
    interaction('post.created', { text: 'I am Ada' }),
  ]);
  expect(outcomes).toMatchObject([{ status: 'rejected', code: 'sign_in_required' }]);
  // And no page may embed it before somebody has said which.
  const origin = 'https://fresh.example';
  expect((await askWidget(server, fresh, 'boot', { query, headers: { origin } })).status).toBe(403);
});

describe('a batch limit bypassed by commas in the path', () => {
  const doors = [() => `/w/${one.siteKey}`, () => '/s', () => '/console-api'];
  const commas: Record<string, string> = {
    'eleven calls': Array(11).fill('boot').join(','),
    'eleven calls without a name': ','.repeat(10),
    'eleven calls, written in escapes': Array(11).fill('boot').join('%2C'),
    'eleven calls, half in escapes': Array(6).fill('boot,boot').join('%2c'),
    'two thousand commas': ','.repeat(2000),
  };
  test.each(Object.entries(commas))(
    '(%s) is refused at every door, and nothing is done',
    async (_name, path) => {
      const authorization = `Bearer ${signShared(one, { claims: { sub: 'comma' } })}`;
      for (const door of doors)
        for (const search of ['?batch=1', '?batch=1&batch=0', '?batch=%31'])
          for (const method of ['GET', 'POST']) {
            const response = await fetch(`${server.api}${door()}/${path}${search}`, {
              method,
              headers: {
                authorization,
                origin: door() === '/console-api' ? server.api : '',
                'hearth-console': '1',
                ...(method === 'POST' && { 'content-type': 'application/json' }),
              },
              ...(method === 'POST' && { body: '{}' }),
            });
            const text = await response.text();
            expect([response.status, text], `${method} ${door()} ${search}`).toEqual([
              400,
              expect.stringContaining('batch_too_large'),
            ]);
          }
      expect(await server.rows(`SELECT FROM member WHERE external_id = 'comma'`)).toEqual([]);
    },
  );
});
