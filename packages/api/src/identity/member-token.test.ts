import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { CompactSign, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { HearthError } from '../errors/hearth-error.ts';
import { MAX_TOKEN_BYTES, verifyMemberToken } from './member-token.ts';
import type { VerificationKey } from './store.ts';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const siteKey = 'pk_live_0123456789abcdef';
const secret = createSecretKey(randomBytes(32));
const pair = generateKeyPairSync('ed25519');

const keys = new Map<string, VerificationKey>([
  ['shared', { id: 'shared', algorithm: 'HS256', key: secret, revoked: false }],
  [
    'public',
    {
      id: 'public',
      algorithm: 'EdDSA',
      key: createPublicKey(pair.publicKey.export({ format: 'pem', type: 'spki' })),
      revoked: false,
    },
  ],
  ['revoked', { id: 'revoked', algorithm: 'HS256', key: secret, revoked: true }],
]);
const project = { siteKey, keys };

const claims: JWTPayload = { sub: 'ada', aud: siteKey, iat: seconds, exp: seconds + 600 };
const header: JWTHeaderParameters = { alg: 'HS256', kid: 'shared' };
const sign = (
  payload: JWTPayload = {},
  head: Partial<JWTHeaderParameters> = {},
  key: Parameters<SignJWT['sign']>[0] = secret,
) => new SignJWT({ ...claims, ...payload }).setProtectedHeader({ ...header, ...head }).sign(key);

const without = (claim: string): JWTPayload => ({ [claim]: undefined });

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What the verifier says of a token that it must refuse. */
async function refusal(token: string): Promise<string> {
  try {
    await verifyMemberToken(token, project, now);
  } catch (error) {
    if (error instanceof HearthError) return `${error.reason}: ${error.message}`;
    throw error;
  }
  throw new Error('The token was accepted');
}

describe('a member token', () => {
  it('tells who the member is and what the host says of them', async () => {
    const token = await sign({ name: 'Ada', account: { id: 'acme', plan: 'team' }, traits: { seats: 4 } });
    const verified = await verifyMemberToken(token, project, now);
    expect(verified.claims).toEqual({
      sub: 'ada',
      name: 'Ada',
      account: { id: 'acme', plan: 'team' },
      traits: { seats: 4 },
    });
    expect(verified).toMatchObject({ keyId: 'shared', issuedAt: seconds, expiresAt: seconds + 600 });
  });

  it('may say that it is a JWT', async () => {
    const token = await sign({}, { typ: 'JWT' });
    expect((await verifyMemberToken(token, project, now)).claims.sub).toBe('ada');
  });

  it('may be signed with Ed25519 by a key whose private half the host keeps', async () => {
    const token = await sign({}, { alg: 'EdDSA', kid: 'public' }, pair.privateKey);
    expect((await verifyMemberToken(token, project, now)).claims.sub).toBe('ada');
  });

  it('never carries roles or points', async () => {
    const { claims } = await verifyMemberToken(await sign({ role: 'owner', points: 1e6 }), project, now);
    expect(claims).toEqual({ sub: 'ada' });
  });

  it('is refused when somebody else signed it', async () => {
    expect(await refusal(await sign({}, {}, createSecretKey(randomBytes(32))))).toMatch(
      /token_invalid.*signature does not match/,
    );
  });

  it('is refused when a byte of its payload was changed', async () => {
    const [head = '', , signature = ''] = (await sign()).split('.');
    expect(await refusal(`${head}.${part({ ...claims, sub: 'ben' })}.${signature}`)).toMatch(
      /signature does not match/,
    );
  });

  it('is refused when it is not signed at all', async () => {
    expect(await refusal(`${part({ alg: 'none', kid: 'shared' })}.${part(claims)}.`)).toMatch(
      /token_invalid.*is for HS256/,
    );
  });

  it('is refused when a public key is used as if it were a shared secret', async () => {
    const asSecret = createSecretKey(pair.publicKey.export({ format: 'der', type: 'spki' }));
    expect(await refusal(await sign({}, { kid: 'public' }, asSecret))).toMatch(/is for EdDSA/);
  });

  it('is refused for another project', async () => {
    expect(await refusal(await sign({ aud: 'pk_live_another0' }))).toMatch(/"aud" must be the site key/);
  });

  it('is refused once it has expired, and says so', async () => {
    expect(await refusal(await sign({ iat: seconds - 700, exp: seconds - 61 }))).toMatch(
      /^token_expired: .*Fetch a fresh one/,
    );
  });

  it('is good for another minute, for clocks that differ', async () => {
    const token = await sign({ iat: seconds - 600, exp: seconds - 30 });
    expect((await verifyMemberToken(token, project, now)).claims.sub).toBe('ada');
  });

  it.each<[string, JWTPayload]>([
    ['issued a minute ahead of our clock', { iat: seconds + 60 }],
    ['valid from a minute ahead of our clock', { nbf: seconds + 60 }],
    ['that lives 15 minutes', { exp: seconds + 900 }],
    ['that lives one second', { exp: seconds + 1 }],
    ['that ended 59 seconds ago', { iat: seconds - 100, exp: seconds - 59 }],
  ])('is good to the last second: one %s', async (_what, payload) => {
    expect((await verifyMemberToken(await sign(payload), project, now)).claims.sub).toBe('ada');
  });

  it.each<[string, JWTPayload, RegExp]>([
    ['issued 61 seconds ahead', { iat: seconds + 61 }, /issued in the future/],
    ['valid from 61 seconds ahead', { nbf: seconds + 61 }, /not valid yet/],
    ['that ended 60 seconds ago', { iat: seconds - 100, exp: seconds - 60 }, /^token_expired/],
    ['that ends as it begins', { iat: seconds, exp: seconds }, /expires before it was issued/],
    ['that ends before it begins', { iat: seconds + 30, exp: seconds }, /expires before it was issued/],
  ])('is refused a second later: one %s', async (_what, payload, sentence) => {
    expect(await refusal(await sign(payload))).toMatch(sentence);
  });

  it.each<[string, JWTPayload, RegExp]>([
    ['from the future', { iat: seconds + 120, exp: seconds + 300 }, /issued in the future/],
    ['longer than 15 minutes', { exp: seconds + 901 }, /longer than 15 minutes/],
    ['without an end', without('exp'), /"exp" is missing/],
    ['without a beginning', without('iat'), /"iat" is missing/],
    ['without a subject', without('sub'), /"sub" is missing/],
    ['with an empty subject', { sub: ' ' }, /claim "sub"/],
    [
      'with a claim of the wrong shape inside another',
      { account: { id: 7 } },
      /claim "account\.id" is refused/,
    ],
    ['with a script for an avatar', { avatar: 'javascript:alert(1)' }, /claim "avatar".*http/],
    ['not yet valid', { nbf: seconds + 300 }, /not valid yet/],
  ])('is refused %s', async (_what, payload, sentence) => {
    expect(await refusal(await sign(payload))).toMatch(sentence);
  });

  it.each([
    ['an unknown key', { kid: 'another' }, /"kid" is not a signing key/],
    ['a revoked key', { kid: 'revoked' }, /key was revoked/],
    ['an unknown type', { typ: 'at+jwt' }, /"typ" must be JWT/],
    ['its own key', { jwk: { kty: 'oct', k: 'AAAA' } }, /"jwk" is refused/],
    ['an address of a key', { jku: 'https://evil.example/keys' }, /"jku" is refused/],
    ['an address of a certificate', { x5u: 'https://evil.example/cert' }, /"x5u" is refused/],
    ['a certificate', { x5c: ['MIIB'] }, /"x5c" is refused/],
  ])('is refused with %s in its header', async (_what, head, sentence) => {
    expect(await refusal(await sign({}, head))).toMatch(sentence);
  });

  it('is refused with a critical extension, and without a kid', async () => {
    expect(await refusal(`${part({ ...header, crit: ['exp'] })}.${part(claims)}.AAAA`)).toMatch(
      /"crit" is refused/,
    );
    expect(await refusal(`${part({ alg: 'HS256' })}.${part(claims)}.AAAA`)).toMatch(/no "kid"/);
  });

  it('has one spelling: the same bytes written otherwise are refused', async () => {
    const token = await sign();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // Of the last letter of 32 bytes two bits mean nothing.
    const twin = token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1) ?? '') ^ 1];
    for (const other of [twin, `${token}=`, `${token}\n`, ` ${token}`, token.replace('.', '=.')])
      expect(await refusal(other)).toMatch(/three parts of base64url/);
  });

  it('is refused unread when it is longer than 4 KB', async () => {
    expect(await refusal(await sign({ traits: { note: 'x'.repeat(5000) } }))).toMatch(/longer than 4 KB/);
  });

  it('is read up to its 4096th byte, and refused with one more', async () => {
    const padded = (length: number) => sign({ padding: 'x'.repeat(length) });
    // Three bytes make four letters, and this header and signature are of the same length each time.
    const room = Math.floor(((MAX_TOKEN_BYTES - (await padded(0)).length) * 3) / 4);
    const longest = await padded(room);
    expect(longest).toHaveLength(MAX_TOKEN_BYTES);
    expect((await verifyMemberToken(longest, project, now)).claims.sub).toBe('ada');
    expect(await refusal(await padded(room + 1))).toMatch(/longer than 4 KB/);
  });

  it('is refused when what was signed is not a set of claims', async () => {
    const signed = (text: string) =>
      new CompactSign(Buffer.from(text)).setProtectedHeader({ alg: 'HS256', kid: 'shared' }).sign(secret);
    for (const text of ['[]', '7', 'null', '{"sub":', ''])
      expect(await refusal(await signed(text))).toMatch(/token_invalid.*cannot be read as a signed JWT/);
  });

  it.each(['one.two', 'one.two.three.four', 'one'])(
    'is refused when it has not three parts, however well they are written: %j',
    async (text) => {
      expect(await refusal(text.replaceAll(/\w+/g, (word) => part({ word })))).toMatch(
        /three parts of base64url/,
      );
    },
  );

  it('is refused when its header is not one', async () => {
    const text = `${Buffer.from('[1').toString('base64url')}.${part(claims)}.AAAA`;
    expect(await refusal(text)).toMatch(/is not a signed JWT/);
  });

  it('keeps for the log why it was refused', async () => {
    for (const payload of [{ iat: seconds - 700, exp: seconds - 61 }, { aud: 'another' }])
      await expect(verifyMemberToken(await sign(payload), project, now)).rejects.toMatchObject({
        cause: expect.any(Error),
      });
  });

  it.each(['', 'a', 'a.b.c', '..', `${'x'.repeat(40)}.y`])(
    'is refused when it is not a JWT: %j',
    async (text) => {
      expect(await refusal(text)).toMatch(/token_invalid/);
    },
  );
});
