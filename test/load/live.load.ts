import { setTimeout as pause } from 'node:timers/promises';
import { createId } from '@hearth/client';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { type Attacked, openTwoProjects } from '../attacks/two-projects.ts';
import { memoryOf, processorTime } from './processor-time.ts';
import { Subscribers } from './subscribers.ts';

/** Readers on one process; `HEARTH_LOAD=5000 npm run load -- live` is the long form. */
const SUBSCRIBERS = Number(process.env.HEARTH_LOAD ?? 2_000);
const POSTS = 5;
const IDLE_SECONDS = 20;
const TARGETS = {
  /** Milliseconds until the last of them has heard of a post. */
  reach: 1_000,
  /** Milliseconds of processor time in a second in which nothing happens. */
  idle: 40,
  /** Kilobytes a reader. */
  memory: 50,
};

test('a post reaches everybody who has the feed open at once, and waiting for it costs next to nothing', async () => {
  const servers = await openTwoProjects({ processes: 2, environment: { LOG_LEVEL: 'warn' } });
  const subscribers = new Subscribers();
  try {
    await run(servers, subscribers);
  } finally {
    subscribers.close();
    await servers.close();
  }
});

async function run(servers: Attacked, subscribers: Subscribers): Promise<void> {
  const [api = '', beside = ''] = servers.apis;
  const [pid = 0] = servers.pids;
  // A process that has just started is slow, once.
  for (const each of [api, beside, api, beside]) await post(servers, each);
  await pause(5_000);
  const before = { memory: memoryOf(pid).now, idle: await measureIdle(pid, 5) };
  const opening = performance.now();
  await subscribers.open(SUBSCRIBERS, {
    port: Number(new URL(api).port),
    path: `/w/${servers.one.siteKey}/feed.live`,
  });
  say(`${SUBSCRIBERS} readers on one process, there after ${Math.round(performance.now() - opening)} ms`);

  const idle = await measureIdle(pid, IDLE_SECONDS);
  const memory = ((memoryOf(pid).now - before.memory) * 1024) / SUBSCRIBERS;
  say(
    `idle: ${idle.toFixed(1)} ms of processor time a second (${before.idle.toFixed(1)} without readers), ` +
      `${memory.toFixed(1)} KB of memory a reader`,
  );

  const worst: number[] = [];
  for (const [name, through] of [
    ['the same process', api],
    ['the other process', beside],
  ] as const) {
    for (let index = 0; index < POSTS; index += 1) {
      const started = processorTime(pid);
      const times = await subscribers.allHear('post.created', () => post(servers, through));
      const used = (processorTime(pid) - started) / 1_000;
      expect(times).toHaveLength(SUBSCRIBERS);
      worst.push(times.at(-1) ?? Number.NaN);
      say(
        `a post through ${name}: first ${times[0]?.toFixed(0)} ms, p50 ${times[times.length >> 1]?.toFixed(0)} ms, ` +
          `last ${times.at(-1)?.toFixed(0)} ms; ${used.toFixed(0)} ms of processor time`,
      );
    }
  }
  expect(subscribers.lost).toBe(0);
  expect(Math.max(...worst)).toBeLessThan(TARGETS.reach);
  expect(idle).toBeLessThan(TARGETS.idle);
  expect(memory).toBeLessThan(TARGETS.memory);
}

/** Milliseconds of processor time in each second. */
async function measureIdle(pid: number, seconds: number): Promise<number> {
  const [since, began] = [processorTime(pid), performance.now()];
  await pause(seconds * 1_000);
  return (processorTime(pid) - since) / (performance.now() - began);
}

/** As somebody new, who has not written too much yet. */
async function post({ one }: Attacked, api: string): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ aud: one.siteKey, sub: createId('int'), iat: now, exp: now + 600 })
    .setProtectedHeader({ alg: 'HS256', kid: one.shared.kid, typ: 'JWT' })
    .sign(one.shared.secret);
  const item = {
    id: createId('int'),
    kind: 'post.created',
    occurredAt: new Date().toISOString(),
    payload: { text: `Hello ${createId('int')}` },
  };
  const response = await fetch(`${api}/w/${one.siteKey}/interactions.record`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ sentAt: new Date().toISOString(), items: [item] }),
  });
  const answer = await response.text();
  if (!answer.includes('"accepted"')) throw new Error(`A post was answered ${answer}`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
