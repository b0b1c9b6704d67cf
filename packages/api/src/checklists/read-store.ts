import type { Sql } from '../database/database.ts';

export interface ItemRow {
  /** UUID. */
  checklistId: string;
  /** UUID: the checklist is for this segment alone; null: for everyone. */
  segmentId: string | null;
  checklist_title: string;
  celebration: string | null;
  id: string;
  title: string;
  description: string | null;
  action_label: string | null;
  action_url: string | null;
  event_name: string | null;
  event_count: number;
  points: number;
  /** Null when the member has not begun it. */
  count: number | null;
  completed_at: Date | null;
}

/** More active checklists than this are a mistake: no page waits for it. */
const MOST_CHECKLISTS = 20;

/** The items of the project's active checklists, the newest first, with this member's progress. */
export async function findChecklistItems(
  sql: Sql,
  projectId: string,
  memberId: string | null,
  locale: string,
): Promise<ItemRow[]> {
  return sql.query<ItemRow>(
    `SELECT c.id AS "checklistId", c.segment_id AS "segmentId", coalesce(c.title->>$3::text, c.title->>'en') AS checklist_title,
            coalesce(c.celebration->>$3::text, c.celebration->>'en') AS celebration,
            i.id, coalesce(i.title->>$3::text, i.title->>'en') AS title,
            coalesce(i.description->>$3::text, i.description->>'en') AS description,
            coalesce(i.action_label->>$3::text, i.action_label->>'en') AS action_label,
            i.action_url, i.event_name, i.event_count, i.points, p.count, p.completed_at
     FROM (SELECT * FROM checklist WHERE project_id = $1::uuid AND active
           ORDER BY id DESC LIMIT ${MOST_CHECKLISTS}) c
     JOIN checklist_item i ON i.project_id = c.project_id AND i.checklist_id = c.id AND i.active
     LEFT JOIN checklist_progress p ON p.project_id = i.project_id AND p.item_id = i.id AND p.member_id = $2::uuid
     ORDER BY c.id DESC, i.position`,
    [projectId, memberId, locale],
  );
}

/** Whether a member has sent this checklist away, by its id on the wire. */
export async function wasDismissed(
  sql: Sql,
  projectId: string,
  memberId: string,
  checklistId: string,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM interaction
     WHERE project_id = $1::uuid AND member_id = $2::uuid AND kind = 'widget.dismissed'
       AND widget = 'checklist' AND subject = $3::text
     LIMIT 1`,
    [projectId, memberId, checklistId],
  );
  return rows.length > 0;
}
