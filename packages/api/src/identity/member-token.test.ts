import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { HearthError } from '../errors/hearth-error.ts';
import { verifyMemberToken } from './member-token.ts';
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
    expect(verified.keyId).toBe('shared');
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

  it.each<[string, JWTPayload, RegExp]>([
    ['from the future', { iat: seconds + 120, exp: seconds + 300 }, /issued in the future/],
    ['longer than 15 minutes', { exp: seconds + 901 }, /longer than 15 minutes/],
    ['without an end', without('exp'), /"exp" is missing/],
    ['without a beginning', without('iat'), /"iat" is missing/],
    ['without a subject', without('sub'), /"sub" is missing/],
    ['with an empty subject', { sub: ' ' }, /claim "sub"/],
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

  it.each(['', 'a', 'a.b.c', '..', `${'x'.repeat(40)}.y`])(
    'is refused when it is not a JWT: %j',
    async (text) => {
      expect(await refusal(text)).toMatch(/token_invalid/);
    },
  );
});
