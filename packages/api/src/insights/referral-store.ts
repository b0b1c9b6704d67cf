import type { Sql } from '../database/database.ts';
import { type Bounds, paramsOf } from './bounds.ts';
import type { Days } from './daily.ts';
import { findDaily } from './daily-store.ts';

const sources = {
  clicks: { table: 'referral_click', at: 'clicked_at' },
  sign_ups: { table: 'referral', at: 'joined_at' },
  qualified: { table: 'referral', at: 'qualified_at' },
} as const;
/** What a shared link brings. */
export type Brought = keyof typeof sources;

/** By day, members who shared a link at some time and how many it brought. */
export function findBrought(sql: Sql, bounds: Bounds, what: Brought): Promise<Days> {
  const { table, at } = sources[what];
  return findDaily(
    sql,
    `SELECT (b.${at} AT TIME ZONE $2::text)::date AS day, m.ordinal, count(*)::float8 AS amount
     FROM ${table} b
     JOIN referral_code c ON c.project_id = b.project_id AND c.code = b.code
     JOIN member m ON m.project_id = c.project_id AND m.id = c.member_id
     WHERE b.project_id = $1::uuid AND b.${at} >= $3::timestamptz AND b.${at} < $4::timestamptz
     GROUP BY 1, 2`,
    paramsOf(bounds),
  );
}
