import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { forgetMember } from '../members/forget-store.ts';
import { insertAnonymousMember } from '../members/store.ts';
import { revokeSigningKey } from '../projects/store.ts';
import { createTestProject, type TestProject } from '../projects/testing.ts';
import { Identity } from './identity.ts';
import { digest, newSecret } from './secret.ts';

let database: Database;
let project: TestProject;
let other: TestProject;
let time = new Date('2026-03-01T12:00:00Z');
let identity: Identity;

beforeAll(async () => {
  database = await openTestDatabase();
  project = await createTestProject(database, 'One');
  other = await createTestProject(database, 'Two');
  identity = new Identity({ database, now: () => time });
});
afterAll(() => database.close());

const ask = (request: { siteKey?: string; origin?: string; token?: string } = {}) =>
  identity.resolveWidgetCaller({
    siteKey: request.siteKey ?? project.siteKey,
    origin: request.origin ?? project.origin,
    authorization: request.token === undefined ? undefined : `Bearer ${request.token}`,
  });

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof HearthError) return error.reason;
    throw error;
  }
  return 'accepted';
}

async function issueAnonymous(): Promise<{ token: string; id: string }> {
  const token = `anon_${newSecret(16)}`;
  const id = await insertAnonymousMember(database, {
    projectId: project.projectId,
    hash: digest(token),
    now: time,
  });
  return { token, id };
}

describe('a caller of the widget API', () => {
  it('is a visitor without a credential', async () => {
    expect(await ask()).toMatchObject({ project: { id: project.projectId }, actor: { type: 'visitor' } });
  });

  it('is the anonymous member whose credential the server issued', async () => {
    const { token, id } = await issueAnonymous();
    expect((await ask({ token })).actor).toEqual({ type: 'anonymous', memberId: id });
  });

  it('is the verified member whom the host names, the same one each time', async () => {
    const first = await ask({ token: await project.sign({ sub: 'ada', name: 'Ada' }, time) });
    const second = await ask({ token: await project.sign({ sub: 'ada', name: 'Ada L.' }, time) });
    expect(first.actor).toMatchObject({ type: 'verified', externalId: 'ada' });
    expect(second.actor).toEqual(first.actor);
  });

  it.each([
    'https://one.example:8443',
    'http://one.example',
    'https://evil.example',
    'https://one.example.evil.example',
    'null',
  ])('is refused from the origin %s', async (origin) => {
    expect(await reasonOf(ask({ origin }))).toBe('origin_not_allowed');
  });

  it('is refused with a site key that nobody has', async () => {
    expect(await reasonOf(ask({ siteKey: 'pk_live_0000000000000000' }))).toBe('invalid_site_key');
    expect(await reasonOf(ask({ siteKey: "pk_live_' OR true --" }))).toBe('invalid_site_key');
  });

  it('cannot bring a token or an anonymous credential of another project', async () => {
    const { token: anonymous } = await issueAnonymous();
    const elsewhere = { siteKey: other.siteKey, origin: other.origin };
    expect(await reasonOf(ask({ ...elsewhere, token: anonymous }))).toBe('token_invalid');
    expect(await reasonOf(ask({ ...elsewhere, token: await project.sign({ sub: 'ada' }, time) }))).toBe(
      'token_invalid',
    );
  });

  it('is not made anonymous by a bad credential', async () => {
    expect(await reasonOf(ask({ token: 'garbage' }))).toBe('token_invalid');
    expect(await reasonOf(ask({ token: 'anon_short' }))).toBe('token_invalid');
    expect(await reasonOf(ask({ token: `anon_${newSecret(16)}` }))).toBe('token_invalid');
    const basic = { siteKey: project.siteKey, origin: undefined, authorization: 'Basic YTpi' };
    expect(await reasonOf(identity.resolveWidgetCaller(basic))).toBe('token_invalid');
  });

  it('is refused with a token that was good a moment ago and has expired since', async () => {
    const token = await project.sign({ sub: 'late' }, new Date(time.getTime() - 645_000));
    expect(await reasonOf(ask({ token }))).toBe('accepted');
    time = new Date(time.getTime() + 16_000);
    expect(await reasonOf(ask({ token }))).toBe('token_expired');
  });

  it('is refused within seconds of its signing key being revoked', async () => {
    const revoked = await createTestProject(database, 'Three');
    const token = await revoked.sign({ sub: 'ada' }, time);
    const asked = { siteKey: revoked.siteKey, origin: revoked.origin, token };
    expect(await reasonOf(ask(asked))).toBe('accepted');
    await revokeSigningKey(database, { projectId: revoked.projectId, id: revoked.keyId, now: time });
    time = new Date(time.getTime() + 5_000);
    expect(await reasonOf(ask(asked))).toBe('token_invalid');
  });

  it('keeps what a token leaves out, and ignores an older token that comes late', async () => {
    const earlier = new Date(time.getTime() - 20_000);
    const account = { id: 'acme', name: 'Acme', plan: 'team' };
    await ask({
      token: await project.sign({ sub: 'cy', name: 'Cy', email: 'cy@acme.example', account }, time),
    });
    await ask({ token: await project.sign({ sub: 'cy', name: 'Old name' }, earlier) });
    const [row] = await database.query<object>(
      `SELECT m.name, m.email, a.plan FROM member m JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
        WHERE m.project_id = $1::uuid AND m.external_id = 'cy'`,
      [project.projectId],
    );
    expect(row).toEqual({ name: 'Cy', email: 'cy@acme.example', plan: 'team' });
  });

  it('who was forgotten is a new member within seconds, by the very token they had', async () => {
    const token = await project.sign({ sub: 'dee' }, time);
    const memberOf = async () => {
      const { actor } = await ask({ token });
      return actor.type === 'verified' ? actor.memberId : null;
    };
    const before = await memberOf();
    if (!before) throw new Error('The token was not believed');
    const { projectId } = project;
    await forgetMember(database, { projectId, memberId: before, now: time }, async () => {});
    time = new Date(time.getTime() + 4_000);
    const after = await memberOf();
    expect(after).toMatch(/^[0-9a-f-]{36}$/);
    expect(after).not.toBe(before);
    expect(await memberOf()).toBe(after);
  });
});

describe("a host's backend", () => {
  it('is known by its secret key', async () => {
    const caller = await identity.resolveHostCaller({
      origin: undefined,
      authorization: `Bearer ${project.secretKey}`,
    });
    expect(caller).toMatchObject({ project: { id: project.projectId }, scopes: ['referrals:write'] });
  });

  it('is refused in a browser, with an unknown key, and with none', async () => {
    const authorization = `Bearer ${project.secretKey}`;
    expect(await reasonOf(identity.resolveHostCaller({ origin: project.origin, authorization }))).toBe(
      'origin_not_allowed',
    );
    const unknown = { origin: undefined, authorization: `Bearer sk_live_${newSecret(32)}` };
    expect(await reasonOf(identity.resolveHostCaller(unknown))).toBe('token_invalid');
    expect(await reasonOf(identity.resolveHostCaller({ origin: undefined, authorization: undefined }))).toBe(
      'sign_in_required',
    );
  });
});
