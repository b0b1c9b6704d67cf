import type { Sql } from '../database/database.ts';

export interface StripeProject {
  id: string;
  secret: string | null;
}

/** The project of a site key; without one, those that take Stripe's events, two at most. */
export async function findStripeProjects(sql: Sql, siteKey: string | null): Promise<StripeProject[]> {
  return sql.query<StripeProject & { [column: string]: unknown }>(
    `SELECT id, stripe_secret AS secret FROM project
     WHERE CASE WHEN $1::text IS NULL THEN stripe_secret IS NOT NULL ELSE site_key = $1::text END
       AND closed_at IS NULL
     ORDER BY id LIMIT 2`,
    [siteKey],
  );
}

/** The external id of the account that is known to be a customer of Stripe's. */
export async function findCustomersAccount(
  sql: Sql,
  projectId: string,
  customerId: string,
): Promise<string | null> {
  const [row] = await sql.query<{ external_id: string }>(
    `SELECT external_id FROM account
     WHERE project_id = $1::uuid AND traits ->> 'stripe_customer_id' = $2::text
     ORDER BY created_at, id LIMIT 1`,
    [projectId, customerId],
  );
  return row?.external_id ?? null;
}

/** Notes which customer of Stripe's an account is. */
export async function noteCustomer(
  sql: Sql,
  projectId: string,
  externalId: string,
  customerId: string,
): Promise<void> {
  await sql.execute(
    `UPDATE account SET traits = traits || jsonb_build_object('stripe_customer_id', $3::text)
     WHERE project_id = $1::uuid AND external_id = $2::text
       AND traits ->> 'stripe_customer_id' IS DISTINCT FROM $3::text`,
    [projectId, externalId, customerId],
  );
}
