import type { Sql } from '../database/database.ts';
import { type Bounds, paramsOf } from './bounds.ts';
import type { Days } from './daily.ts';
import { findDaily } from './daily-store.ts';

/** Which of a member's entries are meant: what came in or what went out. */
const SIDES = { earned: 'e.amount > 0', spent: 'e.amount < 0' } as const;
export type Side = keyof typeof SIDES;

/** By day, members and the sum of their entries: points spent are below zero. */
export const findPoints = (sql: Sql, bounds: Bounds, side: Side): Promise<Days> =>
  findDaily(
    sql,
    `SELECT (t.created_at AT TIME ZONE $2::text)::date AS day, m.ordinal, sum(e.amount)::float8 AS amount
     FROM ledger_transaction t
     JOIN ledger_entry e ON e.project_id = t.project_id AND e.transaction_id = t.id AND ${SIDES[side]}
     JOIN ledger_account a ON a.project_id = e.project_id AND a.id = e.account_id AND a.kind = 'member'
     JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
     WHERE t.project_id = $1::uuid AND t.created_at >= $3::timestamptz AND t.created_at < $4::timestamptz
     GROUP BY 1, 2`,
    paramsOf(bounds),
  );

/**
 * By day, members and how their balances changed; on the day before the first one, what each held by then. That is
 * today's balance without all that came since, so that nothing before the period is read.
 */
export const findBalances = (sql: Sql, bounds: Bounds): Promise<Days> =>
  findDaily(
    sql,
    `WITH since AS MATERIALIZED (
       SELECT e.account_id, (t.created_at AT TIME ZONE $2::text)::date AS day, t.created_at < $4::timestamptz AS is_within,
              sum(e.amount)::float8 AS amount
       FROM ledger_transaction t
       JOIN ledger_entry e ON e.project_id = t.project_id AND e.transaction_id = t.id
       WHERE t.project_id = $1::uuid AND t.created_at >= $3::timestamptz
       GROUP BY 1, 2, 3),
     account AS (
       SELECT a.id, m.ordinal, a.balance FROM ledger_account a
       JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
       WHERE a.project_id = $1::uuid AND a.kind = 'member')
     SELECT s.day, a.ordinal, s.amount FROM since s JOIN account a ON a.id = s.account_id WHERE s.is_within
     UNION ALL
     SELECT ($3::timestamptz AT TIME ZONE $2::text)::date - 1, a.ordinal, a.balance::float8 - coalesce(l.amount, 0)
     FROM account a
     LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM since GROUP BY 1) l ON l.account_id = a.id
     WHERE a.balance <> coalesce(l.amount, 0)`,
    paramsOf(bounds),
  );
