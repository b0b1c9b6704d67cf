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
});
