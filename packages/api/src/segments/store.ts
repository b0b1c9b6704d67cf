import type { Sql, Transaction } from '../database/database.ts';

export interface SegmentRow {
  id: string;
  name: string;
  description: string | null;
  version: number;
  size: number | null;
  refreshed_at: Date | null;
  created_at: Date;
  archived_at: Date | null;
  used_by: number;
  /** Schema's SegmentRule, as stored. */
  rule: unknown;
}

const SEGMENTS = `SELECT s.id, s.name, s.description, s.version, s.size, s.refreshed_at, s.created_at, s.archived_at, v.rule,
    (SELECT count(*) FROM survey u WHERE u.project_id = s.project_id AND u.segment_id = s.id)
      + (SELECT count(*) FROM checklist c WHERE c.project_id = s.project_id AND c.segment_id = s.id) AS used_by
  FROM segment s
  JOIN segment_version v ON v.project_id = s.project_id AND v.segment_id = s.id AND v.version = s.version
  WHERE s.project_id = $1::uuid`;

/** The newest first. */
export async function findSegments(sql: Sql, projectId: string, archived: boolean): Promise<SegmentRow[]> {
  return sql.query<SegmentRow>(
    `${SEGMENTS} AND (s.archived_at IS NOT NULL) = $2::boolean ORDER BY s.created_at DESC, s.id DESC`,
    [projectId, archived],
  );
}

export async function findSegment(
  sql: Sql,
  projectId: string,
  segmentId: string,
): Promise<SegmentRow | null> {
  const [row] = await sql.query<SegmentRow>(`${SEGMENTS} AND s.id = $2::uuid`, [projectId, segmentId]);
  return row ?? null;
}

export interface VersionRow {
  version: number;
  rule: unknown;
  created_at: Date;
  operator: string | null;
}

/** The newest first. */
export async function findVersions(sql: Sql, projectId: string, segmentId: string): Promise<VersionRow[]> {
  return sql.query<VersionRow>(
    `SELECT v.version, v.rule, v.created_at, o.name AS operator
     FROM segment_version v
     LEFT JOIN operator o ON o.project_id = v.project_id AND o.id = v.operator_id
     WHERE v.project_id = $1::uuid AND v.segment_id = $2::uuid
     ORDER BY v.version DESC`,
    [projectId, segmentId],
  );
}

export async function countMembers(sql: Sql, projectId: string): Promise<number> {
  const [row] = await sql.query<{ members: number }>(
    `SELECT count(*) AS members FROM member
     WHERE project_id = $1::uuid AND merged_into_id IS NULL AND forgotten_at IS NULL`,
    [projectId],
  );
  return row?.members ?? 0;
}

export interface SavedRow {
  projectId: string;
  id: string;
  name: string;
  description: string | null;
  rule: object;
  operatorId: string | null;
  now: Date;
}

export async function insertSegment(tx: Transaction, row: SavedRow): Promise<void> {
  await tx.execute(
    `INSERT INTO segment (project_id, id, name, description, created_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::timestamptz)`,
    [row.projectId, row.id, row.name, row.description, row.now],
  );
  await insertVersion(tx, row, 1);
}

/** Locks it against everybody else who would save it. Null: there is none. */
export async function lockSegment(
  tx: Transaction,
  { projectId, id, rule }: Pick<SavedRow, 'projectId' | 'id' | 'rule'>,
): Promise<{ version: number; isArchived: boolean; isSameRule: boolean } | null> {
  const [row] = await tx.query<{ version: number; archived: boolean; same: boolean }>(
    `SELECT s.version, s.archived_at IS NOT NULL AS archived, v.rule = $3::jsonb AS same
     FROM segment s
     JOIN segment_version v ON v.project_id = s.project_id AND v.segment_id = s.id AND v.version = s.version
     WHERE s.project_id = $1::uuid AND s.id = $2::uuid FOR UPDATE OF s`,
    [projectId, id, JSON.stringify(rule)],
  );
  return row ? { version: row.version, isArchived: row.archived, isSameRule: row.same } : null;
}

export async function renameSegment(tx: Transaction, row: SavedRow): Promise<void> {
  await tx.execute(
    'UPDATE segment SET name = $3::text, description = $4::text WHERE project_id = $1::uuid AND id = $2::uuid',
    [row.projectId, row.id, row.name, row.description],
  );
}

/** The rule from now on. Who is in it is worked out anew, and until then nobody is told the old rule's members. */
export async function addVersion(tx: Transaction, row: SavedRow, version: number): Promise<void> {
  await insertVersion(tx, row, version);
  await tx.execute(
    `UPDATE segment SET version = $3::int, members = NULL, size = NULL, refreshed_at = NULL
     WHERE project_id = $1::uuid AND id = $2::uuid`,
    [row.projectId, row.id, version],
  );
}

async function insertVersion(tx: Transaction, row: SavedRow, version: number): Promise<void> {
  await tx.execute(
    `INSERT INTO segment_version (project_id, segment_id, version, rule, operator_id, created_at)
     VALUES ($1::uuid, $2::uuid, $3::int, $4::jsonb, $5::uuid, $6::timestamptz)`,
    [row.projectId, row.id, version, JSON.stringify(row.rule), row.operatorId, row.now],
  );
}

/** Puts it away, or back. False when there is none, or when something is shown to it alone. */
export async function setArchived(
  sql: Sql,
  projectId: string,
  segmentId: string,
  archivedAt: Date | null,
): Promise<boolean> {
  const written = await sql.execute(
    `UPDATE segment s SET archived_at = $3::timestamptz
     WHERE s.project_id = $1::uuid AND s.id = $2::uuid AND ($3::timestamptz IS NULL OR NOT EXISTS (
       SELECT FROM survey u WHERE u.project_id = s.project_id AND u.segment_id = s.id
       UNION ALL
       SELECT FROM checklist c WHERE c.project_id = s.project_id AND c.segment_id = s.id))`,
    [projectId, segmentId, archivedAt],
  );
  return written > 0;
}
