import { createHmac } from 'node:crypto';
import { get } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  StripeEventSchema,
  StripeInvoiceSchema,
  StripeSubscriptionSchema,
} from '../../../packages/api/src/revenue/stripe-event.ts';
import { valuesOf } from './from-schema.ts';
import { type Known, knowing } from './known.ts';
import { type Change, changes, mutate } from './mutation.ts';
import { type Target, targets, titleOf } from './targets.ts';
import type { Heard } from './verdict.ts';
import type { Callers, Credentials, World } from './world.ts';

/** How a request is put, beside what is in it. */
const ways = [
  'batch',
  'batch of two',
  'batch of eleven',
  'other method',
  'no body',
  'half the body',
  'broken UTF-8',
  'byte order mark',
  'other type',
  'other charset',
  'no type',
  'gzip',
  'gzip in name only',
  'gzip in name only, of another type',
  'broken escape',
  'twice the input',
  'other site key',
] as const;
type Way = (typeof ways)[number] | 'plain';

/** One attack as text and numbers, so that a failing one can be shrunk and read. */
export interface Attack {
  target: Target;
  title: string;
  /** JSON as it is sent, the query's and the body's. */
  query: string;
  body: string;
  params: Record<string, unknown>;
  who: number;
  way: Way;
}

export function attacksOn(world: World): fc.Arbitrary<Attack> {
  const known = knowing(world.ids, world.current);
  // A fifth as they are: what is valid has to go through, and makes the rows that the rest is about.
  const anyChanges = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 4, arbitrary: changes });
  const way = fc.oneof(
    { weight: 5, arbitrary: fc.constant<Way>('plain') },
    { weight: 2, arbitrary: fc.constantFrom<Way>(...ways) },
  );
  const one = (target: Target) =>
    attackOn(target, { parts: partsOf(target, known, anyChanges), who: fc.nat(100), way });
  return fc.oneof(...targets.map(one));
}

/** Nothing wrong with it, as far as the schemas tell, from somebody who may. */
export function requestsTo(target: Target, world: World): fc.Arbitrary<Attack> {
  const parts = partsOf(target, knowing(world.ids, world.current), fc.constant([]));
  return attackOn(target, { parts, who: fc.constant(FIRST_KNOWN), way: fc.constant<Way>('plain') });
}

interface Arbitraries {
  parts: ReturnType<typeof partsOf>;
  who: fc.Arbitrary<number>;
  way: fc.Arbitrary<Way>;
}
const attackOn = (target: Target, { parts, who, way }: Arbitraries): fc.Arbitrary<Attack> =>
  fc.record({ target: fc.constant(target), title: fc.constant(titleOf(target)), ...parts, who, way });

/** Of the callers who are let in, the first: see pick(). */
const FIRST_KNOWN = 1;

function partsOf(target: Target, known: Known, changed: fc.Arbitrary<readonly Change[]>) {
  const mutated = (values: fc.Arbitrary<unknown>) =>
    fc.tuple(values, changed).map(([value, list]) => mutate(value, list));
  const none = fc.constant('');
  const noParams = fc.constant<Record<string, unknown>>({});
  if (target.api !== 'v1') {
    return { query: none, body: mutated(valuesOf(target.input, known)), params: noParams };
  }
  const { query, body, params, bodyAs, method } = target.route;
  return {
    query: mutated(valuesOf(query, known)),
    body:
      method === 'GET'
        ? none
        : bodyAs === 'bytes'
          ? mutated(stripeEvents(known))
          : mutated(valuesOf(body, known)),
    params: valuesOf(params, known).map((value) =>
      typeof value === 'object' && value !== null ? { ...value } : {},
    ),
  };
}

const types = ['created', 'updated', 'deleted'].map((verb) => `customer.subscription.${verb}`);

const stripeEvents = (known: Known) =>
  fc
    .record({
      event: valuesOf(StripeEventSchema, known),
      type: fc.constantFrom(
        ...types,
        'customer.updated',
        'invoice.paid',
        'invoice.payment_failed',
        'charge.refunded',
      ),
      object: fc.oneof(valuesOf(StripeSubscriptionSchema, known), valuesOf(StripeInvoiceSchema, known)),
    })
    .map(({ event, type, object }) => ({ ...Object(event), type, data: { object } }));

interface Wire {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  payload?: Buffer;
}

/** The attack as a request. */
export function wireOf({ target, query, body, params, who, way }: Attack, world: World): Wire {
  const credentials = world.credentials();
  const pick = ({ known, refused }: Callers): Record<string, string> => {
    // Three of four are let in: behind the door is more to break.
    const list = who % 4 === 0 ? refused : known;
    return { ...list[(who >> 2) % list.length] };
  };
  if (target.api === 'v1') {
    const { route } = target;
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(params[name], world));
    const url = `/v1${path}?${way === 'broken escape' ? '%&a=%ff&%00=1' : searchOf(query)}`;
    const sent = route.bodyAs === 'csv' ? csvOf(body) : body;
    const headers = { ...pick(credentials.host), ...signatureOf(route.path, sent, world, who) };
    if (route.method === 'GET') return { method: way === 'other method' ? 'PUT' : 'GET', url, headers };
    return put(url, sent, headers, way, route.bodyAs === 'csv' ? 'text/csv' : 'application/json');
  }
  const headers = headersFor(target, credentials, pick);
  const base = baseOf(target.api, way, world);
  const { path, text, search } = batched(target.name, body, way);
  if ((target.type === 'mutation') === (way === 'other method')) {
    const input = way === 'broken escape' ? '%ff%' : encodeURIComponent(text);
    const again = way === 'twice the input' ? `&input=${encodeURIComponent('{}')}` : '';
    return { method: 'GET', url: `${base}${path}?${search}input=${input}${again}`, headers };
  }
  return put(`${base}${path}?${search}`, text, headers, way, 'application/json');
}

