import { randomUUID } from 'node:crypto';
import type { FactAnswer } from '@hearth/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { sendFacts } from './send.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const nextMessage = () => `message-${randomUUID()}`;

const send = (...batch: object[]): Promise<FactAnswer> =>
  sendFacts(
    community.services,
    community.project,
    { batch: batch.map((item) => ({ messageId: nextMessage(), ...item })) },
    { isHistory: false },
  );

const memberOf = async (externalId: string) => {
  const [row] = await database.query(
    `SELECT m.*, a.external_id AS account FROM member m
     LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     WHERE m.project_id = $1::uuid AND m.external_id = $2::text`,
    [community.project.id, externalId],
  );
  return row;
};

const answer = { success: true, duplicates: 0, rejected: [], warnings: [] };

describe('a batch of facts', () => {
  it('makes the members it is about, describes them and records what they did', async () => {
    const given = await send(
      { type: 'identify', userId: 'u1', traits: { name: 'Ada', email: 'ada@acme.example', seats: 3 } },
      { type: 'group', userId: 'u1', groupId: 'acme', traits: { name: 'Acme', plan: 'team', size: 12 } },
      { type: 'track', userId: 'u1', event: 'Project Created', properties: { template: { name: 'blank' } } },
      { type: 'track', anonymousId: 'a1', event: 'looked' },
    );
    expect(given).toEqual({ ...answer, accepted: 4 });
    expect(await memberOf('u1')).toMatchObject({
      name: 'Ada',
      email: 'ada@acme.example',
      traits: { seats: 3 },
      account: 'acme',
    });
    const rows = await database.query(
      'SELECT kind, subject, payload FROM interaction WHERE project_id = $1::uuid ORDER BY subject',
      [community.project.id],
    );
    expect(rows).toEqual([
      {
        kind: 'event.tracked',
        subject: 'Project Created',
        payload: { name: 'Project Created', properties: { 'template.name': 'blank' } },
      },
      { kind: 'event.tracked', subject: 'looked', payload: { name: 'looked', properties: {} } },
    ]);
    expect(await community.count('member')).toBe(2);
  });

  it('is stored but for the one that nests ten thousand levels deep', async () => {
    const nested: unknown = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    const deep = { type: 'identify', userId: 'u2', traits: { nested } };
    const given = await send({ type: 'track', userId: 'u1', event: 'looked' }, deep);
    expect(given).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'invalid_shape' }] });
    expect(await memberOf('u2')).toBeUndefined();
  });
});

describe('who somebody is', () => {
  it('is not undone by an older fact that arrives late: it fills gaps', async () => {
    const at = (day: number) => ({ timestamp: new Date(Date.UTC(2025, 0, day)).toISOString() });
    await send({
      type: 'identify',
      userId: 'u1',
      ...at(20),
      traits: { name: 'New', role: 'admin', left: null },
    });
    await send({
      type: 'identify',
      userId: 'u1',
      ...at(10),
      traits: { name: 'Old', role: 'guest', left: 'x', city: 'Oslo', email: 'old@acme.example' },
    });
    expect(await memberOf('u1')).toMatchObject({
      name: 'New',
      email: 'old@acme.example',
      traits: { role: 'admin', left: null, city: 'Oslo' },
    });
  });

  it('is kept but for what cannot be, which is reported', async () => {
    const traits = { name: 'x'.repeat(121), note: 'y'.repeat(501), tags: ['a', 'b'], list: [{}], fine: 1 };
    const { warnings, accepted } = await send({ type: 'identify', userId: 'u1', traits });
    expect(accepted).toBe(1);
    expect(warnings.map(({ message }) => /"\w+"/.exec(message)?.[0]).sort()).toEqual([
      '"list"',
      '"name"',
      '"note"',
    ]);
    expect(await memberOf('u1')).toMatchObject({ name: null, traits: { tags: 'a, b', fine: 1 } });
  });

  it('is learned of an anonymous one by an alias, once; a user of its own stays one', async () => {
    const given = await send(
      { type: 'track', anonymousId: 'a1', event: 'before' },
      { type: 'alias', userId: 'u1', previousId: 'a1' },
      { type: 'track', anonymousId: 'a1', event: 'after' },
      { type: 'alias', userId: 'u2', previousId: 'a1' },
      { type: 'alias', userId: 'u2', previousId: 'u1' },
    );
    expect(given).toMatchObject({ accepted: 3, rejected: [{ index: 3 }, { index: 4, code: 'not_allowed' }] });
    const member = await memberOf('u1');
    const rows = await database.query<{ subject: string; owner: string }>(
      `SELECT i.subject, coalesce(m.merged_into_id, m.id) AS owner FROM interaction i
       JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id WHERE i.project_id = $1::uuid`,
      [community.project.id],
    );
    expect(rows.map(({ owner }) => owner)).toEqual([member?.id, member?.id]);
  });
});

