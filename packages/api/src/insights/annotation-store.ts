import type { Sql } from '../database/database.ts';

export interface StoredAnnotation {
  /** UUID. */
  id: string;
  day: string;
  text: string;
  /** null: an operator who is no longer there. */
  author: string | null;
}

/** Annotations of a period, by day. */
export const findAnnotations = (
  sql: Sql,
  projectId: string,
  { from, to }: { from: string; to: string },
): Promise<StoredAnnotation[]> =>
  sql.query<StoredAnnotation & { [column: string]: unknown }>(
    `SELECT a.id, to_char(a.day, 'YYYY-MM-DD') AS day, a.text, o.name AS author
     FROM annotation a LEFT JOIN operator o ON o.project_id = a.project_id AND o.id = a.operator_id
     WHERE a.project_id = $1::uuid AND a.day >= $2::date AND a.day < $3::date
     ORDER BY a.day, a.id LIMIT 500`,
    [projectId, from, to],
  );

/** Returns who wrote it, by name. */
export async function insertAnnotation(
  sql: Sql,
  annotation: { projectId: string; id: string; day: string; text: string; operatorId: string; at: Date },
): Promise<string | null> {
  const { projectId, id, day, text, operatorId, at } = annotation;
  const [row] = await sql.query<{ author: string | null }>(
    `INSERT INTO annotation (project_id, id, day, text, operator_id, created_at)
     VALUES ($1::uuid, $2::uuid, $3::date, $4::text, $5::uuid, $6::timestamptz)
     RETURNING (SELECT o.name FROM operator o WHERE o.project_id = $1::uuid AND o.id = $5::uuid) AS author`,
    [projectId, id, day, text, operatorId, at],
  );
  return row?.author ?? null;
}

/** False: there was none. */
export async function deleteAnnotation(sql: Sql, projectId: string, id: string): Promise<boolean> {
  const params = [projectId, id];
  return (
    (await sql.execute('DELETE FROM annotation WHERE project_id = $1::uuid AND id = $2::uuid', params)) > 0
  );
}
