import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Identity } from '../identity/identity.ts';
import { type Caller, Office, wordsOf } from '../testing/office.ts';

let database: Database;
let office: Office;
let owner: Caller;
let identity: Identity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
  owner = await office.as('owner');
  identity = new Identity({ database, now: () => office.community.now });
});

const seconds = () => Math.floor(office.community.now.getTime() / 1000);

interface Shape {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
}

const sign = (key: { id: string; secret: string }, { header, claims }: Shape = {}) =>
  new SignJWT({
    sub: 'ada',
    aud: office.community.project.siteKey,
    iat: seconds(),
    exp: seconds() + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', kid: key.id, ...header })
    .sign(createSecretKey(Buffer.from(key.secret, 'base64url')));

const enter = (token: string) =>
  wordsOf(
    identity.resolveWidgetCaller({
      siteKey: office.community.project.siteKey,
      origin: undefined,
      authorization: `Bearer ${token}`,
    }),
  );

describe('a signing key', () => {
  it('is rotated without anybody being turned away: both pass, then the new one alone', async () => {
    const old = await owner.keys.createSigning();
    const [before] = [await sign(old)];
    expect(await enter(before)).toBe('done');

    const fresh = await owner.keys.createSigning();
    office.community.pass({ minutes: 1 });
    expect(await enter(await sign(old))).toBe('done');
    expect(await enter(await sign(fresh))).toBe('done');

    await owner.keys.revokeSigning({ id: old.id });
    office.community.pass({ minutes: 0.1 });
    expect(await enter(before)).toContain('was revoked');
    expect(await enter(await sign(fresh))).toBe('done');
  });

  it('that is revoked opens nothing any more, at once, to a process that heard of it or could not hear', async () => {
    const { bus } = office.community.services;
    const processes = ['told', 'elsewhere'].map((name) => {
      const heard = name === 'told' ? bus : new Bus();
      return { heard, identity: new Identity({ ...office.community.services, bus: heard }) };
    });
    const key = await owner.keys.createSigning();
    const request = {
      siteKey: office.community.project.siteKey,
      origin: undefined,
      authorization: `Bearer ${await sign(key)}`,
    };
    const enterAll = () =>
      Promise.all(processes.map((one) => wordsOf(one.identity.resolveWidgetCaller(request))));
    expect(await enterAll()).toEqual(['done', 'done']);
    await owner.keys.revokeSigning({ id: key.id });
    expect(await enterAll()).toEqual([expect.stringContaining('was revoked'), 'done']);
    processes[1]?.heard.hear('missed', { projectId: null, missed: true });
    expect(await enterAll()).toEqual([
      expect.stringContaining('was revoked'),
      expect.stringContaining('was revoked'),
    ]);
  });

  it('is one of two at most', async () => {
    await owner.keys.createSigning();
    await owner.keys.createSigning();
    expect(await wordsOf(owner.keys.createSigning())).toContain('two active signing keys');
  });

  it('shows what it is made of once, and never in a list or in the audit', async () => {
    const { secret } = await owner.keys.createSigning();
    const { secretKey } = await owner.keys.createSecret({
      name: 'Billing',
      scopes: ['revenue:write'],
      expiresAt: null,
    });
    const told = JSON.stringify([await owner.keys.list(), await owner.setUp.changes({})]);
    expect(told).toContain('Billing');
    expect(told).not.toContain(secret);
    expect(told).not.toContain(secretKey);
  });

  it('may be a public Ed25519 key of the host; a private one or another kind is refused', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = (key: typeof publicKey, type: 'spki' | 'pkcs8') =>
      key.export({ format: 'pem', type }).toString();
    const { id } = await owner.keys.importSigning({ pem: pem(publicKey, 'spki') });
    const token = await new SignJWT({ sub: 'ada', aud: office.community.project.siteKey })
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + 60)
      .setProtectedHeader({ alg: 'EdDSA', kid: id })
      .sign(privateKey);
    expect(await enter(token)).toBe('done');

    const refused = async (text: string) => wordsOf(owner.keys.importSigning({ pem: text }));
    expect(await refused(pem(privateKey, 'pkcs8'))).toContain('"pem" is not valid: This is a private key');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    expect(await refused(pem(rsa, 'spki'))).toContain('Only Ed25519');
    expect(await refused('hello')).toContain('no public key');
  });

  it('is managed by owners and admins of its own project alone', async () => {
    const { id } = await owner.keys.createSigning();
    const stranger = await (await Office.open(database)).as('owner');
    expect(await wordsOf(stranger.keys.revokeSigning({ id }))).toContain('no such key');
    for (const role of ['moderator', 'analyst'] as const) {
      const other = await office.as(role);
      expect(await wordsOf(other.keys.list())).toContain('may not');
      expect(await wordsOf(other.keys.revokeSigning({ id }))).toContain('may not');
      expect(await wordsOf(other.keys.checkToken({ token: 'x' }))).toContain('may not');
    }
    expect((await owner.keys.list()).signing).toMatchObject([{ id, revokedAt: null }]);
  });
});

