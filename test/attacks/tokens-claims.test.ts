import { describe, expect, test } from 'vitest';
import { claimsOf, compact, encode, hmac, type Part, seconds, signShared } from './forge.ts';
import { enter, HS, INVALID, one, server, two, verdict } from './tokens-stage.ts';
import { enterWith, verdictOf } from './widget-call.ts';

const shared = (header: Part, claims: Part) => compact(header, claims, hmac(one.shared.secret));

describe('what a token says', () => {
  const deep = (open: string, close: string) => `${open.repeat(400)}1${close.repeat(400)}`;
  const claims: Record<string, () => object> = {
    'without a subject': () => ({ sub: undefined }),
    'without an audience': () => ({ aud: undefined }),
    'without a beginning': () => ({ iat: undefined }),
    'without an end': () => ({ exp: undefined }),
    'with a subject that is a number': () => ({ sub: 7 }),
    'with a list of subjects': () => ({ sub: ['ada'] }),
    'with an empty subject': () => ({ sub: ' ' }),
    'with a subject of 201 characters': () => ({ sub: 'x'.repeat(201) }),
    'with a NUL in its subject': () => ({ sub: 'ada\0' }),
    'with half a surrogate pair in its subject': () => ({ sub: 'ada\ud800' }),
    'with null for an audience': () => ({ aud: null }),
    'for an audience that begins alike': () => ({ aud: `${one.siteKey}x` }),
    'for a list without us': () => ({ aud: [two.siteKey, ''] }),
    'with a text for an end': () => ({ exp: `${seconds() + 60}` }),
    'with a text for a beginning': () => ({ iat: `${seconds()}` }),
    'from the future': () => ({ iat: seconds() + 75, exp: seconds() + 120 }),
    'that ends before it begins': () => ({ iat: seconds(), exp: seconds() - 1 }),
    'that lives a second too long': () => ({ iat: seconds(), exp: seconds() + 901 }),
    'that lives for ever': () => ({ exp: 1e12 }),
    'that began long ago and lives for ever': () => ({ iat: 0, exp: seconds() + 60 }),
    'not valid yet': () => ({ nbf: seconds() + 75 }),
    'with a role for a trait’s object': () => ({ traits: { role: { owner: true } } }),
    'with a script for an avatar': () => ({ avatar: 'javascript:alert(1)' }),
  };
  test.each(Object.entries(claims))('(%s) is refused', async (_name, more) => {
    expect(await verdict(signShared(one, { claims: more() }))).toBe(INVALID);
  });

  const texts: Record<string, () => string> = {
    'an end that is infinite': () => `{"sub":"ada","aud":"${one.siteKey}","iat":${seconds()},"exp":1e999}`,
    'times that are infinite': () => `{"sub":"ada","aud":"${one.siteKey}","iat":-1e999,"exp":1e999}`,
    'a subject in __proto__ alone': () =>
      `{"__proto__":{"sub":"ada"},"aud":"${one.siteKey}","iat":${seconds()},"exp":${seconds() + 60}}`,
    'a list': () => `[${JSON.stringify(claimsOf(one))}]`,
    null: () => 'null',
    'broken JSON': () => '{"sub":"ada"',
    nothing: () => '',
  };
  test.each(Object.entries(texts))('(%s for claims) is refused', async (_name, text) => {
    expect(await verdict(shared(HS(), text()))).toBe(INVALID);
  });

  test('is refused as expired a good minute after its end, and only then', async () => {
    const ended = (ago: number) => ({ claims: { iat: seconds() - 600, exp: seconds() - ago } });
    expect(await verdict(signShared(one, ended(70)))).toBe('401 token_expired');
    expect((await enter(signShared(one, ended(45)))).status).toBe(200);
    expect(
      (await enter(signShared(one, { claims: { iat: seconds() + 45, exp: seconds() + 90 } }))).status,
    ).toBe(200);
  });

  test('cannot reach into any object, however deep or often it says it', async () => {
    const base = JSON.stringify(claimsOf(one, { sub: 'eve' })).slice(0, -1);
    const said = [
      `${base},"__proto__":{"points":1000000,"isAdmin":true}}`,
      `${base},"constructor":{"prototype":{"points":1000000}}}`,
      `${base},"sub":"mallory","sub":"eve"}`,
      `${base},"x":${deep('[', ']')}}`,
      `${base},"x":${deep('{"a":', '}')}}`,
      `${base},"traits":{"__proto__":"x","constructor":"y","toString":"z","hasOwnProperty":1}}`,
    ];
    for (const text of said) expect((await enter(shared(HS(), text))).status, text.slice(0, 300)).toBe(200);
    const named = await server.rows('SELECT external_id, traits FROM member WHERE project_id = $1', [
      one.projectId,
    ]);
    expect(named.map(({ external_id }) => external_id)).not.toContain('mallory');
    expect(named.find(({ external_id }) => external_id === 'eve')?.traits).toEqual({
      constructor: 'y',
      toString: 'z',
      hasOwnProperty: 1,
    });
  });

  test('gives nobody points, a role or another project', async () => {
    const before = await server.rows('SELECT count(*) FROM ledger_transaction');
    const greedy = { points: 1e6, role: 'owner', roles: ['admin'], projectId: two.projectId, verified: true };
    expect((await enter(signShared(one, { claims: greedy }))).status).toBe(200);
    expect(await server.rows('SELECT count(*) FROM ledger_transaction')).toEqual(before);
    expect(await server.rows('SELECT FROM member WHERE project_id = $1', [two.projectId])).toEqual([]);
  });
});

