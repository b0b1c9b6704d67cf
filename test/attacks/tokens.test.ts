import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { widgetRouter } from '@hearth/api';
import { describe, expect, test } from 'vitest';
import { claimsOf, compact, hmac, type Part, seconds, signature, signShared, unsigned } from './forge.ts';
import { enter, HS, INVALID, one, server, two, verdict } from './tokens-stage.ts';
import { askWidget, enterWith, verdictOf } from './widget-call.ts';

const shared = (header: Part, claims: Part = claimsOf(one)) =>
  compact(header, claims, hmac(one.shared.secret));
const ED = () => ({ alg: 'EdDSA', kid: one.pair.kid, typ: 'JWT' });

test('a good token lets in, by either key: or nothing below proves anything', async () => {
  expect((await enter(signShared(one))).status).toBe(200);
  expect((await enter(compact(ED(), claimsOf(one), signature(one.pair.privateKey)))).status).toBe(200);
});

describe('the algorithm is the key’s own', () => {
  const der = () => one.pair.publicKey.export({ format: 'der', type: 'spki' });
  const pem = () => one.pair.publicKey.export({ format: 'pem', type: 'spki' });
  const rawPublicKey = () => Buffer.from(`${one.pair.publicKey.export({ format: 'jwk' }).x}`, 'base64url');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('ed25519');

  const forged: Record<string, () => string> = {
    'none, without a signature': () => compact({ ...HS(), alg: 'none' }, claimsOf(one), unsigned),
    'none for the public key': () => compact({ ...ED(), alg: 'none' }, claimsOf(one), unsigned),
    'NONE in capitals': () => compact({ ...HS(), alg: 'NoNe' }, claimsOf(one), unsigned),
    'none, with the right signature': () => shared({ ...HS(), alg: 'none' }),
    'no algorithm at all': () => shared({ kid: one.shared.kid }),
    'an empty algorithm': () => shared({ ...HS(), alg: '' }),
    'a list of algorithms': () => shared({ ...HS(), alg: ['HS256'] }),
    'null for an algorithm': () => shared({ ...HS(), alg: null }),
    'HS256 in small letters': () => shared({ ...HS(), alg: 'hs256' }),
    'the public key in PEM as if it were a secret': () =>
      compact({ ...ED(), alg: 'HS256' }, claimsOf(one), hmac(pem())),
    'the public key in DER as if it were a secret': () =>
      compact({ ...ED(), alg: 'HS256' }, claimsOf(one), hmac(der())),
    'the bare public key as if it were a secret': () =>
      compact({ ...ED(), alg: 'HS256' }, claimsOf(one), hmac(rawPublicKey())),
    'EdDSA claimed, signed with the public key as a secret': () =>
      compact(ED(), claimsOf(one), hmac(rawPublicKey())),
    'the shared secret under the public key’s name': () => shared({ ...ED(), alg: 'HS256' }),
    'the private key under the shared secret’s name': () =>
      compact({ ...HS(), alg: 'EdDSA' }, claimsOf(one), signature(one.pair.privateKey)),
    'the right private key as Ed25519': () =>
      compact({ ...ED(), alg: 'Ed25519' }, claimsOf(one), signature(one.pair.privateKey)),
    'HS512 with the right secret': () =>
      compact({ ...HS(), alg: 'HS512' }, claimsOf(one), hmac(one.shared.secret, 'sha512')),
    'HS256 claimed, HS512 signed': () => compact(HS(), claimsOf(one), hmac(one.shared.secret, 'sha512')),
    'RS256 with a key made up': () =>
      compact({ ...HS(), alg: 'RS256' }, claimsOf(one), signature(rsa.privateKey, 'sha256')),
    'RS256 under the public key’s name': () =>
      compact({ ...ED(), alg: 'RS256' }, claimsOf(one), signature(rsa.privateKey, 'sha256')),
    'ES256 with a key made up': () =>
      compact(
        { ...ED(), alg: 'ES256' },
        claimsOf(one),
        signature(p256.privateKey, 'sha256', { dsaEncoding: 'ieee-p1363' }),
      ),
    'ES256 with a signature of nothing but zeros': () =>
      compact({ ...ED(), alg: 'ES256' }, claimsOf(one), () => Buffer.alloc(64)),
    'EdDSA with a signature of nothing but zeros': () => compact(ED(), claimsOf(one), () => Buffer.alloc(64)),
    'EdDSA by somebody else': () => compact(ED(), claimsOf(one), signature(stranger.privateKey)),
    'an empty secret': () => compact(HS(), claimsOf(one), hmac('')),
    'the secret’s letters instead of its bytes': () =>
      compact(HS(), claimsOf(one), hmac(one.shared.secret.toString('base64url'))),
    'the key’s id as the secret': () => compact(HS(), claimsOf(one), hmac(one.shared.kid)),
    'the site key as the secret': () => compact(HS(), claimsOf(one), hmac(one.siteKey)),
  };
  test.each(Object.entries(forged))('(%s) is refused', async (_name, forge) => {
    expect(await verdict(forge())).toBe(INVALID);
  });
});

