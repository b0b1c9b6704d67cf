import { request } from 'node:http';
import fc from 'fast-check';
import type { Heard } from './verdict.ts';
import type { World } from './world.ts';

/** A request for something that is no procedure: a file, a page of the console, a link that members share. */
export interface Visit {
  method: string;
  path: string;
  headers: Record<string, string>;
}

/** Up and out of a folder, as it has been tried on servers. */
const CLIMBS = [
  ...[
    '..',
    '../..',
    '../../..',
    '../../../../../../../..',
    '%2e%2e',
    '%2e%2e%2f%2e%2e',
    '..%2f..',
    '..%5c..',
  ],
  ...['..%252f..', '%252e%252e', '....//', '..;', '.%00.', '%c0%ae%c0%ae', '%uff0e%uff0e', '..%c0%af', '.'],
];
/** Beside the folders that are served, in them, or far away. */
const FILES = [
  ...['not-served.txt', 'widgets/hearth.js', 'console/index.html', 'etc/passwd', 'proc/self/environ', '.env'],
  ...[
    'hearth.js',
    'index.html',
    'integrity.json',
    'nps-abc123.js',
    'main-abc123.js',
    'package.json',
    '.git/config',
  ],
];
const ODD = [
  ...[
    '',
    '/',
    '//',
    '%',
    '%zz',
    '%00',
    '%0d%0aset-cookie:%20a=1',
    '%ff',
    '\u00e9',
    '%E2%80%AE',
    '?',
    '#',
    '*',
  ],
  ...[
    'x'.repeat(9_000),
    '%2f'.repeat(500),
    '/'.repeat(300),
    'constructor',
    '__proto__',
    'a.b.c',
    '.js',
    'nps-zzzzzz.js',
  ],
];
const PLACES = [
  '/assets',
  '/console',
  '/console/assets',
  '',
  '/console/members',
  '/r',
  '/v1',
  '/w',
  '/s',
  '//',
  '/.',
];

const THERE = [
  ...[
    '/hearth.js',
    '/integrity.json',
    '/assets/nps-abc123.js',
    '/assets/nps-zzzzzz.js',
    '/console',
    '/console/',
  ],
  ...['/console/assets/main-abc123.js', '/console/segments/new', '/healthz', '/readyz'],
];

const header = fc.constantFrom<Record<string, string>>(
  {},
  { 'accept-encoding': 'br' },
  { 'accept-encoding': 'gzip;q=nonsense, *;q=9' },
  { range: 'bytes=0-0' },
  { range: 'bytes=99999999999999999999-1,-0,5-' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'never', 'if-none-match': '"\\' },
  { 'if-range': '"x"', range: 'bytes=0-1' },
  { accept: 'application/x-nothing', 'accept-language': '*;q=\u00e9' },
  { 'user-agent': '\u00ff'.repeat(3_000) },
  {
    'x-forwarded-for': '::1, %00, 999.1.1.1',
    'x-forwarded-proto': 'javascript',
    'x-forwarded-host': 'evil.example',
  },
  { referer: 'javascript:alert(1)', origin: 'null' },
);
const method = fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PATCH');

/** Files and pages by the ways in and out of their folders, and shared links by codes that are there or nearly. */
export function visits(world: World): fc.Arbitrary<Visit> {
  const climbed = fc
    .tuple(
      fc.constantFrom(...PLACES),
      fc.array(fc.constantFrom(...CLIMBS), { maxLength: 3 }),
      fc.constantFrom(...FILES, ...ODD),
    )
    .map(([place, climbs, file]) => [place, ...climbs, file].join('/'));
  const code = fc.nat(1_000).map((at) => world.codes()[at % world.codes().length] ?? '');
  const [real = ''] = world.codes();
  const shared = fc
    .tuple(
      fc.oneof(fc.constant(real), code),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom(...ODD, ...CLIMBS) },
      ),
      fc.constantFrom('', '?', '?to=https://evil.example', '/'),
    )
    .map(([own, more, end]) => `/r/${own}${more}${end}`);
  const there = fc
    .tuple(fc.constantFrom(...THERE), fc.constantFrom('', '', '', ...ODD))
    .map((parts) => parts.join(''));
  return fc.record({
    method,
    path: fc.oneof(
      { weight: 2, arbitrary: climbed },
      { weight: 1, arbitrary: shared },
      { weight: 1, arbitrary: there },
    ),
    headers: header,
  });
}

export interface Seen extends Heard {
  location: string | undefined;
  /** Names of its headers. */
  headers: readonly string[];
}

/** By the network and as it is written: what puts addresses right would take the attack out of them. */
export function visit({ method: verb, path, headers }: Visit, { server }: World): Promise<Seen> {
  const { hostname, port } = new URL(server.address);
  // What no parser takes for a line of HTTP is sent by wire-sockets; everything else goes as it is.
  const sendable = path.replaceAll(/[^\x21-\x7e]/g, '%20');
  return new Promise((resolve, reject) => {
    const before = process.cpuUsage();
    const asked = request(
      { hostname, port, method: verb, path: sendable || '/', headers, agent: false },
      (answer) => {
        const said: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => said.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { user, system } = process.cpuUsage(before);
          const { statusCode = 0, headers: heard } = answer;
          resolve({
            status: statusCode,
            type: String(heard['content-type']),
            body: Buffer.concat(said).toString(),
            busy: (user + system) / 1_000,
            location: heard.location,
            headers: Object.keys(heard),
          });
        });
      },
    );
    asked.on('error', reject).end();
  });
}
