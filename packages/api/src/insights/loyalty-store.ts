import type { Sql } from '../database/database.ts';
import { type Bounds, paramsOf } from './bounds.ts';
import type { Days } from './daily.ts';
import { findDaily } from './daily-store.ts';

/** Which of a member's entries are meant: what came in, what went out, or both, which leaves what is owed. */
const SIDES = { earned: 'e.amount > 0', spent: 'e.amount < 0', both: 'e.amount <> 0' } as const;
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
