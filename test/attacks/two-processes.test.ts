import { inviteOperator } from '@hearth/api';
import { createId } from '@hearth/client';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventStream } from '../event-stream.ts';
import { type Attacked, openTwoProjects } from './two-projects.ts';

let servers: Attacked;
let [first, second] = ['', ''];
const streams: EventStream[] = [];

beforeAll(async () => {
  servers = await openTwoProjects({ processes: 2, environment: { LOG_LEVEL: 'warn' } });
  [first = '', second = ''] = servers.apis;
});
afterAll(async () => {
  for (const stream of streams) stream.leave();
  await servers?.close();
});

/** A token of somebody who has not been here yet. */
function newcomer(): Promise<string> {
  const { siteKey, shared } = servers.one;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ aud: siteKey, sub: createId('int'), iat: now, exp: now + 900 })
    .setProtectedHeader({ alg: 'HS256', kid: shared.kid, typ: 'JWT' })
    .sign(shared.secret);
}

/** Somebody new posts through one process; returns the post's id. */
async function post(api: string): Promise<string> {
  const item = {
    id: createId('int'),
    kind: 'post.created',
    occurredAt: new Date().toISOString(),
    payload: { text: `Hello ${createId('int')}` },
  };
  const response = await fetch(`${api}/w/${servers.one.siteKey}/interactions.record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await newcomer()}` },
    body: JSON.stringify({ sentAt: new Date().toISOString(), items: [item] }),
  });
  const text = await response.text();
  expect(text).toContain('"accepted"');
  return item.id.slice(-32);
}

async function open(api: string, path: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const stream = await EventStream.open(`${api}${path}`, headers);
  streams.push(stream);
  return stream;
}
const follow = (api: string) => open(api, `/w/${servers.one.siteKey}/feed.live`);
const told = (stream: EventStream) => () => JSON.stringify(stream.seen);

/** As an administrator or a crash of one of its processes does: every connection of both servers. */
const cutConnections = () =>
  servers.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('hearth', 'hearth-side')`,
  );

const soon = { timeout: 5_000, interval: 10 };

describe('two processes over one PostgreSQL', () => {
  test('show what is posted through one to whoever follows the other, once', async () => {
    const [here, there] = [await follow(first), await follow(second)];
    const [one, other] = [await post(first), await post(second)];
    for (const stream of [here, there]) {
      await expect.poll(told(stream), soon).toContain(one);
      await expect.poll(told(stream), soon).toContain(other);
      expect(stream.seen).toHaveLength(2);
    }
  });

  test('still do after every connection to the database was cut, and say that something may have been missed', async () => {
    const before = await follow(second);
    await cutConnections();
    // Its reader comes back and asks for the feed anew.
    await expect.poll(() => before.hasEnded, soon).toBe(true);
    const after = await follow(second);
    const posted = await post(first);
    await expect.poll(told(after), soon).toContain(posted);
  });

  test('show operators what the other stored, also what it stored while a connection was cut', async () => {
    const cookie = await signIn();
    const live = await open(second, `/console-api/interactions.live?input=${encodeURIComponent('{}')}`, {
      cookie,
    });
    const posted = await post(first);
    await expect.poll(told(live), soon).toContain(posted);
    await servers.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'hearth-side'`,
    );
    const meanwhile = await post(first);
    await expect.poll(told(live), soon).toContain(meanwhile);
    expect(live.hasEnded).toBe(false);
  });

  test('lose no more than a moment: a burst through one arrives at the other as a whole', async () => {
    const there = await follow(second);
    const posted = await Promise.all(Array.from({ length: 8 }, () => post(first)));
    for (const id of posted) await expect.poll(told(there), soon).toContain(id);
    // Each once. What was posted before, while they could not reach each other, may be told only now.
    for (const id of posted) {
      expect(there.seen.filter((event) => JSON.stringify(event).includes(id))).toHaveLength(1);
    }
  });
});

async function signIn(): Promise<string> {
  const { projectId } = servers.one;
  const invitation = {
    projectId,
    email: 'olu@one.example',
    name: 'Olu',
    role: 'owner',
    now: new Date(),
  } as const;
  const { token } = await inviteOperator(servers.database, invitation);
  const response = await fetch(`${second}/console-api/operators.acceptInvitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: second, 'hearth-console': '1' },
    body: JSON.stringify({ token, password: 'a sentence is a good password' }),
  });
  expect(response.status).toBe(200);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
