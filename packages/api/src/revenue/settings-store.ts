import type { RevenueSettingsInput } from '@hearth/schema';
import type { Sql } from '../database/database.ts';

/** What a project's money is worth: its own currency, the others' rates, and the margin. */
export interface RevenueTerms {
  currency: string;
  grossMargin: number | null;
  rates: { currency: string; rate: string }[];
}

export async function findTerms(sql: Sql, projectId: string): Promise<RevenueTerms> {
  const [row] = await sql.query<RevenueTerms & { [column: string]: unknown }>(
    `SELECT p.currency, p.gross_margin AS "grossMargin",
            coalesce((SELECT jsonb_agg(jsonb_build_object('currency', r.currency, 'rate', r.rate::text))
                      FROM exchange_rate r WHERE r.project_id = p.id), '[]') AS rates
     FROM project p WHERE p.id = $1::uuid`,
    [projectId],
  );
  if (!row) throw new Error(`There is no project ${projectId}`);
  return row;
}

export async function upsertSpend(sql: Sql, projectId: string, month: string, amount: number): Promise<void> {
  await sql.execute(
    `INSERT INTO acquisition_spend (project_id, month, amount) VALUES ($1::uuid, $2::date, $3::int8)
     ON CONFLICT (project_id, month) DO UPDATE SET amount = excluded.amount`,
    [projectId, month, amount],
  );
}

export async function removeSpend(sql: Sql, projectId: string, month: string): Promise<void> {
  await sql.execute('DELETE FROM acquisition_spend WHERE project_id = $1::uuid AND month = $2::date', [
    projectId,
    month,
  ]);
}

/** Where Stripe sends its events, and whether their signatures can be checked. */
export async function findStripeState(
  sql: Sql,
  projectId: string,
): Promise<{ siteKey: string; hasSecret: boolean }> {
  const [row] = await sql.query<{ siteKey: string; hasSecret: boolean }>(
    `SELECT site_key AS "siteKey", stripe_secret IS NOT NULL AS "hasSecret" FROM project WHERE id = $1::uuid`,
    [projectId],
  );
  if (!row) throw new Error(`There is no project ${projectId}`);
  return row;
}

/** Currencies of accounts' revenue that no rate turns into the project's. */
export async function findMissingRates(sql: Sql, projectId: string): Promise<string[]> {
  const rows = await sql.query<{ currency: string }>(
    `SELECT DISTINCT s.currency FROM mrr_step s
     JOIN project p ON p.id = s.project_id AND p.currency <> s.currency
     WHERE s.project_id = $1::uuid AND s.mrr > 0
       AND NOT EXISTS (SELECT FROM exchange_rate r WHERE r.project_id = s.project_id AND r.currency = s.currency)
     ORDER BY s.currency`,
    [projectId],
  );
  return rows.map(({ currency }) => currency);
}

/** Writes what is given: undefined leaves a column as it is, null empties it. */
export async function saveTerms(
  sql: Sql,
  projectId: string,
  { currency, grossMargin, stripeSecret }: RevenueSettingsInput,
): Promise<void> {
  await sql.execute(
    `UPDATE project SET
       currency = coalesce($2::text, currency),
       gross_margin = CASE WHEN $3::bool THEN $4::int ELSE gross_margin END,
       stripe_secret = CASE WHEN $5::bool THEN $6::text ELSE stripe_secret END
     WHERE id = $1::uuid`,
    [
      projectId,
      currency ?? null,
      grossMargin !== undefined,
      grossMargin ?? null,
      stripeSecret !== undefined,
      stripeSecret ?? null,
    ],
  );
}

export async function replaceRates(
  sql: Sql,
  projectId: string,
  rates: readonly { currency: string; rate: number }[],
): Promise<void> {
  await sql.execute('DELETE FROM exchange_rate WHERE project_id = $1::uuid', [projectId]);
  await sql.execute(
    `INSERT INTO exchange_rate (project_id, currency, rate)
     SELECT $1::uuid, r.currency, r.rate FROM unnest($2::text[], $3::numeric[]) AS r(currency, rate)`,
    [projectId, rates.map(({ currency }) => currency), rates.map(({ rate }) => rate)],
  );
}
