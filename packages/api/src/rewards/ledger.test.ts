import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { newId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { lockAccounts, move } from './ledger.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('finds every account that another transaction has changed while it waited for it', async () => {
  const community = await Community.open(database);
  const projectId = community.project.id;
  const members = await Promise.all(Array.from({ length: 40 }, () => community.member()));
  const holders = members.map(({ memberId }) => ({ projectId, memberId }));
  const pay = (some: typeof holders, milliseconds: number) =>
    database.transaction(async (tx) => {
      const accounts = await lockAccounts(tx, some);
      const movements = some.map((holder) => ({
        projectId,
        from: accounts.system(projectId, 'issuance'),
        to: accounts.member(holder),
        amount: 2,
        reason: 'survey.answered',
        sourceId: newId(),
        part: '',
        at: community.now,
      }));
      await move(tx, movements);
      await pause(milliseconds);
      return accounts.system(projectId, 'issuance').balance;
    });
  await pay(holders, 0);
  // With as many members as a project has, the database looks for them in another way.
  await database.script(
    `WITH many AS (
       INSERT INTO member (project_id, id, external_id)
       SELECT '${projectId}', gen_random_uuid(), 'many-' || n FROM generate_series(1, 2000) AS n
       RETURNING id)
     INSERT INTO ledger_account (project_id, id, kind, member_id)
     SELECT '${projectId}', gen_random_uuid(), 'member', id FROM many; ANALYZE ledger_account`,
  );
  const first = pay(holders.slice(0, 20), 300);
  await pause(100);
  const [before, after] = await Promise.all([first, pay(holders.slice(20), 0)]);
  expect([before, after]).toEqual([-120, -160]);
});
