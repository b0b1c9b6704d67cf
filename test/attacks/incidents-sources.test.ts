import { describe, expect, test } from 'vitest';
import { importsOf } from '../../scripts/imports.mjs';
import { isTest, roomOf, type Source, sources } from '../../scripts/sources.mjs';

// What happened to others, and what of it can be told from the code alone.

const everything: Source[] = sources();
/** What runs in the server's process; the demo plays members, and speaks to its own server alone. */
const served = everything.filter(
  ({ path }) =>
    ['api', 'server', 'schema', 'metrics'].includes(roomOf(path)) &&
    path.includes('/src/') &&
    !isTest(path) &&
    !path.includes('/generated/'),
);
const inBrowsers = everything.filter(
  ({ path }) =>
    ['client', 'widgets', 'console'].includes(roomOf(path)) && path.includes('/src/') && !isTest(path),
);

const imports = served.flatMap(importsOf);
const database = 'packages/api/src/database/';
const lineAt = (path: string, line: number): string =>
  served.find((source) => source.path === path)?.text.split('\n')[line - 1] ?? '';

/** Lines of code, without comments, that match; as `path:line`. */
const linesThat = (files: readonly Source[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text
      .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line.replace(/(^|\s)\/\/.*$/, '')) ? [`${path}:${index + 1}`] : [],
      ),
  );
const filesOf = (lines: readonly string[]): string[] => [
  ...new Set(lines.map((line) => line.split(':')[0] ?? '')),
];

test('the server’s sources are looked at: or nothing below proves anything', () => {
  expect(served.length).toBeGreaterThan(300);
  expect(inBrowsers.length).toBeGreaterThan(150);
  expect(linesThat(served, /verifyMemberToken\(/).length).toBeGreaterThan(1);
});

test('a decode used instead of verify: no claim is read of a token that was not verified', () => {
  // The checker says what is wrong with a token, and asks the door itself whether it is let in.
  expect(filesOf(linesThat(served, /\bdecodeJwt\b/))).toEqual(['packages/api/src/identity/token-check.ts']);
  // The header alone names the key; the claims come out of jwtVerify.
  expect(filesOf(linesThat(served, /\bdecodeProtectedHeader\b/))).toEqual([
    'packages/api/src/identity/member-token.ts',
    'packages/api/src/identity/token-check.ts',
  ]);
  expect(linesThat(served, /\batob\(|split\('\.'\)\[1\]/)).toEqual([]);
});

describe('webhook SSRF: the server dials nobody', () => {
  const dialling = /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b\s*[(.]/;
  const diallers =
    /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises|child_process|cluster|worker_threads|inspector)$|^(undici|axios|got|ky|node-fetch|ws|needle|request|superagent|nodemailer)$/;

  test('no code of it asks any address but the demo, which plays members of its own server', () => {
    expect(filesOf(linesThat(served, dialling))).toEqual([
      'apps/server/src/demo/console-door.ts',
      'apps/server/src/demo/front-door.ts',
    ]);
    // Which is where that address comes from.
    const [seed] = served.filter(({ path }) => path.endsWith('demo/seed-demo.ts'));
    expect(seed?.text).toMatch(/address: string/);
  });

  test('no code of it loads what could: but for types, and the database’s own driver', () => {
    const loaded = imports.filter(({ from, line, specifier, typeOnly }) => {
      if (typeOnly || !diallers.test(specifier)) return false;
      // What an address looks like is asked of node:net too; and the database has its driver.
      return (
        !/^import \{ (isIP(v[46])?(, )?)+ \} from/.test(lineAt(from, line)) && !from.startsWith(database)
      );
    });
    expect(loaded).toEqual([]);
    const drivers = imports.filter(({ specifier }) => /^(pg|@prisma\/adapter-pg)$/.test(specifier));
    expect(drivers.length).toBeGreaterThan(0);
    for (const { from } of drivers) expect(from).toMatch(new RegExp(`^${database}`));
  });

  test('Stripe’s library checks signatures and calls nothing', () => {
    const users = imports.filter(({ specifier }) => specifier === 'stripe');
    expect(users.length).toBeGreaterThan(0);
    // Its client is never made: only that could call.
    expect(linesThat(served, /new Stripe\(|Stripe\(\s*['"`]/)).toEqual([]);
  });
});

test('a widget token in a URL: no page’s code writes a credential into an address', () => {
  expect(linesThat(inBrowsers, /[?&](token|access_token|authorization|jwt|key)=/i)).toEqual([]);
  expect(linesThat(inBrowsers, /connectionParams|sendBeacon|document\.cookie/)).toEqual([]);
  // An EventSource cannot send a header, which is how tokens got into addresses elsewhere.
  const sources = linesThat(
    inBrowsers.filter(({ path }) => roomOf(path) !== 'console'),
    /new EventSource/,
  );
  expect(sources).toEqual([]);
});

describe('a comparison that was not constant time', () => {
  test('no secret is compared letter by letter: it is looked up by its digest, or a library verifies it', () => {
    const secret = '(\\w+\\.)*\\w*(secret|token|signature|digest|hmac|password|credential|authorization)\\w*';
    const compared = new RegExp(
      `\\b${secret}\\s*[!=]==?\\s*(?!null|undefined|['"\`]|typeof)|[!=]==?\\s*${secret}\\b`,
      'i',
    );
    // That there is one, how long it is, or of which kind, tells nothing of what it is.
    const harmless = /[!=]==?\s*(null|undefined|['"`\d])|\.(length|type|status|kind)\b|typeof /;
    const found = linesThat(served, compared).filter((place) => {
      const [path = '', line] = place.split(':');
      return !harmless.test(lineAt(path, Number(line)));
    });
    expect(found).toEqual([]);
  });
});

describe('stored XSS through an image proxy', () => {
  test('no image is fetched, resized or handed on: a link is stored as a link', () => {
    const imaging =
      /^(sharp|jimp|canvas|imagemagick|gm|@fastify\/http-proxy|@fastify\/reply-from|http-proxy)/;
    expect(imports.filter(({ specifier }) => imaging.test(specifier))).toEqual([]);
    expect(linesThat(served, /image\/|svg\+xml/i)).toEqual([]);
  });
});

describe('stored XSS through an iframe’s name', () => {
  test('no code reads window.name or what a stranger’s window says, and none names a frame', () => {
    expect(linesThat(inBrowsers, /\b(window|self|globalThis|parent|top|opener)\.name\b/)).toEqual([]);
    // The console frames its own preview of a theme, and names it nothing.
    const framing = linesThat(inBrowsers, /<iframe|createElement\(['"]iframe|srcdoc|frameElement/);
    expect(filesOf(framing)).toEqual(['apps/console/src/set-up/theme-part.ts']);
    expect(linesThat(inBrowsers, /<iframe[^>]*\sname=/)).toEqual([]);
    const listening = filesOf(linesThat(inBrowsers, /addEventListener\(\s*['"]message['"]/));
    // The console and that frame of its own, and each asks who speaks.
    expect(listening).toEqual([
      'apps/console/src/preview/preview.ts',
      'apps/console/src/set-up/theme-part.ts',
    ]);
    const asking = linesThat(inBrowsers, /origin [!=]== location\.origin/);
    expect(filesOf(asking)).toEqual(expect.arrayContaining(listening));
  });
});
