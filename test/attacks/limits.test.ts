import { inviteOperator } from '@hearth/api';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseSeed, seeded, wholeFrom } from '../faults/random.ts';
import { type Attacked, openTwoProjects } from './two-projects.ts';

const seed = chooseSeed();
const random = seeded(seed);
const again = `Run it again with HEARTH_SEED=${seed}`;

/** Requests a minute. */
const MOST = { address: 60, project: 300, member: 50 };
const PASSWORD = 'a sentence is a good password';

let servers: Attacked;

beforeAll(async () => {
  servers = await openTwoProjects({
    processes: 2,
    environment: {
      // So that a caller's address is what the test says it is.
      TRUST_PROXY: '1',
      LOG_LEVEL: 'warn',
      HEARTH_RATE_ADDRESS: String(MOST.address),
      HEARTH_RATE_PROJECT: String(MOST.project),
      HEARTH_RATE_MEMBER: String(MOST.member),
    },
  });
});
afterAll(() => servers?.close());

/** An address that nobody else here calls from. */
let lastCaller = 0;
const caller = () => {
  lastCaller += 1;
  return `10.${lastCaller >> 16}.${(lastCaller >> 8) & 255}.${lastCaller & 255}`;
};

interface Answer {
  status: number;
  retryAfter: number;
  body: string;
  headers: Record<string, string>;
}

async function send(at: number, path: string, init: RequestInit & { from: string }): Promise<Answer> {
  const api = servers.apis[at % servers.apis.length] ?? '';
  const { from, headers, ...rest } = init;
  const sent = { ...Object.fromEntries(new Headers(headers)), 'x-forwarded-for': from };
  const response = await fetch(`${api}${path}`, { ...rest, redirect: 'manual', headers: sent });
  return {
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')),
    body: await response.text(),
    headers: Object.fromEntries(response.headers),
  };
}

/** So many calls at once, over both processes in turn, in an order of their own. */
async function atOnce(count: number, call: (at: number) => Promise<Answer>) {
  const order = Array.from({ length: count }, (_, at) => ({ at, by: random() })).sort((a, b) => a.by - b.by);
  const answers = await Promise.all(order.map(({ at }) => call(at)));
  const refused = answers.filter(({ status }) => status === 429);
  return { passed: answers.filter(({ status }) => status !== 429), refused };
}

/** Nobody waits longer than the window, or is told to come back at once. */
const expectWaits = (refused: readonly Answer[], seconds: number) => {
  const waits = refused.map(({ retryAfter }) => retryAfter);
  expect(Math.min(...waits), again).toBeGreaterThan(seconds - 20);
  expect(Math.max(...waits), again).toBeLessThanOrEqual(seconds);
  for (const { body } of refused) expect(JSON.parse(body).error.data.reason).toBe('rate_limited');
};

describe('of many calls at once to two processes', () => {
  test('just so many pass as one address has', async () => {
    const from = caller();
    const { passed, refused } = await atOnce(200, () =>
      send(wholeFrom(random, 0, 1), '/r/NOBODYS', { from }),
    );
    expect(passed.map(({ status }) => status)).toEqual(Array(MOST.address).fill(404));
    expectWaits(refused, 60);
    // Another address is nobody's concern; nor is the other process a way around.
    expect((await send(0, '/r/NOBODYS', { from: caller() })).status).toBe(404);
    expect((await send(0, '/r/NOBODYS', { from })).status).toBe(429);
    expect((await send(1, '/r/NOBODYS', { from })).status).toBe(429);
  });

  test('just so many pass as one line has, whatever addresses of its network it calls from', async () => {
    const { passed } = await atOnce(200, (at) =>
      send(at, '/r/NOBODYS', { from: `2001:db8:7:7:${wholeFrom(random, 1, 65_535).toString(16)}::${at}` }),
    );
    expect(passed).toHaveLength(MOST.address);
  });

  test('just so many pass as one member has, wherever they call from', async () => {
    const { siteKey } = servers.one;
    const { kid, secret } = servers.one.shared;
    const authorization = `Bearer ${await memberToken(siteKey, kid, secret)}`;
    const call = (at: number) =>
      send(at, `/w/${siteKey}/boot?input=${BOOT}`, { from: caller(), headers: { authorization } });
    // Each process knows the member before the crowd comes; this is counted as well.
    for (const at of [0, 1]) expect((await call(at)).status).toBe(200);
    const { passed, refused } = await atOnce(200, call);
    expect(passed).toHaveLength(MOST.member - 2);
    expectWaits(refused, 60);
  });

  test('just so many pass as one project has, whoever calls', async () => {
    const { siteKey } = servers.two;
    // From a page that the project does not allow: refused for that, once it has passed.
    const headers = { origin: 'https://elsewhere.example' };
    const { passed, refused } = await atOnce(650, (at) =>
      send(at, `/w/${siteKey}/boot?input=${BOOT}`, { from: caller(), headers }),
    );
    expect(passed.map(({ status }) => status)).toEqual(Array(MOST.project).fill(403));
    expectWaits(refused, 60);
    // A site key that is made up has no part in it.
    const unknown = `/w/${siteKey}x/boot?input=${BOOT}`;
    expect((await send(0, unknown, { from: caller() })).status).toBe(401);
  });
});