describe('a secret key', () => {
  const authorization = (secretKey: string) => ({ origin: undefined, authorization: `Bearer ${secretKey}` });

  it('opens what its scopes name until it is revoked', async () => {
    const { id, secretKey } = await owner.keys.createSecret({
      name: 'ETL',
      scopes: ['facts:write'],
      expiresAt: null,
    });
    expect((await identity.resolveHostCaller(authorization(secretKey))).scopes).toEqual(['facts:write']);
    await owner.keys.revokeSecret({ id });
    await owner.keys.revokeSecret({ id });
    expect(await wordsOf(identity.resolveHostCaller(authorization(secretKey)))).toContain('was revoked');
    expect(
      (await owner.setUp.changes({})).changes.map(({ action, subject }) => `${action} ${subject}`),
    ).toEqual(['secret_key.revoked ETL', 'secret_key.added ETL']);
  });

  it('opens nothing once its end has come', async () => {
    const { community } = office;
    const expiresAt = new Date(community.now.getTime() + 60_000).toISOString();
    const { secretKey } = await owner.keys.createSecret({ name: 'ETL', scopes: ['facts:write'], expiresAt });
    expect((await identity.resolveHostCaller(authorization(secretKey))).scopes).toEqual(['facts:write']);
    community.pass({ minutes: 1 });
    expect(await wordsOf(identity.resolveHostCaller(authorization(secretKey)))).toContain('has expired');
  });

  it('needs a scope that exists, and an end that is to come', async () => {
    const create = (more: object) =>
      wordsOf(owner.keys.createSecret({ name: 'ETL', scopes: ['facts:write'], expiresAt: null, ...more }));
    expect(await create({ scopes: [] })).toContain('at least one scope');
    expect(await create({ scopes: ['everything'] })).toContain('Invalid option');
    expect(await create({ expiresAt: office.community.now.toISOString() })).toContain('still to come');
    expect(await create({ name: '' })).toContain('empty');
  });
});

describe('the token checker', () => {
  it('passes a good token in every check', async () => {
    const token = await sign(await owner.keys.createSigning());
    const report = await owner.keys.checkToken({ token });
    expect(report.accepted).toBe(true);
    expect(report.checks.filter(({ passed }) => passed !== true)).toEqual([]);
    expect(report.checks).toHaveLength(14);
  });

  it.each<[string, Shape, failed: string[], words: string]>([
    ['expired', { claims: { iat: -4000, exp: -3400 } }, ['expiry'], 'It expired 56 minutes 40 seconds ago'],
    ['of the future', { claims: { iat: 300, exp: 600 } }, ['issued'], '5 minutes in the future'],
    ['that lives a day', { claims: { exp: 86_400 } }, ['lifetime'], 'It lives 1 day, longer than 15 minutes'],
    ['for somewhere else', { claims: { aud: 'pk_live_other' } }, ['audience'], 'It must be the site key'],
    ['without a member', { claims: { sub: undefined } }, ['subject'], 'user’s id'],
    ['with a key of its own', { header: { jku: 'https://evil.example' } }, ['headers'], 'jku'],
    ['of another type', { header: { typ: 'at+jwt' } }, ['type'], 'JWT or absent'],
    ['of an unknown key', { header: { kid: 'nobody' } }, ['key'], 'not a signing key of this project'],
    ['with a broken claim', { claims: { email: 'no address' } }, ['claims'], '"email" is refused'],
    ['that is huge', { claims: { traits: { about: 'x'.repeat(4200) } } }, ['size', 'claims'], 'over 4 KB'],
    [
      'expired and for somewhere else',
      { claims: { aud: 'x', iat: -4000, exp: -3400 } },
      ['audience', 'expiry'],
      'ago',
    ],
  ])('says what is wrong with a token %s, and only that', async (_what, shape, failed, words) => {
    const claims = Object.fromEntries(
      Object.entries(shape.claims ?? {}).map(([name, value]) => [
        name,
        typeof value === 'number' ? seconds() + value : value,
      ]),
    );
    const token = await sign(await owner.keys.createSigning(), { ...shape, claims });
    const report = await owner.keys.checkToken({ token });
    expect(report.accepted).toBe(false);
    expect(await enter(token)).not.toBe('done');
    const bad = report.checks.filter(({ passed }) => passed === false);
    expect(bad.map(({ name }) => name)).toEqual(failed);
    expect(bad.map(({ sentence }) => sentence).join(' ')).toContain(words);
  });

  it('tells a wrong secret, a revoked key and no token at all apart', async () => {
    const key = await owner.keys.createSigning();
    const failed = async (token: string) =>
      (await owner.keys.checkToken({ token })).checks
        .filter(({ passed }) => passed === false)
        .map(({ name }) => name);
    // The commonest mistake: the letters themselves as the key.
    const letters = Buffer.from(key.secret).toString('base64url');
    expect(await failed(await sign({ id: key.id, secret: letters }))).toEqual(['signature']);
    const token = await sign(key);
    await owner.keys.revokeSigning({ id: key.id });
    expect(await failed(token)).toEqual(['revoked']);
    expect(await failed('not a token')).toEqual(['format']);
  });
});
