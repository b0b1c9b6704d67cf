import type { Sql } from '../database/database.ts';

/** Minor units of the project's currency for one of each currency, exact decimals as text. */
type Factors = ReadonlyMap<string, string>;

export interface AccountRow {
  id: string;
  external_id: string;
  name: string | null;
  plan: string | null;
  traits: unknown;
  members: number;
  mrr: number | null;
  since: Date | null;
  last_seen_at: Date | null;
  total: number;
}

export interface AccountFilter {
  projectId: string;
  text: string | null;
  plan: string | null;
  /** UUID: this one alone. */
  id: string | null;
  sort: 'mrr' | 'name' | 'seen';
  limit: number;
  offset: number;
  now: Date;
  factors: Factors;
}

/** Accounts with their revenue now, and how many there are in all. Money in one without a rate makes it null. */
export async function searchAccounts(sql: Sql, filter: AccountFilter): Promise<AccountRow[]> {
  const { projectId, text, plan, id, sort, limit, offset, now, factors } = filter;
  return sql.query<AccountRow>(
    `WITH pays AS (
       SELECT n.account_id, sum(round(n.mrr * f.factor)) FILTER (WHERE n.mrr > 0) AS mrr,
              bool_or(n.mrr > 0 AND f.factor IS NULL) AS is_unknown
       FROM (SELECT DISTINCT ON (s.account_id, s.currency) s.account_id, s.currency, s.mrr FROM mrr_step s
             WHERE s.project_id = $1::uuid AND s.at <= $5::timestamptz AND ($4::uuid IS NULL OR s.account_id = $4::uuid)
             ORDER BY s.account_id, s.currency, s.at DESC) n
       LEFT JOIN unnest($6::text[], $7::numeric[]) AS f(currency, factor) ON f.currency = n.currency
       GROUP BY n.account_id),
     people AS (
       SELECT account_id, count(*) AS members, max(last_seen_at) AS last_seen_at FROM member
       WHERE project_id = $1::uuid AND account_id IS NOT NULL AND merged_into_id IS NULL
         AND ($4::uuid IS NULL OR account_id = $4::uuid)
       GROUP BY account_id)
     SELECT a.id, a.external_id, a.name, a.plan, a.traits, coalesce(e.members, 0) AS members,
            CASE WHEN y.is_unknown THEN NULL ELSE coalesce(y.mrr, 0)::float8 END AS mrr,
            (SELECT min(s.at) FROM mrr_step s WHERE s.project_id = a.project_id AND s.account_id = a.id AND s.mrr > 0)
              AS since,
            e.last_seen_at, count(*) OVER () AS total
     FROM account a
     LEFT JOIN pays y ON y.account_id = a.id
     LEFT JOIN people e ON e.account_id = a.id
     WHERE a.project_id = $1::uuid AND ($4::uuid IS NULL OR a.id = $4::uuid)
       AND ($2::text IS NULL OR a.external_id = $2::text OR strpos(lower(a.name), lower($2::text)) > 0)
       AND ($3::text IS NULL OR a.plan = $3::text)
     ORDER BY CASE WHEN $8::text = 'mrr' THEN coalesce(y.mrr, 0) END DESC,
              CASE WHEN $8::text = 'seen' THEN e.last_seen_at END DESC NULLS LAST,
              lower(coalesce(a.name, a.external_id)), a.id
     LIMIT $9::int OFFSET $10::int`,
    [projectId, text, plan, id, now, [...factors.keys()], [...factors.values()], sort, limit, offset],
  );
}

export async function findPlans(sql: Sql, projectId: string): Promise<string[]> {
  const rows = await sql.query<{ plan: string }>(
    `SELECT DISTINCT plan FROM account WHERE project_id = $1::uuid AND plan IS NOT NULL ORDER BY plan LIMIT 100`,
    [projectId],
  );
  return rows.map(({ plan }) => plan);
}

export interface SubscriptionRow {
  id: string;
  source: string;
  plan: string | null;
  status: string;
  mrr: number;
  currency: string;
  at: Date;
}

/** What is known last of each of an account's subscriptions. */
export function findSubscriptions(
  sql: Sql,
  projectId: string,
  accountId: string,
  now: Date,
): Promise<SubscriptionRow[]> {
  return sql.query<SubscriptionRow>(
    `SELECT DISTINCT ON (s.id) s.id, s.source, f.plan, f.status, f.mrr, f.currency, f.at
     FROM subscription s
     JOIN subscription_fact f ON f.project_id = s.project_id AND f.subscription_id = s.id
     WHERE s.project_id = $1::uuid AND s.account_id = $2::uuid AND f.at <= $3::timestamptz
     ORDER BY s.id, f.at DESC, f.sequence DESC, f.id DESC`,
    [projectId, accountId, now],
  );
}

/** Steps in the project's currency, each by itself; what has no rate is left out, as everywhere. */
export function findSteps(
  sql: Sql,
  projectId: string,
  accountId: string,
  { now, factors }: { now: Date; factors: Factors },
): Promise<{ at: Date; currency: string; mrr: number }[]> {
  return sql.query(
    `SELECT s.at, s.currency, round(s.mrr * f.factor)::float8 AS mrr
     FROM mrr_step s
     JOIN unnest($4::text[], $5::numeric[]) AS f(currency, factor) ON f.currency = s.currency
     WHERE s.project_id = $1::uuid AND s.account_id = $2::uuid AND s.at <= $3::timestamptz ORDER BY s.at, s.currency`,
    [projectId, accountId, now, [...factors.keys()], [...factors.values()]],
  );
}

export interface AccountAnswerRow {
  member_id: string;
  member_name: string | null;
  kind: string;
  score: number;
  comment: string | null;
  answered_at: Date;
}

/** The last answer of each of an account's members to each kind of survey. */
export function findAccountAnswers(
  sql: Sql,
  projectId: string,
  accountId: string,
): Promise<AccountAnswerRow[]> {
  return sql.query<AccountAnswerRow>(
    `SELECT * FROM (
       SELECT DISTINCT ON (m.id, s.kind) m.id AS member_id, m.name AS member_name, s.kind, x.score, x.comment, x.answered_at
       FROM member m
       JOIN survey_answer x ON x.project_id = m.project_id AND x.member_id = m.id
       JOIN survey s ON s.project_id = x.project_id AND s.id = x.survey_id
       WHERE m.project_id = $1::uuid AND m.account_id = $2::uuid
       ORDER BY m.id, s.kind, x.answered_at DESC) latest
     ORDER BY answered_at DESC LIMIT 100`,
    [projectId, accountId],
  );
}

export function findExits(
  sql: Sql,
  projectId: string,
  accountId: string,
): Promise<{ reason: string; comment: string | null; answered_at: Date }[]> {
  return sql.query(
    `SELECT reason, comment, answered_at FROM exit_answer
     WHERE project_id = $1::uuid AND account_id = $2::uuid ORDER BY answered_at DESC LIMIT 20`,
    [projectId, accountId],
  );
}
