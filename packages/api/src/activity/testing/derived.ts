import type { Database } from '../../database/database.ts';
import { readBitmap, readOrdinals } from '../bitmap.ts';
import type { Sets } from './naive.ts';

/** Every set that is there and holds somebody, as `key day`. */
export async function derivedSets(database: Database, projectId: string): Promise<Sets> {
  const rows = await database.query<{ name: string; members: Buffer }>(
    `SELECT key || ' ' || to_char(day, 'YYYY-MM-DD') AS name, members FROM activity_day
     WHERE project_id = $1::uuid ORDER BY name`,
    [projectId],
  );
  const sets = rows.map(({ name, members }) => [name, readBitmap(members).toArray()] as const);
  return Object.fromEntries(sets.filter(([, ordinals]) => ordinals.length > 0));
}

/** Every answer that is there, as `survey day score`. */
export async function derivedAnswers(database: Database, projectId: string): Promise<Sets> {
  const rows = await database.query<{ name: string; ordinals: Buffer }>(
    `SELECT survey_id || ' ' || to_char(day, 'YYYY-MM-DD') || ' ' || score AS name, ordinals FROM answer_day
     WHERE project_id = $1::uuid ORDER BY name`,
    [projectId],
  );
  return Object.fromEntries(rows.map(({ name, ordinals }) => [name, [...readOrdinals(ordinals)]]));
}
