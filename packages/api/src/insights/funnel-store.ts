import { readOrdinals } from '../activity/bitmap.ts';
import type { Sql } from '../database/database.ts';
import { wireId } from '../ids.ts';

/** What a widget shows: a survey or a checklist of the project. */
export interface Content {
  widget: 'nps' | 'checklist';
  /** Wire id. */
  id: string;
  /** What the console calls it. */
  title: string;
}

export async function findContents(sql: Sql, projectId: string): Promise<Content[]> {
  const rows = await sql.query<{ kind: 'survey' | 'checklist'; id: string; title: string }>(
    `SELECT 'survey' AS kind, id, coalesce(name, question->>'en', upper(kind)) AS title FROM survey
     WHERE project_id = $1::uuid
     UNION ALL SELECT 'checklist', id, title->>'en' FROM checklist WHERE project_id = $1::uuid
     ORDER BY kind DESC, id`,
    [projectId],
  );
  return rows.map(({ kind, id, title }) => ({
    title,
    widget: kind === 'survey' ? 'nps' : 'checklist',
    id: wireId(kind, id),
  }));
}

/** Who took the last step of each checklist in the period, by its wire id: ordinals, once each. */
export async function findFinishers(
  sql: Sql,
  projectId: string,
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, Uint32Array>> {
  const rows = await sql.query<{ id: string; ordinals: Buffer }>(
    `WITH steps AS (
       SELECT checklist_id, count(*) AS steps FROM checklist_item
       WHERE project_id = $1::uuid AND active GROUP BY checklist_id),
     finished AS (
       SELECT i.checklist_id, p.member_id
       FROM checklist_item i
       JOIN checklist_progress p ON p.project_id = i.project_id AND p.item_id = i.id
       WHERE i.project_id = $1::uuid AND i.active AND p.completed_at < $3::timestamptz
       GROUP BY i.checklist_id, p.member_id
       HAVING max(p.completed_at) >= $2::timestamptz
         AND count(*) = (SELECT s.steps FROM steps s WHERE s.checklist_id = i.checklist_id))
     SELECT id, string_agg(int4send(ordinal), ''::bytea) AS ordinals
     FROM (SELECT DISTINCT f.checklist_id AS id, coalesce(r.ordinal, m.ordinal) AS ordinal
           FROM finished f
           JOIN member m ON m.project_id = $1::uuid AND m.id = f.member_id
           LEFT JOIN member r ON r.project_id = m.project_id AND r.id = m.merged_into_id) AS found
     WHERE ordinal IS NOT NULL GROUP BY id`,
    [projectId, from, to],
  );
  return new Map(rows.map(({ id, ordinals }) => [wireId('checklist', id), readOrdinals(ordinals)]));
}