const BOOT = encodeURIComponent(JSON.stringify({ widgets: ['rewards'], locale: 'en' }));

async function memberToken(siteKey: string, kid: string, secret: Uint8Array): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ aud: siteKey, sub: 'ada', iat: now, exp: now + 600 })
    .setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' })
    .sign(secret);
}

describe('signing in to two processes', () => {
  const signIn = (at: number, email: string, { password = 'guess', from = caller() } = {}) =>
    send(at, '/console-api/operators.signIn', {
      from,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: servers.apis[at % servers.apis.length] ?? '',
        'hearth-console': '1',
      },
      body: JSON.stringify({ email, password }),
    });

  /** An owner of the first project who has chosen a password. */
  async function join(email: string): Promise<string> {
    const { projectId } = servers.one;
    const invitation = { projectId, email, name: 'Olu', role: 'owner', now: new Date() } as const;
    const { token } = await inviteOperator(servers.database, invitation);
    const accepted = await send(0, '/console-api/operators.acceptInvitation', {
      from: caller(),
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: servers.api, 'hearth-console': '1' },
      body: JSON.stringify({ token, password: PASSWORD }),
    });
    expect(accepted.status).toBe(200);
    return email;
  }

  test('ten passwords may be tried on an account, from anywhere, known or not', async () => {
    const known = await join('tried@one.example');
    for (const email of [known, 'nobody@one.example', 'Nobody-Else@one.example']) {
      const { passed, refused } = await atOnce(30, (at) => signIn(at, email));
      expect(passed.map(({ status }) => status)).toEqual(Array(10).fill(401));
      expectWaits(refused, 15 * 60);
    }
    // The right one comes too late as well, on either process, and however it is spelt.
    expect((await signIn(0, known, { password: PASSWORD })).status).toBe(429);
    expect((await signIn(1, known.toUpperCase(), { password: PASSWORD })).status).toBe(429);
  });

  test('who signs in rightly may err ten times again', async () => {
    const email = await join('forgetful@one.example');
    for (let round = 0; round < 2; round += 1) {
      for (let at = 0; at < 9; at += 1) expect((await signIn(at, email)).status).toBe(401);
      expect((await signIn(round, email, { password: PASSWORD })).status).toBe(200);
    }
  });

  test('fifty accounts may be tried from an address', async () => {
    const from = caller();
    const { passed, refused } = await atOnce(60, (at) => signIn(at, `guess-${at}@one.example`, { from }));
    expect(passed.map(({ status }) => status)).toEqual(Array(50).fill(401));
    expectWaits(refused, 15 * 60);
  });

  test('nothing in an answer, nor the time it takes, tells whether somebody has the address', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 4; round += 1) {
      const known = await join(`known-${round}@one.example`);
      for (let tries = 0; tries < 6; tries += 1) {
        const began = performance.now();
        const one = await signIn(0, known);
        const between = performance.now();
        const other = await signIn(0, `unknown-${round}@one.example`);
        times.known.push(between - began);
        times.unknown.push(performance.now() - between);
        expect(plain(one)).toEqual(plain(other));
      }
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    // Without the work of comparing, an unknown address would be answered in a tenth of the time.
    expect(Math.max(known, unknown) / Math.min(known, unknown), again).toBeLessThan(1.6);
  });
});

/** Without what differs from any answer to the next. */
function plain({ status, body, headers }: Answer) {
  const { date: _date, ...rest } = headers;
  return { status, body: body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'), headers: rest };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