function headersFor(
  { api, name }: Target,
  credentials: Credentials,
  pick: (callers: Callers) => Record<string, string>,
): Record<string, string> {
  // Whoever signs out is gone: only a session made for that does.
  if (name === 'operators.signOut') return { ...credentials.spare };
  if (api === 'console') return pick(credentials.console);
  return pick(api === 'host' ? credentials.host : credentials.widget);
}

function baseOf(api: 'widget' | 'host' | 'console', way: Way, { server }: World): string {
  if (api === 'host') return '/s/';
  if (api === 'console') return '/console-api/';
  return way === 'other site key' ? '/w/pk_live_%00\u00e9/' : `/w/${server.project.siteKey}/`;
}

function batched(name: string, body: string, way: Way): { path: string; text: string; search: string } {
  const calls = way === 'batch' ? 1 : way === 'batch of two' ? 2 : way === 'batch of eleven' ? 11 : 0;
  if (calls === 0) return { path: name, text: body, search: '' };
  const inputs = Array.from({ length: calls }, (_, index) => `"${index}":${body}`);
  return {
    path: Array.from({ length: calls }, () => name).join(calls === 2 ? '%2C' : ','),
    text: `{${inputs.join(',')}}`,
    search: 'batch=1&',
  };
}

function put(url: string, text: string, headers: Record<string, string>, way: Way, type: string): Wire {
  const plain = Buffer.from(text);
  const bodies: Partial<Record<Way, Buffer>> = {
    'no body': Buffer.alloc(0),
    'half the body': plain.subarray(0, plain.length >> 1),
    'broken UTF-8': Buffer.concat([plain, Buffer.from([0xc0, 0x80, 0xff, 0xed, 0xa0, 0x80])]),
    'byte order mark': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]),
    'other charset': Buffer.from(text, 'utf16le'),
    gzip: gzipSync(plain),
  };
  const typed: Partial<Record<Way, Record<string, string>>> = {
    'other type': { 'content-type': 'text/plain; boundary=x' },
    'other charset': { 'content-type': `${type}; charset=utf-16le` },
    'no type': {},
    gzip: { 'content-type': type, 'content-encoding': 'gzip' },
    'gzip in name only': { 'content-type': type, 'content-encoding': 'gzip' },
    'gzip in name only, of another type': { 'content-type': 'image/png', 'content-encoding': 'gzip' },
  };
  return {
    method: way === 'other method' ? 'PUT' : 'POST',
    url: way === 'broken escape' ? `${url}%` : url,
    headers: { ...headers, ...(typed[way] ?? { 'content-type': type }) },
    payload: bodies[way] ?? plain,
  };
}

function segment(value: unknown, { server }: World): string {
  const text = typeof value === 'string' ? value : '';
  return encodeURIComponent((text.length % 3 === 0 ? server.project.siteKey : text).toWellFormed());
}

/** A query as text: what is no object is sent as one field. */
function searchOf(query: string): string {
  try {
    const parsed: unknown = JSON.parse(query);
    const fields = Object.entries(Object(parsed)).map(([key, one]) => [
      key,
      typeof one === 'string' ? one : JSON.stringify(one),
    ]);
    return new URLSearchParams(fields.map(([key = '', one = '']) => [key, one])).toString();
  } catch {
    return `from=${encodeURIComponent(query)}`;
  }
}

/** What the body of JSON would be as a file. */
function csvOf(body: string): string {
  return body.startsWith('"') ? body.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\"', '"') : body;
}

/** Stripe's own signature mostly: what it does not cover is refused before it is read. */
function signatureOf(path: string, body: string, world: World, who: number): Record<string, string> {
  if (!path.startsWith('/webhooks/stripe')) return {};
  const at = Math.floor(Date.now() / 1000);
  const mac = createHmac('sha256', who % 5 === 0 ? 'wrong' : world.stripeSecret()).update(`${at}.${body}`);
  return { 'stripe-signature': `t=${at},v1=${mac.digest('hex')}` };
}

/** Sends it, past the network except for streams, which end only when somebody hangs up. */
export async function send(attack: Attack, world: World): Promise<Heard> {
  const wire = wireOf(attack, world);
  if (attack.target.api !== 'v1' && attack.target.type === 'subscription') return listen(wire, world);
  const before = process.cpuUsage();
  const { statusCode, headers, body } = await world.server.app.inject(wire);
  const { user, system } = process.cpuUsage(before);
  return { status: statusCode, type: String(headers['content-type']), body, busy: (user + system) / 1000 };
}

const listen = ({ url, headers }: Wire, { server }: World): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const request = get(
      new URL(url, server.address),
      { headers: sendable(headers), agent: false },
      (response) => {
        const { statusCode = 0, headers: heard } = response;
        const type = String(heard['content-type']);
        const said: Buffer[] = [];
        const done = () =>
          resolve({ status: statusCode, type, body: Buffer.concat(said).toString(), busy: 0 });
        response.on('data', (chunk: Buffer) => said.push(chunk));
        response.on('end', done);
        if (!type.startsWith('text/event-stream')) return;
        done();
        response.destroy();
      },
    );
    request.on('error', reject);
  });

/** Node's own client refuses to send what is no Latin-1. */
const sendable = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll(/[^\x20-\x7e\u00a0-\u00ff]/g, '?'),
    ]),
  );
