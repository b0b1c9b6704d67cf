import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from './testing.ts';

// The rules that stand in the migrations alone (see prisma/schema.prisma's head).

const database = await openTestDatabase();
afterAll(() => database.close());

const project = '01890a5d-ac96-774b-bcce-000000000001';
const member = '01890a5d-ac96-774b-bcce-000000000002';
const issuance = '01890a5d-ac96-774b-bcce-000000000003';
const wallet = '01890a5d-ac96-774b-bcce-000000000004';
const movement = '01890a5d-ac96-774b-bcce-000000000005';
const interaction = '01890a5d-ac96-774b-bcce-000000000006';

beforeAll(() =>
  database.script(`
    INSERT INTO project (id, name, site_key, home_url) VALUES ('${project}', 'Acme', 'pk_test', 'https://acme.test');
    INSERT INTO member (project_id, id, external_id) VALUES ('${project}', '${member}', 'ada');
    INSERT INTO ledger_account (project_id, id, kind) VALUES ('${project}', '${issuance}', 'issuance');
    INSERT INTO ledger_account (project_id, id, kind, member_id) VALUES ('${project}', '${wallet}', 'member', '${member}');
    INSERT INTO ledger_transaction (project_id, id, reason, source_id) VALUES ('${project}', '${movement}', 'test', '${movement}');
    INSERT INTO interaction (project_id, id, member_id, kind, occurred_at, occurred_at_raw, payload)
      VALUES ('${project}', '${interaction}', '${member}', 'widget.shown', now(), now(), '{}');
  `),
);

const breaks = (rule: string) => ({ code: '23514', constraint: rule });

describe('the ledger', () => {
  const move = (amounts: Record<string, number>) =>
    database.transaction(async (tx) => {
      for (const [account, amount] of Object.entries(amounts)) {
        await tx.execute('INSERT INTO ledger_entry VALUES ($1::uuid, $2::uuid, $3::uuid, $4::int8)', [
          project,
          movement,
          account,
          amount,
        ]);
      }
    });

  test('refuses a movement that makes points out of nothing, when it commits', async () => {
    await expect(move({ [issuance]: -5, [wallet]: 6 })).rejects.toMatchObject(breaks('ledger_sums_to_zero'));
    expect(await database.query('SELECT 1 FROM ledger_entry')).toEqual([]);
  });

  test('accepts one that sums to zero, and keeps it so', async () => {
    await move({ [issuance]: -5, [wallet]: 5 });
    const tamper = `UPDATE ledger_entry SET amount = 50 WHERE account_id = '${wallet}'`;
    await expect(database.script(tamper)).rejects.toMatchObject(breaks('ledger_sums_to_zero'));
    const lose = `DELETE FROM ledger_entry WHERE account_id = '${wallet}'`;
    await expect(database.script(lose)).rejects.toMatchObject(breaks('ledger_sums_to_zero'));
  });

  test('lets no member owe points, but the issuer', async () => {
    const set = (account: string) =>
      database.script(`UPDATE ledger_account SET balance = -1 WHERE id = '${account}'`);
    await expect(set(wallet)).rejects.toMatchObject(breaks('ledger_account_balance'));
    await expect(set(issuance)).resolves.toBeUndefined();
  });

  test('has one issuance account a project', async () => {
    const second = `INSERT INTO ledger_account (project_id, id, kind) VALUES ('${project}', gen_random_uuid(), 'issuance')`;
    await expect(database.script(second)).rejects.toMatchObject({ code: '23505' });
  });
});

test('an interaction cannot be changed, and can be taken back', async () => {
  await expect(database.script(`UPDATE interaction SET kind = 'x'`)).rejects.toMatchObject({ code: '23001' });
  expect(await database.execute('DELETE FROM interaction')).toBe(1);
});

test.each([
  ['member_is_somebody', `INSERT INTO member (project_id, id) VALUES ('${project}', gen_random_uuid())`],
  ['member_name_length', `UPDATE member SET name = repeat('x', 121)`],
  ['reward_stock', `INSERT INTO reward VALUES ('${project}', gen_random_uuid(), '{}', '{}', 10, -1)`],
  ['reward_cost', `INSERT INTO reward VALUES ('${project}', gen_random_uuid(), '{}', '{}', 0, 1)`],
  ['signing_key_algorithm', `INSERT INTO signing_key VALUES ('${project}', gen_random_uuid(), 'none', '')`],
  ['operator_role', `INSERT INTO operator VALUES ('${project}', gen_random_uuid(), 'a@b.test', 'A', 'god')`],
  [
    'operator_email',
    `INSERT INTO operator VALUES ('${project}', gen_random_uuid(), 'A@b.test', 'A', 'owner')`,
  ],
  [
    'report_target',
    `INSERT INTO report (project_id, id, reporter_id, reason, created_at)
       VALUES ('${project}', gen_random_uuid(), '${member}', 'spam', now())`,
  ],
  [
    'post_text_length',
    `INSERT INTO post (project_id, id, author_id, text, created_at)
       VALUES ('${project}', gen_random_uuid(), '${member}', repeat('x', 5001), now())`,
  ],
])('%s is enforced', async (rule, statement) => {
  await expect(database.script(statement)).rejects.toMatchObject(breaks(rule));
});

test('a row cannot point into another project', async () => {
  const other = '01890a5d-ac96-774b-bcce-0000000000ff';
  await database.script(
    `INSERT INTO project (id, name, site_key, home_url) VALUES ('${other}', 'Other', 'pk_other', 'https://o.test')`,
  );
  const crossing = `INSERT INTO referral_code (project_id, code, member_id) VALUES ('${other}', 'ABCDEF', '${member}')`;
  await expect(database.script(crossing)).rejects.toMatchObject({ code: '23503' });
});

/** Pointed to by others without an index that begins with the key, since a project has few of them. */
const FEW = ['operator', 'reward', 'segment', 'survey'];

test('whoever deletes a row finds those that point to it by an index, unless there are few to delete', async () => {
  const keys = await database.query<{ child: string; parent: string }>(
    `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint c
     WHERE contype = 'f' AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
         AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
  );
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter(({ parent }) => !FEW.includes(parent))).toEqual([]);
});
