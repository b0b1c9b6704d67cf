import type { Sql } from '../database/database.ts';

export interface LevelRow {
  number: number;
  name: string;
  threshold: number;
}

export async function findLevels(sql: Sql, projectId: string, locale: string): Promise<LevelRow[]> {
  return sql.query<LevelRow>(
    `SELECT number, coalesce(name->>$2::text, name->>'en') AS name, threshold FROM level
     WHERE project_id = $1::uuid ORDER BY threshold, number`,
    [projectId, locale],
  );
}

export interface BadgeRow {
  id: string;
  name: string;
  description: string;
  icon: string;
  target: number;
  count: number | null;
  awarded_at: Date | null;
}

/** The project's badges with this member's counts. */
export async function findBadges(
  sql: Sql,
  projectId: string,
  memberId: string | null,
  locale: string,
): Promise<BadgeRow[]> {
  return sql.query<BadgeRow>(
    `SELECT b.id, coalesce(b.name->>$3::text, b.name->>'en') AS name,
            coalesce(b.description->>$3::text, b.description->>'en') AS description,
            b.icon, b.target, a.count, a.awarded_at
     FROM badge b
     LEFT JOIN badge_award a ON a.project_id = b.project_id AND a.badge_id = b.id AND a.member_id = $2::uuid
     WHERE b.project_id = $1::uuid AND (b.active OR a.awarded_at IS NOT NULL)
     ORDER BY b.id`,
    [projectId, memberId, locale],
  );
}

export interface CatalogueRow {
  id: string;
  name: string;
  description: string;
  cost: number;
  stock: number;
  code: string | null;
}

/** What can be had, and this member's latest code for each. */
export async function findCatalogue(
  sql: Sql,
  projectId: string,
  memberId: string | null,
  locale: string,
): Promise<CatalogueRow[]> {
  return sql.query<CatalogueRow>(
    `SELECT r.id, coalesce(r.name->>$3::text, r.name->>'en') AS name,
            coalesce(r.description->>$3::text, r.description->>'en') AS description, r.cost, r.stock,
            (SELECT d.code FROM redemption d
             WHERE d.project_id = r.project_id AND d.member_id = $2::uuid AND d.reward_id = r.id
             ORDER BY d.redeemed_at DESC, d.id DESC LIMIT 1) AS code
     FROM reward r
     WHERE r.project_id = $1::uuid AND r.active
     ORDER BY r.cost, r.id`,
    [projectId, memberId, locale],
  );
}

export interface Standing {
  balance: number;
  /** All that was ever paid in. */
  earned: number;
  recent: { reason: string; amount: number; at: string }[];
}

/** How many of the latest movements a member is shown. */
const RECENT = 5;

/** A member's account; null before the first point. */
export async function findStanding(sql: Sql, projectId: string, memberId: string): Promise<Standing | null> {
  const [row] = await sql.query<Standing>(
    `SELECT a.balance,
            (SELECT coalesce(sum(e.amount), 0)::int8 FROM ledger_entry e
             WHERE e.project_id = a.project_id AND e.account_id = a.id AND e.amount > 0) AS earned,
            (SELECT coalesce(json_agg(json_build_object('reason', l.reason, 'amount', l.amount, 'at', l.at)
                                      ORDER BY l.transaction_id DESC), '[]')
             FROM (SELECT e.transaction_id, t.reason, e.amount,
                          to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
                   FROM ledger_entry e
                   JOIN ledger_transaction t ON t.project_id = e.project_id AND t.id = e.transaction_id
                   WHERE e.project_id = a.project_id AND e.account_id = a.id
                   -- UUIDv7: the latest have the highest ids
                   ORDER BY e.transaction_id DESC LIMIT ${RECENT}) l) AS recent
     FROM ledger_account a
     WHERE a.project_id = $1::uuid AND a.member_id = $2::uuid`,
    [projectId, memberId],
  );
  return row ?? null;
}
