import type { Sql } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';

/**
 * Where a project's days begin, and what its money is counted in.
 *
 * @throws HearthError not_found for a project that is not there
 */
export async function findCalendar(
  sql: Sql,
  projectId: string,
): Promise<{ timeZone: string; currency: string }> {
  const [row] = await sql.query<{ timeZone: string; currency: string }>(
    `SELECT time_zone AS "timeZone", currency FROM project WHERE id = $1::uuid`,
    [projectId],
  );
  if (!row) throw new HearthError('not_found', 'There is no such project any more.');
  return row;
}
