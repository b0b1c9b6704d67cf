import type { Sql } from '../database/database.ts';
import { rowId } from '../ids.ts';
import { fieldError } from './field-error.ts';

/**
 * Refuses segments that are not this project's.
 * @throws HearthError bad_request that names the field
 */
export async function assertSegments(
  sql: Sql,
  projectId: string,
  parts: readonly { segmentId: string | null }[],
  field: string,
): Promise<void> {
  const wanted = parts.flatMap(({ segmentId }) => (segmentId === null ? [] : [rowId(segmentId)]));
  if (wanted.length === 0) return;
  const rows = await sql.query<{ id: string }>(
    'SELECT id FROM segment WHERE project_id = $1::uuid AND id = ANY($2::uuid[])',
    [projectId, wanted],
  );
  const known = new Set(rows.map(({ id }) => id));
  parts.forEach(({ segmentId }, index) => {
    if (segmentId !== null && !known.has(rowId(segmentId)))
      throw fieldError(`${field}.${index}.segmentId`, 'There is no such segment. Choose one that exists.');
  });
}
