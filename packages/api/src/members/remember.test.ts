import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { sendFacts } from '../facts/send.ts';
import { Community } from '../testing/community.ts';
import { forgetMember } from './forget-store.ts';
import { mergeMember } from './merge-store.ts';
import { MemberRegister } from './register.ts';

let database: Database;
let community: Community;
let register: MemberRegister;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  register = new MemberRegister(community.services);
});

/** Minutes before now. */
const ago = (minutes: number) => new Date(community.now.getTime() - minutes * 60_000);

const token = (minutesAgo: number, claims: object, forgotten = 0) =>
  register.remember(
    { id: community.project.id, forgotten },
    { sub: 'ada', ...claims },
    ago(minutesAgo).getTime() / 1000,
  );

const fact = (minutesAgo: number, item: object) =>
  sendFacts(
    community.services,
    community.project,
    { batch: [{ userId: 'ada', timestamp: ago(minutesAgo).toISOString(), ...item }] },
    { isHistory: false },
  );
const identify = (minutesAgo: number, traits: object) => fact(minutesAgo, { type: 'identify', traits });

const known = async () => {
  const [row] = await database.query<Record<string, unknown>>(
    `SELECT m.name, m.traits, a.external_id AS account, a.plan, a.traits AS account_traits FROM member m
     LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     WHERE m.project_id = $1::uuid AND m.external_id = 'ada'`,
    [community.project.id],
  );
  return row;
};

describe('what a token and a backend say of the same member', () => {
  it('adds up: neither drops what only the other knows', async () => {
    await identify(10, { name: 'Ada', seats: 3 });
    await token(5, { traits: { role: 'admin' } });
    expect(await known()).toMatchObject({ name: 'Ada', traits: { seats: 3, role: 'admin' } });
  });

  it('is decided by the newer word, thing by thing, in whichever order they come', async () => {
    await token(5, { name: 'Token', traits: { role: 'admin' } });
    // Older than the token, yet the latest word on seats; the second is older than both.
    await identify(6, { name: 'Fact', role: 'guest', seats: 4 });
    await identify(7, { seats: 3, city: 'Oslo' });
    expect(await known()).toMatchObject({
      name: 'Token',
      traits: { role: 'admin', seats: 4, city: 'Oslo' },
    });
    await identify(1, { role: 'owner' });
    await token(3, { name: 'Later token', traits: { role: 'guest' } });
    expect(await known()).toMatchObject({ name: 'Later token', traits: { role: 'owner', seats: 4 } });
  });

  it('holds for their account too', async () => {
    await token(5, { account: { id: 'acme', plan: 'team', traits: { region: 'eu' } } });
    await fact(6, { type: 'group', groupId: 'acme', traits: { plan: 'free', size: 9 } });
    expect(await known()).toMatchObject({
      account: 'acme',
      plan: 'team',
      account_traits: { region: 'eu', size: 9 },
    });
    await fact(2, { type: 'group', groupId: 'acme', traits: { plan: 'business' } });
    await token(4, { account: { id: 'acme', plan: 'team' } });
    expect(await known()).toMatchObject({ plan: 'business' });
  });

  it('costs no write when it is said again', async () => {
    const written = async () => {
      const rows = await database.query<{ at: string }>(
        `SELECT m.xmin::text || '/' || a.xmin::text AS at FROM member m
         JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id WHERE m.project_id = $1::uuid`,
        [community.project.id],
      );
      return rows.map(({ at }) => at);
    };
    const claims = { name: 'Ada', account: { id: 'acme', plan: 'team' } };
    await token(9, { ...claims, name: 'Countess' });
    await token(5, claims);
    await token(8, { ...claims, name: 'Late' });
    const before = await written();
    await token(4, claims);
    await token(8, { ...claims, name: 'Late' });
    expect(await written()).toEqual(before);
    expect(await known()).toMatchObject({ name: 'Ada' });
  });
});

describe('somebody who was forgotten', () => {
  const forget = (memberId: string) =>
    forgetMember(database, { projectId: community.project.id, memberId, now: community.now }, async () => {});
  const actor = (memberId: string) => ({ type: 'verified' as const, memberId, externalId: 'ada' });

  it('is a new member with their next token', async () => {
    const before = await token(5, { name: 'Ada' });
    await forget(before);
    const after = await token(5, { name: 'Ada' }, 1);
    expect(after).not.toBe(before);
    await community.record(actor(after), 'event.tracked', { name: 'came_back' });
    expect(await community.count('interaction')).toBe(1);
  });

  it('stores nothing more as the one they were; the request is to be sent again, not dropped', async () => {
    const memberId = await token(5, { name: 'Ada' });
    const visitor = await community.anonymous();
    await forget(memberId);
    await expect(
      community.record(actor(memberId), 'event.tracked', { name: 'still_here' }),
    ).rejects.toMatchObject({ reason: 'unavailable', retryAfter: 4 });
    const [row] = await database.query<{ anonymousHash: Buffer }>(
      'SELECT anonymous_hash AS "anonymousHash" FROM member WHERE project_id = $1::uuid AND id = $2::uuid',
      [community.project.id, visitor.memberId],
    );
    const anonymousHash = row?.anonymousHash ?? Buffer.alloc(0);
    await expect(
      mergeMember(database, { projectId: community.project.id, anonymousHash, memberId }),
    ).rejects.toMatchObject({ reason: 'unavailable' });
    expect(await community.count('interaction')).toBe(0);
  });
});
