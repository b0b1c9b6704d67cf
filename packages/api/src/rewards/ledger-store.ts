import type { Transaction } from '../database/database.ts';
import type { Account, Movement } from './ledger.ts';

interface AccountRow {
  project_id: string;
  id: string;
  kind: Account['kind'];
  member_id: string | null;
  balance: number;
}

/**
 * Locks and reads the accounts that exist of those named by member or kind: members' first, in key order, then those of
 * their projects, which all others wait for, as late as can be.
 */
export async function lockRows(
  tx: Transaction,
  wanted: readonly Pick<Account, 'projectId' | 'kind' | 'memberId'>[],
): Promise<Account[]> {
  const projects = [...new Set(wanted.map(({ projectId }) => projectId))];
  const members = wanted.flatMap(({ memberId }) => memberId ?? []);
  // By plain conditions on the row alone, not by a join: a row that another transaction changes while this one waits
  // for it is judged again as it then is, and through a join it can be lost. Apart, so that each is asked by its index.
  const rows = await Promise.all([
    tx.query<AccountRow>(lockWhere('a.project_id = ANY ($1::uuid[]) AND a.member_id = ANY ($2::uuid[])'), [
      projects,
      members,
    ]),
    tx.query<AccountRow>(lockWhere('a.project_id = ANY ($1::uuid[]) AND a.member_id IS NULL'), [projects]),
  ]);
  return rows.flat().map((row) => ({
    projectId: row.project_id,
    id: row.id,
    kind: row.kind,
    memberId: row.member_id,
    balance: row.balance,
  }));
}

const lockWhere = (condition: string): string =>
  `SELECT a.project_id, a.id, a.kind, a.member_id, a.balance FROM ledger_account a
   WHERE ${condition} ORDER BY a.project_id, a.id FOR NO KEY UPDATE OF a`;

/**
 * Opens those of these accounts that are not there, in the order of their owners: two transactions that open some of
 * the same ones wait for each other in one direction only.
 */
export async function openMissingAccounts(
  tx: Transaction,
  accounts: readonly Omit<Account, 'balance'>[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO ledger_account (project_id, id, kind, member_id)
     SELECT w.project_id, w.id, w.kind, w.member_id
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS w(project_id, id, kind, member_id)
     WHERE NOT EXISTS (SELECT FROM ledger_account a
                       WHERE a.project_id = w.project_id AND a.member_id = w.member_id)
       AND NOT EXISTS (SELECT FROM ledger_account a
                       WHERE a.project_id = w.project_id AND a.kind = w.kind AND a.member_id IS NULL)
     ORDER BY w.project_id, w.kind, w.member_id
     ON CONFLICT DO NOTHING`,
    [
      accounts.map(({ projectId }) => projectId),
      accounts.map(({ id }) => id),
      accounts.map(({ kind }) => kind),
      accounts.map(({ memberId }) => memberId),
    ],
  );
}

/** The ids of those written: both entries and both balances of each, in one statement. */
export async function writeMovements(
  tx: Transaction,
  movements: readonly (Movement & { id: string })[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `WITH wanted AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[],
                            $7::uuid[], $8::uuid[], $9::int8[])
         AS w(project_id, id, reason, source_id, part, created_at, from_id, to_id, amount)
     ), written AS (
       INSERT INTO ledger_transaction (project_id, id, reason, source_id, part, created_at)
       SELECT project_id, id, reason, source_id, part, created_at FROM wanted
       ON CONFLICT (project_id, source_id, reason, part) DO NOTHING
       RETURNING project_id, id
     ), halves AS (
       SELECT w.project_id, w.id, side.account_id, side.amount
       FROM wanted w
       JOIN written USING (project_id, id)
       CROSS JOIN LATERAL (VALUES (w.to_id, w.amount), (w.from_id, -w.amount)) AS side(account_id, amount)
     ), entries AS (
       INSERT INTO ledger_entry (project_id, transaction_id, account_id, amount)
       SELECT project_id, id, account_id, amount FROM halves
     ), balances AS (
       UPDATE ledger_account a SET balance = a.balance + d.delta
       FROM (SELECT project_id, account_id, sum(amount)::int8 AS delta FROM halves GROUP BY 1, 2) d
       WHERE a.project_id = d.project_id AND a.id = d.account_id
     )
     SELECT id FROM written`,
    [
      movements.map(({ projectId }) => projectId),
      movements.map(({ id }) => id),
      movements.map(({ reason }) => reason),
      movements.map(({ sourceId }) => sourceId),
      movements.map(({ part }) => part),
      movements.map(({ at }) => at),
      movements.map(({ from }) => from.id),
      movements.map(({ to }) => to.id),
      movements.map(({ amount }) => amount),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
