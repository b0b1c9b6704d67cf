import { SubscriptionStatusSchema } from '@hearth/schema';
import type { Sql, Transaction } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { LeftOut, SubscriptionFact } from './fact.ts';
import type { MrrStep } from './steps.ts';

/** The accounts of these external ids, made where they are not known yet: external id → UUID. */
export async function keepAccounts(
  tx: Transaction,
  projectId: string,
  externalIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const wanted = [...new Set(externalIds)];
  const select = `SELECT id, external_id FROM account WHERE project_id = $1::uuid AND external_id = ANY ($2::text[])`;
  const find = () => tx.query<{ id: string; external_id: string }>(select, [projectId, wanted]);
  let rows = await find();
  const found = new Set(rows.map((row) => row.external_id));
  const missing = wanted.filter((externalId) => !found.has(externalId)).sort();
  if (missing.length > 0) {
    await tx.execute(
      `INSERT INTO account (project_id, id, external_id, created_at)
       SELECT $1::uuid, id, external_id, $4::timestamptz
       FROM unnest($2::uuid[], $3::text[]) AS a(id, external_id)
       ON CONFLICT (project_id, external_id) DO NOTHING`,
      [projectId, missing.map(newId), missing, now],
    );
    rows = await find();
  }
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

/** Makes subscriptions where they are not known yet, and locks all of them: id → its account's UUID until now. */
export async function keepSubscriptions(
  tx: Transaction,
  projectId: string,
  subscriptions: readonly { id: string; accountId: string; source: string }[],
): Promise<Map<string, string>> {
  const first = new Map(subscriptions.map((one) => [one.id, one]));
  const rows = [...first.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  await tx.execute(
    `INSERT INTO subscription (project_id, id, account_id, source)
     SELECT $1::uuid, id, account_id, source
     FROM unnest($2::text[], $3::uuid[], $4::text[]) AS s(id, account_id, source)
     ON CONFLICT (project_id, id) DO NOTHING`,
    [
      projectId,
      rows.map(({ id }) => id),
      rows.map(({ accountId }) => accountId),
      rows.map(({ source }) => source),
    ],
  );
  const kept = await tx.query<{ id: string; account_id: string }>(
    `SELECT id, account_id FROM subscription WHERE project_id = $1::uuid AND id = ANY ($2::text[])
     ORDER BY id COLLATE "C" FOR UPDATE`,
    [projectId, [...first.keys()]],
  );
  return new Map(kept.map((row) => [row.id, row.account_id]));
}

/** Until the transaction ends nobody else works out these accounts' revenue; members may still join them. */
export async function lockAccounts(
  tx: Transaction,
  projectId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.query(
    `SELECT 1 FROM account WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [projectId, ids],
  );
}

interface FactRow {
  subscription_id: string;
  id: string;
  account_id: string;
  owner_id: string;
  at: Date;
  sequence: number;
  mrr: number;
  currency: string;
  status: string;
  plan: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  left_out: LeftOut | null;
  inferred: boolean;
  [column: string]: unknown;
}

const FACTS = `
  SELECT f.subscription_id, f.id, f.account_id, s.account_id AS owner_id, f.at, f.sequence, f.mrr, f.currency,
         f.status, f.plan, f.starts_at, f.ends_at, f.left_out, f.inferred
  FROM subscription s
  JOIN subscription_fact f ON f.project_id = s.project_id AND f.subscription_id = s.id
  WHERE s.project_id = $1::uuid`;

const factOf = (row: FactRow): SubscriptionFact & { ownerId: string } => ({
  subscriptionId: row.subscription_id,
  id: row.id,
  accountId: row.account_id,
  ownerId: row.owner_id,
  at: row.at,
  sequence: row.sequence,
  mrr: row.mrr,
  currency: row.currency,
  status: SubscriptionStatusSchema.parse(row.status),
  plan: row.plan,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  leftOut: row.left_out,
  inferred: row.inferred,
});

/** All that is known of these subscriptions. */
export async function findFacts(
  sql: Sql,
  projectId: string,
  subscriptionIds: readonly string[],
): Promise<SubscriptionFact[]> {
  const rows = await sql.query<FactRow>(`${FACTS} AND s.id = ANY ($2::text[])`, [projectId, subscriptionIds]);
  return rows.map(factOf);
}

/** All that is known of these accounts' subscriptions; `ownerId` is the account's UUID. */
export async function findFactsOfAccounts(
  sql: Sql,
  projectId: string,
  accountIds: readonly string[],
): Promise<(SubscriptionFact & { ownerId: string })[]> {
  const rows = await sql.query<FactRow>(`${FACTS} AND s.account_id = ANY ($2::uuid[])`, [
    projectId,
    accountIds,
  ]);
  return rows.map(factOf);
}

export async function insertFacts(
  tx: Transaction,
  projectId: string,
  facts: readonly SubscriptionFact[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO subscription_fact (project_id, subscription_id, id, account_id, at, sequence, mrr, currency, status,
                                    plan, starts_at, ends_at, left_out, inferred)
     SELECT $1::uuid, f.* FROM unnest($2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::int[], $7::int8[],
       $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::bool[]) AS f`,
    [
      projectId,
      facts.map((fact) => fact.subscriptionId),
      facts.map((fact) => fact.id),
      facts.map((fact) => fact.accountId),
      facts.map((fact) => fact.at),
      facts.map((fact) => fact.sequence),
      facts.map((fact) => fact.mrr),
      facts.map((fact) => fact.currency),
      facts.map((fact) => fact.status),
      facts.map((fact) => fact.plan),
      facts.map((fact) => fact.startsAt),
      facts.map((fact) => fact.endsAt),
      facts.map((fact) => fact.leftOut),
      facts.map((fact) => fact.inferred),
    ],
  );
}

export async function moveSubscriptions(
  tx: Transaction,
  projectId: string,
  moves: readonly { id: string; accountId: string }[],
): Promise<void> {
  await tx.execute(
    `UPDATE subscription s SET account_id = m.account_id
     FROM unnest($2::text[], $3::uuid[]) AS m(id, account_id)
     WHERE s.project_id = $1::uuid AND s.id = m.id`,
    [projectId, moves.map(({ id }) => id), moves.map(({ accountId }) => accountId)],
  );
}

/** Puts these steps in the place of all that these accounts had. */
export async function replaceSteps(
  tx: Transaction,
  projectId: string,
  accountIds: readonly string[],
  steps: readonly (MrrStep & { accountId: string })[],
): Promise<void> {
  await tx.execute('DELETE FROM mrr_step WHERE project_id = $1::uuid AND account_id = ANY ($2::uuid[])', [
    projectId,
    accountIds,
  ]);
  await tx.execute(
    `INSERT INTO mrr_step (project_id, account_id, currency, at, mrr)
     SELECT $1::uuid, s.* FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::int8[]) AS s`,
    [
      projectId,
      steps.map(({ accountId }) => accountId),
      steps.map(({ currency }) => currency),
      steps.map(({ at }) => new Date(at)),
      steps.map(({ mrr }) => mrr),
    ],
  );
}
