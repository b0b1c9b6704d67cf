// @ts-check
/**
 * A crowd of members in a process of its own, over raw keep-alive sockets: what it sends is written before the clock
 * starts, so that it takes as little as possible from the machine it shares with the server. Driven by messages.
 */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import pg from 'pg';
import { draw, drawSingle } from './traffic.mjs';

/** @import { Socket } from 'node:net' */
/** @import { Assignment, Command, Report } from './sending.ts' */
/** @import { Sent, Single } from './traffic.mjs' */

/** @typedef {{ bytes: Buffer, ids: readonly string[] }} Request */
/** @typedef {{ request: Request, due: number }} Task */

const ITEMS = 10;
const TOKEN_LIFETIME = 600;
const ACCEPTED = Buffer.from('"status":"accepted"');
const HEAD_END = Buffer.from('\r\n\r\n');

/** @type {Assignment | undefined} */
let assignment;
/** @type {() => number} */
let random = Math.random;
/** @type {Connection[]} */
let connections = [];
/** UUIDs of all that was answered as accepted, in hexadecimal. @type {string[]} */
const acknowledged = [];

/** The same numbers for the same seed (mulberry32). @param {number} seed */
function seeded(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function given() {
  if (!assignment) throw new Error('Nothing was assigned yet.');
  return assignment;
}

/** @param {unknown} value */
const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A member token, as any host's backend signs it. @param {number} member */
function signToken(member) {
  const { siteKey, keyId, keySecret } = given();
  const iat = Math.floor(Date.now() / 1000);
  const header = base64({ alg: 'HS256', typ: 'JWT', kid: keyId });
  const claims = base64({
    sub: `user-${member}`,
    name: `Member ${member}`,
    traits: { plan: member % 3 === 0 ? 'team' : 'free', seats: member % 40 },
    aud: siteKey,
    iat,
    exp: iat + TOKEN_LIFETIME,
  });
  const signature = createHmac('sha256', Buffer.from(keySecret, 'base64url'))
    .update(`${header}.${claims}`)
    .digest('base64url');
  return `${header}.${claims}.${signature}`;
}

/** @type {Map<number, { token: string, until: number }>} */
const tokens = new Map();
/** Fetched again some minutes before it runs out, as the widgets do. @param {number} member */
function tokenOf(member) {
  const known = tokens.get(member);
  if (known && known.until > Date.now()) return known.token;
  const token = signToken(member);
  tokens.set(member, { token, until: Date.now() + (TOKEN_LIFETIME - 240) * 1_000 });
  return token;
}

/** One call of one member, ready for the socket. @param {number} member @param {readonly Sent[]} items @returns {Request} */
function write(member, items) {
  const { port, siteKey, origin } = given();
  const body = JSON.stringify({ sentAt: new Date().toISOString(), items });
  const head =
    `POST /w/${siteKey}/interactions.record HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\n` +
    `Authorization: Bearer ${tokenOf(member)}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return { bytes: Buffer.from(head + body), ids: items.map(({ id }) => id.slice(4)) };
}

/** Any of the members, or all of them in turn. @param {number} count @param {boolean} inTurn */
function writeMany(count, inTurn) {
  const { members, world } = given();
  return Array.from({ length: count }, (_, index) => {
    const items = Array.from({ length: ITEMS }, () => draw(random, world));
    return write(inTurn ? index % members : Math.floor(random() * members), items);
  });
}

/** How many of each kind were written so far. @type {Record<Single, number>} */
const singles = { visit: 0, post: 0, answer: 0 };

/** One item a call, by the members in turn, from the one on who comes after the last. @param {number} count @param {Single} single */
function writeSingles(count, single) {
  const { members, world } = given();
  return Array.from({ length: count }, () => {
    const member = singles[single] % members;
    singles[single] += 1;
    return write(member, [drawSingle(single, random, world)]);
  });
}

/** One keep-alive connection: one request at a time. */
class Connection {
  /** @type {Socket} */
  #socket;
  /** @type {Buffer} */
  #received = Buffer.alloc(0);
  /** Items of the request that is under way. */
  #asked = 0;
  /** @type {((answer: { ok: boolean, text: string }) => void) | undefined} */
  #answered;
  /** @type {((error: Error) => void) | undefined} */
  #failed;

  /** @param {Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    const end = () => this.#failed?.(new Error('The server hung up.'));
    socket.on('error', end);
    socket.on('close', end);
  }

  /** @param {Request} request @returns {Promise<{ ok: boolean, text: string }>} */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#asked = request.ids.length;
      this.#socket.write(request.bytes);
    });
  }

  close() {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    const all = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#received = all;
    const headEnd = all.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = all.toString('latin1', 0, headEnd);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    const bodyStart = headEnd + 4;
    if (all.length < bodyStart + length) return;
    this.#received = Buffer.alloc(0);
    const body = all.subarray(bodyStart, bodyStart + length);
    const ok = head.startsWith('HTTP/1.1 200') && count(body, ACCEPTED) === this.#asked;
    this.#answered?.({ ok, text: ok ? '' : `${head.slice(0, 12)} ${body.toString('utf8', 0, 500)}` });
  }
}

/** @param {Buffer} text @param {Buffer} part */
function count(text, part) {
  let found = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

/** So many, neither fewer nor more. @param {number} wanted */
async function open(wanted) {
  const { port } = given();
  for (const connection of connections.splice(wanted)) connection.close();
  while (connections.length < wanted) {
    const socket = connect({ port, host: '127.0.0.1' });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    connections.push(new Connection(socket));
  }
}

/**
 * @param {Connection} connection
 * @param {Task} task
 * @param {{ latencies: number[], failures: string[] }} notes
 */
async function deliver(connection, { request, due }, { latencies, failures }) {
  try {
    const { ok, text } = await connection.send(request);
    latencies.push(performance.now() - due);
    if (ok) acknowledged.push(...request.ids);
    else failures.push(text);
  } catch (error) {
    failures.push(String(error));
  }
}

/** As fast as it is answered, every connection the next one at once. @param {Request[]} requests @returns {Promise<Report>} */
async function flood(requests) {
  /** @type {number[]} */
  const latencies = [];
  /** @type {string[]} */
  const failures = [];
  let next = 0;
  const since = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(
    connections.map(async (connection) => {
      for (;;) {
        const request = requests[next];
        if (!request) return;
        next += 1;
        await deliver(connection, { request, due: performance.now() }, { latencies, failures });
      }
    }),
  );
  return report(requests, performance.now() - since, cpu, latencies, failures);
}

/**
 * At a steady rate, whatever the server does: each is timed from the moment at which it was due, so that one that had
 * to wait for a free connection counts its wait.
 *
 * @param {Request[]} requests
 * @param {number} perSecond
 * @returns {Promise<Report>}
 */
async function pace(requests, perSecond) {
  /** @type {number[]} */
  const latencies = [];
  /** @type {string[]} */
  const failures = [];
  /** @type {Task[]} */
  const waiting = [];
  const free = [...connections];
  const since = performance.now();
  const cpu = process.cpuUsage();
  let next = 0;
  await new Promise((resolve) => {
    let open = requests.length;
    const go = () => {
      while (waiting.length > 0 && free.length > 0) {
        const [task, connection] = [waiting.shift(), free.pop()];
        if (!task || !connection) return;
        void deliver(connection, task, { latencies, failures }).then(() => {
          free.push(connection);
          open -= 1;
          if (open === 0) resolve(undefined);
          else go();
        });
      }
    };
    const tick = setInterval(() => {
      for (;;) {
        const due = since + (next * 1_000) / perSecond;
        const request = requests[next];
        if (!request) return clearInterval(tick);
        if (due > performance.now()) break;
        waiting.push({ request, due });
        next += 1;
      }
      go();
    }, 1);
  });
  return report(requests, performance.now() - since, cpu, latencies, failures);
}

/**
 * @param {Request[]} requests
 * @param {number} milliseconds
 * @param {NodeJS.CpuUsage} before
 * @param {number[]} latencies
 * @param {string[]} failures
 * @returns {Report}
 */
function report(requests, milliseconds, before, latencies, failures) {
  const { user, system } = process.cpuUsage(before);
  const sorted = Float64Array.from(latencies).sort();
  const quantile = (/** @type {number} */ q) => sorted[Math.floor(q * sorted.length)] ?? Number.NaN;
  return {
    items: requests.reduce((sum, { ids }) => sum + ids.length, 0),
    milliseconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    worst: sorted.at(-1) ?? Number.NaN,
    processorMicroseconds: user + system,
    failures: failures.length,
    failure: failures[0] ?? null,
  };
}

/** Whether the table holds exactly what was acknowledged. */
async function compare() {
  const { databaseUrl, projectId } = given();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('CREATE TEMP TABLE acknowledged (id uuid PRIMARY KEY)');
    for (let from = 0; from < acknowledged.length; from += 50_000) {
      const some = acknowledged.slice(from, from + 50_000);
      await client.query('INSERT INTO acknowledged SELECT * FROM unnest($1::uuid[])', [some]);
    }
    const { rows } = await client.query(
      `SELECT count(*) FILTER (WHERE i.id IS NULL)::int AS lost, count(*) FILTER (WHERE a.id IS NULL)::int AS foreign
       FROM acknowledged a
       FULL JOIN (SELECT id FROM interaction WHERE project_id = $1::uuid) i ON i.id = a.id`,
      [projectId],
    );
    return { acknowledged: acknowledged.length, lost: rows[0].lost, foreign: rows[0].foreign };
  } finally {
    await client.end();
  }
}

/** @type {Request[]} */
let written = [];

/** @param {Command} command */
async function obey(command) {
  switch (command.do) {
    case 'begin':
      assignment = command.assignment;
      random = seeded(assignment.seed);
      return open(assignment.connections);
    case 'write':
      written = command.only
        ? writeSingles(command.requests, command.only)
        : writeMany(command.requests, command.inTurn);
      globalThis.gc?.();
      return written.length;
    case 'flood':
      return flood(written);
    case 'pace':
      return pace(written, command.perSecond);
    case 'compare':
      return compare();
    case 'end':
      for (const connection of connections) connection.close();
      connections = [];
      process.disconnect();
  }
}

process.on('message', (/** @type {Command} */ command) => {
  obey(command).then(
    (answer) => process.connected && process.send?.({ answer }),
    (error) => process.send?.({ error: String(error?.stack ?? error) }),
  );
});