describe('the key is one of the project’s own', () => {
  const kids: Record<string, () => unknown> = {
    'that nobody has': () => '01890000-0000-7000-8000-000000000000',
    'of another project': () => two.shared.kid,
    'in capitals': () => one.shared.kid.toUpperCase(),
    'with a blank': () => `${one.shared.kid} `,
    'that is a path': () => '../../../../dev/null',
    'that is SQL': () => "' OR '1'='1",
    'that every object has': () => 'constructor',
    'that every object inherits': () => '__proto__',
    'that is empty': () => '',
    'that is a number': () => 0,
    'that is true': () => true,
    'that is a list': () => [one.shared.kid],
    'that is an object': () => ({ toString: one.shared.kid }),
    'that is null': () => null,
    'that is left out': () => undefined,
  };
  test.each(Object.entries(kids))('(an id %s) or it is refused', async (_name, kid) => {
    expect(await verdict(shared({ ...HS(), kid: kid() }))).toBe(INVALID);
  });

  test('so another project’s token is refused, whomever it says it is for', async () => {
    expect(await verdict(signShared(two))).toBe(INVALID);
    expect(await verdict(signShared(two, { claims: { aud: one.siteKey } }))).toBe(INVALID);
    // Signed by this project, for that one: neither takes it.
    const stray = signShared(one, { claims: { aud: two.siteKey } });
    expect(await verdict(stray)).toBe(INVALID);
    expect(verdictOf(await enterWith(server, two, `Bearer ${stray}`))).toBe(INVALID);
  });

  const headers: Record<string, unknown> = {
    jwk: { kty: 'oct', k: 'AAAA' },
    jku: 'http://127.0.0.1:9/keys',
    x5u: 'http://127.0.0.1:9/cert',
    x5c: ['MIIB'],
    crit: ['exp'],
    b64: false,
    zip: 'DEF',
  };
  test.each(Object.entries(headers))('and no header "%s" may name another', async (name, value) => {
    expect(await verdict(signShared(one, { header: { [name]: value } }))).toBe(INVALID);
    expect(await verdict(signShared(one, { header: { [name]: null } }))).toBe(INVALID);
  });

  test.each(['at+jwt', 'JWE', 'jwt', 'application/jwt', '', null, ['JWT'], 1])(
    'and the type %j is none of ours',
    async (typ) => {
      expect(await verdict(signShared(one, { header: { typ } }))).toBe(INVALID);
    },
  );
});

describe('a key that is revoked', () => {
  test('ends its tokens within seconds, also those that were let in before', async () => {
    const token = signShared(one, { claims: { sub: 'late' } });
    expect((await enter(token)).status).toBe(200);
    await server.rows('UPDATE signing_key SET revoked_at = now() WHERE id = $1', [one.shared.kid]);
    try {
      const revoked = Date.now();
      while ((await enter(token)).status === 200) {
        expect(Date.now() - revoked, 'milliseconds since').toBeLessThan(5_000);
        await pause(100);
      }
      expect(await verdict(token)).toBe(INVALID);
      expect(await verdict(signShared(one))).toBe(INVALID);
      expect((await enter(compact(ED(), claimsOf(one), signature(one.pair.privateKey)))).status).toBe(200);
    } finally {
      await server.rows('UPDATE signing_key SET revoked_at = NULL WHERE id = $1', [one.shared.kid]);
      await pause(3_100);
    }
  });
});

describe('an invalid token is an error, and nobody', () => {
  // Of the router itself: a procedure that comes tomorrow is asked too.
  const procedures = Object.keys(widgetRouter._def.procedures);
  const wrong: Record<string, () => string> = {
    'is not signed': () => compact({ ...HS(), alg: 'none' }, claimsOf(one), unsigned),
    'is of another project': () => signShared(two),
    'has expired': () => signShared(one, { claims: { iat: seconds() - 600, exp: seconds() - 90 } }),
    'is noise': () => 'noise',
    'is an anonymous one nobody was given': () => `anon_${'A'.repeat(22)}`,
    'is a secret key': () => one.secretKey,
  };
  test.each(procedures)('to %s', async (path) => {
    const members = () => server.rows('SELECT count(*) FROM member');
    const before = await members();
    for (const [name, make] of Object.entries(wrong)) {
      for (const more of [{ method: 'GET' }, { method: 'POST', body: '{}' }] as const) {
        const answer = await askWidget(server, one, path, { authorization: `Bearer ${make()}`, ...more });
        // A procedure asked by the wrong method says so, or who is asking: it never answers.
        const expected = name === 'has expired' ? 'token_expired' : 'token_invalid';
        if (answer.status !== 405) expect([answer.status, answer.reason], name).toEqual([401, expected]);
        expect(answer.text, name).not.toContain('"result"');
      }
    }
    expect(await members()).toEqual(before);
  });
});
