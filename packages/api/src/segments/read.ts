import { type Segment, type SegmentDetail, SegmentRuleSchema } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId, wireId } from '../ids.ts';
import { countMembers, findSegment, findSegments, findVersions, type SegmentRow } from './store.ts';

export function segmentOf(row: SegmentRow): Segment {
  return {
    id: wireId('segment', row.id),
    name: row.name,
    description: row.description,
    version: row.version,
    size: row.size,
    refreshedAt: row.refreshed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
    usedBy: row.used_by,
  };
}

/** Those in use, or those put away; and how many members there are in all. */
export async function listSegments(
  sql: Sql,
  projectId: string,
  archived: boolean,
): Promise<{ segments: Segment[]; of: number }> {
  const [rows, of] = await Promise.all([
    findSegments(sql, projectId, archived),
    countMembers(sql, projectId),
  ]);
  return { segments: rows.map(segmentOf), of };
}

/** @throws HearthError not_found for one that the project does not have */
export async function getSegment(sql: Sql, projectId: string, segmentId: string): Promise<SegmentDetail> {
  const id = rowId(segmentId);
  const row = await findSegment(sql, projectId, id);
  if (!row) {
    throw new HearthError('not_found', 'There is no such segment. Ask segments.list for those there are.');
  }
  const versions = await findVersions(sql, projectId, id);
  return {
    ...segmentOf(row),
    rule: SegmentRuleSchema.parse(row.rule),
    versions: versions.map(({ version, rule, created_at, operator }) => ({
      version,
      rule: SegmentRuleSchema.parse(rule),
      createdAt: created_at.toISOString(),
      operator,
    })),
  };
}
