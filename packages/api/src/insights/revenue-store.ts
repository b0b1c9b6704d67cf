import type { MrrChange } from '@hearth/metrics';
import type { Sql } from '../database/database.ts';

/** Whose revenue is asked for, and what their currencies are worth. */
export interface RevenueScope {
  projectId: string;
  /** UUIDs; null: all accounts. */
  accounts: readonly string[] | null;
  /** What is still to come is not counted. */
  now: Date;
  /** Minor units of the project's currency for one of each currency, exact decimals as text. */
  factors: ReadonlyMap<string, string>;
}

/** $1 project, $2 accounts, $3 now, $4 currencies, $5 their factors. */
const paramsOf = ({ projectId, accounts, now, factors }: RevenueScope) => [
  projectId,
  accounts,
  now,
  [...factors.keys()],
  [...factors.values()],
];

/**
 * Each account's revenue in the project's currency before and after every moment at which it changed. Each amount is
 * rounded by itself, and a rate holds for all times, so a change of rate moves nothing.
 */
const TOTALS = `
  WITH converted AS (
    SELECT s.account_id, s.at, s.currency, round(s.mrr * r.factor) AS mrr
    FROM mrr_step s
    JOIN unnest($4::text[], $5::numeric[]) AS r(currency, factor) ON r.currency = s.currency
    WHERE s.project_id = $1::uuid AND s.at <= $3::timestamptz
      AND ($2::uuid[] IS NULL OR s.account_id = ANY ($2::uuid[]))
  ), deltas AS (
    SELECT account_id, at, sum(delta) AS delta
    FROM (SELECT account_id, at, mrr - lag(mrr, 1, 0::numeric) OVER (PARTITION BY account_id, currency ORDER BY at) AS delta
          FROM converted) AS d
    GROUP BY account_id, at
  ), totals AS (
    SELECT account_id, at, (sum(delta) OVER so_far)::float8 AS after, (sum(delta) OVER so_far - delta)::float8 AS before
    FROM deltas WINDOW so_far AS (PARTITION BY account_id ORDER BY at ROWS UNBOUNDED PRECEDING)
  ), since AS (
    SELECT account_id, min(at) FILTER (WHERE after > 0) AS first_at FROM totals GROUP BY account_id
  )`;

/** What one account's revenue was before and after one of several periods in a row. */
export interface AccountChange extends MrrChange {
  accountId: string;
  /** Which period, from 0; −1: all that came before the first. */
  period: number;
  /** The last moment at which it changed in the period. */
  at: Date;
}

/** Every account whose revenue changed in one of the periods between these moments, or before them. */
export async function findChanges(
  sql: Sql,
  scope: RevenueScope,
  boundaries: readonly Date[],
): Promise<AccountChange[]> {
  // A moment counts for the period that it begins: from ≤ at < to.
  const rows = await sql.query<{
    account_id: string;
    period: number;
    before: number;
    after: number;
    returning: boolean;
    at: Date;
  }>(
    `${TOTALS}, placed AS (
       SELECT *, width_bucket(at, $6::timestamptz[]) AS place FROM totals
       WHERE at < ($6::timestamptz[])[cardinality($6::timestamptz[])]
     )
     SELECT p.account_id, p.place - 1 AS period, p.at, p.after, p.before,
            coalesce(width_bucket(s.first_at, $6::timestamptz[]) < p.place, false) AS returning
     FROM (
       SELECT account_id, place, max(at) AS at,
              (array_agg(before ORDER BY at))[1] AS before, (array_agg(after ORDER BY at DESC))[1] AS after
       FROM placed GROUP BY account_id, place
     ) AS p
     JOIN since s ON s.account_id = p.account_id
     ORDER BY p.place, p.account_id`,
    [...paramsOf(scope), boundaries],
  );
  return rows.map(({ account_id, ...row }) => ({ accountId: account_id, ...row }));
}

/** Accounts that had revenue before `to`, and not only before `from`, of which some is in no number. */
export async function countLeftOut(
  sql: Sql,
  { projectId, accounts, now, factors }: RevenueScope,
  { from, to }: { from: Date; to: Date },
): Promise<{ withoutRate: number; partly: number }> {
  const [row] = await sql.query<{ without_rate: number; partly: number }>(
    `WITH spans AS (
       SELECT s.account_id, s.currency, s.mrr, s.at,
              lead(s.at) OVER (PARTITION BY s.account_id, s.currency ORDER BY s.at) AS until
       FROM mrr_step s
       WHERE s.project_id = $1::uuid AND s.at <= $3::timestamptz
         AND ($2::uuid[] IS NULL OR s.account_id = ANY ($2::uuid[]))
     ), told AS (
       SELECT s.account_id, f.left_out, f.status, f.at, lead(f.at) OVER (
                PARTITION BY f.subscription_id ORDER BY f.at, f.sequence, f.id) AS until
       FROM subscription s
       JOIN subscription_fact f ON f.project_id = s.project_id AND f.subscription_id = s.id
       WHERE s.project_id = $1::uuid AND f.at <= $3::timestamptz AND NOT f.inferred
         AND ($2::uuid[] IS NULL OR s.account_id = ANY ($2::uuid[]))
     )
     SELECT (SELECT count(DISTINCT account_id) FROM spans
             WHERE mrr > 0 AND NOT currency = ANY ($4::text[])
               AND at < $6::timestamptz AND (until IS NULL OR until >= $5::timestamptz)) AS without_rate,
            (SELECT count(DISTINCT account_id) FROM told
             WHERE left_out IS NOT NULL AND status NOT IN ('canceled', 'incomplete_expired')
               AND at < $6::timestamptz AND (until IS NULL OR until >= $5::timestamptz)) AS partly`,
    [projectId, accounts, now, [...factors.keys()], from, to],
  );
  return { withoutRate: row?.without_rate ?? 0, partly: row?.partly ?? 0 };
}

/** What was spent on winning accounts, by the month's first day. */
export async function findSpend(sql: Sql, projectId: string): Promise<{ month: string; amount: number }[]> {
  return sql.query<{ month: string; amount: number }>(
    'SELECT month, amount FROM acquisition_spend WHERE project_id = $1::uuid ORDER BY month',
    [projectId],
  );
}