describe('the form of a token', () => {
  const parts = () => signShared(one).split('.');
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  /** The same bytes, written with other unused bits in the last letter. */
  const twin = (text = '') => text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1) ?? 'A') ^ 1];

  const shapes: Record<string, () => string> = {
    garbage: () => 'garbage',
    'dots alone': () => '..',
    'two parts': () => parts().slice(0, 2).join('.'),
    'a signature that is stripped': () => `${parts().slice(0, 2).join('.')}.`,
    'a trailing dot': () => `${signShared(one)}.`,
    'a fourth part': () => `${signShared(one)}.AAAA`,
    'five parts, as if encrypted': () => `${signShared(one)}.AAAA.AAAA`,
    'a leading dot': () => `.${signShared(one)}`,
    'padding after the signature': () => `${signShared(one)}=`,
    'padding after the header': () => {
      const [header, claims, signed] = parts();
      return `${header}=.${claims}.${signed}`;
    },
    'the other alphabet of base64': () => {
      const [header, claims, signed] = parts();
      // Whatever the signature's letters happen to be, one of them is of the other alphabet.
      return `${header}.${claims}.+${signed?.slice(1)}`;
    },
    'the signature’s bytes written in another way': () => {
      const [header, claims, signed] = parts();
      return `${header}.${claims}.${twin(signed)}`;
    },
    'a signature cut short': () => signShared(one).slice(0, -2),
    'somebody else’s claims under a good signature': () => {
      const [header, , signed] = parts();
      return `${header}.${encode(claimsOf(one, { sub: 'eve' }))}.${signed}`;
    },
    'a header of another’s under a good signature': () => {
      const [, claims, signed] = parts();
      return `${encode({ ...HS(), typ: undefined })}.${claims}.${signed}`;
    },
    '5 KB': () => signShared(one, { claims: { traits: { note: 'x'.repeat(500) }, pad: 'x'.repeat(3500) } }),
  };
  test.each(Object.entries(shapes))('(%s) is refused', async (_name, shape) => {
    expect(await verdict(shape())).toBe(INVALID);
  });

  test('is refused beyond 4 KB, and not a byte before', async () => {
    const long = (pad: number) => signShared(one, { claims: { pad: 'x'.repeat(pad) } });
    let pad = 2800;
    while (long(pad + 1).length <= 4096) pad += 1;
    expect((await enter(long(pad))).status).toBe(200);
    expect(await verdict(long(pad + 1))).toBe(INVALID);
  });

  const schemes: Record<string, (token: string) => string> = {
    'no scheme': (token) => token,
    Basic: (token) => `Basic ${token}`,
    Token: (token) => `Token ${token}`,
    'two credentials': (token) => `Bearer ${token}, Bearer ${token}`,
    'a blank in the middle': (token) => `Bearer ${token.slice(0, 50)} ${token.slice(50)}`,
    'nothing behind the scheme': () => 'Bearer',
    'quotes around it': (token) => `Bearer "${token}"`,
    'letters of no header': (token) => `Bearer ${token}\u00e9`,
  };
  test.each(Object.entries(schemes))('is refused with %s in the header', async (_name, write) => {
    expect(verdictOf(await enterWith(server, one, write(signShared(one))))).toBe(INVALID);
  });
});
