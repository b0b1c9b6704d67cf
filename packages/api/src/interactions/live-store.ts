import type { LiveFilter } from '@hearth/schema';
import type { Sql } from '../database/database.ts';

export interface LiveRow {
  id: string;
  kind: string;
  widget: string | null;
  payload: unknown;
  page: string | null;
  occurred_at: Date;
  received_at: Date;
  member_id: string;
  member_name: string | null;
  verified: boolean;
}

/** $1 project, $2 widget or null, $3 part of a member's name or null, $4 a member's UUID or null. */
const ROWS = `
  SELECT i.id, i.kind, i.widget, i.payload, i.page, i.occurred_at, i.received_at,
         m.id AS member_id, m.name AS member_name, m.external_id IS NOT NULL AS verified
  FROM interaction i
  JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
  WHERE i.project_id = $1::uuid
    AND ($2::text IS NULL OR i.widget = $2::text)
    AND ($4::uuid IS NULL OR i.member_id = $4::uuid)
    AND ($3::text IS NULL OR strpos(lower(m.name), lower($3::text)) > 0)`;

export interface Filter {
  projectId: string;
  widget: LiveFilter['widget'] | null;
  name: string | null;
  memberId: string | null;
}

const params = ({ projectId, widget, name, memberId }: Filter) => [projectId, widget, name, memberId];

/** The latest, newest first. */
export async function findRecent(sql: Sql, filter: Filter, limit: number): Promise<LiveRow[]> {
  return sql.query<LiveRow>(`${ROWS} ORDER BY i.received_at DESC, i.id DESC LIMIT $5::int`, [
    ...params(filter),
    limit,
  ]);
}

/** Those of these that the filter lets through, oldest first. */
export async function findByIds(sql: Sql, filter: Filter, ids: readonly string[]): Promise<LiveRow[]> {
  return sql.query<LiveRow>(`${ROWS} AND i.id = ANY ($5::uuid[]) ORDER BY i.received_at, i.id`, [
    ...params(filter),
    ids,
  ]);
}

/** The latest that came after one which a reader has seen, oldest first. */
export async function findAfter(sql: Sql, filter: Filter, id: string, limit: number): Promise<LiveRow[]> {
  const rows = await sql.query<LiveRow>(
    `${ROWS}
       -- From a moment earlier: a transaction that began before may have committed after.
       AND i.received_at >= (SELECT s.received_at - interval '5 seconds' FROM interaction s
                             WHERE s.project_id = $1::uuid AND s.id = $5::uuid)
       AND i.id <> $5::uuid
     ORDER BY i.received_at DESC, i.id DESC LIMIT $6::int`,
    [...params(filter), id, limit],
  );
  return rows.reverse();
}
