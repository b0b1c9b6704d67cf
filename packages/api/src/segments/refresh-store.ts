import type { Sql } from '../database/database.ts';

/** What was last worked out, and by which rule it goes. */
export interface StoredMembers {
  version: number;
  rule: unknown;
  /** A roaring bitmap of ordinals; null before the first time. */
  members: Uint8Array | null;
  refreshedAt: Date | null;
}

export async function findStoredMembers(
  sql: Sql,
  projectId: string,
  segmentId: string,
): Promise<StoredMembers | null> {
  const [row] = await sql.query<{
    version: number;
    rule: unknown;
    members: Uint8Array | null;
    refreshed_at: Date | null;
  }>(
    `SELECT s.version, v.rule, s.members, s.refreshed_at
     FROM segment s
     JOIN segment_version v ON v.project_id = s.project_id AND v.segment_id = s.id AND v.version = s.version
     WHERE s.project_id = $1::uuid AND s.id = $2::uuid`,
    [projectId, segmentId],
  );
  return row
    ? { version: row.version, rule: row.rule, members: row.members, refreshedAt: row.refreshed_at }
    : null;
}

/** Kept only if the rule is still that one and nobody has worked it out since. */
export async function storeMembers(
  sql: Sql,
  segment: { projectId: string; segmentId: string; version: number },
  found: { members: Uint8Array; size: number; at: Date },
): Promise<void> {
  await sql.execute(
    `UPDATE segment SET members = $4::bytea, size = $5::int, refreshed_at = $6::timestamptz
     WHERE project_id = $1::uuid AND id = $2::uuid AND version = $3::int
       AND (refreshed_at IS NULL OR refreshed_at <= $6::timestamptz)`,
    [segment.projectId, segment.segmentId, segment.version, found.members, found.size, found.at],
  );
}

/** Segments in use whose members were worked out before then, or never: those waiting longest first. */
export async function findStale(sql: Sql, before: Date): Promise<{ projectId: string; segmentId: string }[]> {
  const rows = await sql.query<{ project_id: string; id: string }>(
    `SELECT s.project_id, s.id FROM segment s JOIN project p ON p.id = s.project_id
     WHERE s.archived_at IS NULL AND (s.refreshed_at IS NULL OR s.refreshed_at < $1::timestamptz)
       AND p.closed_at IS NULL
     ORDER BY s.refreshed_at NULLS FIRST`,
    [before],
  );
  return rows.map(({ project_id, id }) => ({ projectId: project_id, segmentId: id }));
}

/** The rules in force of these segments, by UUID. */
export async function findRules(
  sql: Sql,
  projectId: string,
  segmentIds: readonly string[],
): Promise<Map<string, unknown>> {
  const rows = await sql.query<{ id: string; rule: unknown }>(
    `SELECT s.id, v.rule FROM segment s
     JOIN segment_version v ON v.project_id = s.project_id AND v.segment_id = s.id AND v.version = s.version
     WHERE s.project_id = $1::uuid AND s.id = ANY($2::uuid[])`,
    [projectId, segmentIds],
  );
  return new Map(rows.map(({ id, rule }) => [id, rule]));
}
