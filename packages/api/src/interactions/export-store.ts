import type { Sql } from '../database/database.ts';

/** Where a page begins: after this row. Rows are in the order in which they were stored. */
export interface Position {
  storedAt: Date;
  /** UUID. */
  id: string;
}

export interface ExportedRow {
  id: string;
  kind: string;
  occurred_at: Date;
  received_at: Date;
  page: string | null;
  payload: object;
  member_id: string;
  external_id: string | null;
}

/** The next rows that were stored before `to`. A merged member's are its successor's. */
export function findStoredAfter(
  sql: Sql,
  projectId: string,
  { storedAt, id }: Position,
  to: Date,
  limit: number,
): Promise<ExportedRow[]> {
  return sql.query<ExportedRow>(
    `SELECT i.id, i.kind, i.occurred_at, i.received_at, i.page, i.payload,
            coalesce(m.merged_into_id, i.member_id) AS member_id, coalesce(n.external_id, m.external_id) AS external_id
     FROM (SELECT * FROM interaction
           WHERE project_id = $1::uuid AND (received_at, id) > ($2::timestamptz, $3::uuid)
             AND received_at < $4::timestamptz
           ORDER BY received_at, id LIMIT $5::int) i
     JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     LEFT JOIN member n ON n.project_id = m.project_id AND n.id = m.merged_into_id
     ORDER BY i.received_at, i.id`,
    [projectId, storedAt, id, to, limit],
  );
}