it('makes nobody of an alias that it refuses', async () => {
  await send(
    { type: 'identify', userId: 'u1' },
    { type: 'track', anonymousId: 'a1', event: 'before' },
    { type: 'alias', userId: 'u1', previousId: 'a1' },
  );
  const count = () => database.query('SELECT count(*)::int FROM member');
  const before = await count();
  const refused = await send(
    { type: 'alias', userId: 'u7', previousId: 'u1' },
    { type: 'alias', userId: 'u8', previousId: 'a1' },
  );
  expect(refused).toMatchObject({ accepted: 0, rejected: [{ index: 0 }, { index: 1 }] });
  expect(await count()).toEqual(before);
});

it("rules about time go by a fact's own time: a year of posts fits into one batch", async () => {
  await community.add('earning_rule', { kind: 'post.created', points: 10, per_day: 2 });
  const posts = Array.from({ length: 12 }, (_, index) => ({
    type: 'track',
    userId: 'u1',
    event: 'post.created',
    // Three a day, four days.
    timestamp: new Date(Date.UTC(2025, 0, 1 + Math.floor(index / 3) * 7, index % 3)).toISOString(),
    properties: { text: `Post ${index}` },
  }));
  expect(await send(...posts)).toEqual({ ...answer, accepted: 12 });
  const paid = await database.query<{ created_at: Date }>(
    'SELECT created_at FROM ledger_transaction WHERE project_id = $1::uuid ORDER BY created_at',
    [community.project.id],
  );
  expect(paid).toHaveLength(8);
  expect(paid[0]?.created_at.toISOString()).toBe('2025-01-01T00:00:00.000Z');
  expect(community.failures).toEqual([]);
});

/** A post of the host's first user, on a day of January 2025. */
const postOn = (day: number) => ({
  type: 'track',
  userId: 'u1',
  event: 'post.created',
  timestamp: new Date(Date.UTC(2025, 0, day)).toISOString(),
  properties: { text: `On day ${day}` },
});

it("a badge is dated by the fact that was enough for it, not by the day of the host's import", async () => {
  await community.add('badge', {
    id: randomUUID(),
    name: { en: 'Voice' },
    description: { en: 'Three posts' },
    icon: 'voice',
    kind: 'post.created',
    target: 3,
  });
  await send(postOn(1));
  await send(postOn(2), postOn(3), postOn(4));

  const awards = await database.query<{ count: number; awarded_at: Date }>(
    'SELECT count, awarded_at FROM badge_award WHERE project_id = $1::uuid',
    [community.project.id],
  );
  expect(awards).toEqual([{ count: 4, awarded_at: new Date(Date.UTC(2025, 0, 3)) }]);
});

it('what is no fact at all is refused by itself, and the rest of the batch is stored', async () => {
  const good = { type: 'track', userId: 'u1', event: 'looked' };

  const { accepted, rejected } = await sendFacts(
    community.services,
    community.project,
    { batch: [null, good, 7, 'text', [], {}, undefined] },
    { isHistory: false },
  );

  expect(accepted).toBe(1);
  expect(rejected.map(({ index, code }) => `${index} ${code}`)).toEqual(
    [0, 2, 3, 4, 5, 6].map((index) => `${index} invalid_shape`),
  );
});

it('a ban refuses what was said while it lasted, and nothing else in the same batch', async () => {
  await send(postOn(1));
  const member = await memberOf('u1');
  for (const [since, until] of [
    [5, 8],
    [19, 22],
  ] as const)
    await community.add('member_ban', {
      id: randomUUID(),
      member_id: String(member?.id),
      since: new Date(Date.UTC(2025, 0, since)),
      until: new Date(Date.UTC(2025, 0, until)),
    });

  const { accepted, rejected } = await send(...[4, 6, 9, 20, 25].map(postOn));

  expect(accepted).toBe(3);
  expect(rejected.map(({ index, message }) => [index, message])).toEqual([
    [1, expect.stringContaining('until 2025-01-08')],
    [3, expect.stringContaining('until 2025-01-22')],
  ]);
});
