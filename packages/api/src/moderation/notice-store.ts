import type { ModerationReason } from '@hearth/schema';
import type { Sql } from '../database/database.ts';

/** Shown to the member until they have sent it away, for this long. */
const KEPT = "interval '90 days'";

/** The widget records that it was read as the dismissal of content by this name. */
const READ = `EXISTS (
  SELECT FROM interaction i
  WHERE i.project_id = a.project_id AND i.member_id = a.member_id AND i.received_at >= a.created_at
    AND i.kind = 'widget.dismissed' AND i.widget = 'feed'
    AND i.subject = 'act_' || replace(a.id::text, '-', ''))`;

const UNDONE = `EXISTS (
  SELECT FROM moderation_action u WHERE u.project_id = a.project_id AND u.undoes_id = a.id)`;

export interface Warning {
  id: string;
  reason: ModerationReason | null;
  note: string | null;
  /** The beginning of what it is about; null: about the member as such. */
  excerpt: string | null;
}

/** The oldest warning that a member has not read yet. */
export async function findWarning(
  sql: Sql,
  projectId: string,
  memberId: string,
  now: Date,
): Promise<Warning | null> {
  const [row] = await sql.query<{
    id: string;
    reason: ModerationReason | null;
    note: string | null;
    excerpt: string | null;
  }>(
    `SELECT a.id, a.reason, a.note, left(coalesce(p.text, c.text), 120) AS excerpt
     FROM moderation_action a
     LEFT JOIN post p ON p.project_id = a.project_id AND p.id = a.post_id
     LEFT JOIN comment c ON c.project_id = a.project_id AND c.id = a.comment_id
     WHERE a.project_id = $1::uuid AND a.member_id = $2::uuid AND a.action = 'warn' AND a.undoes_id IS NULL
       AND a.created_at > $3::timestamptz - ${KEPT} AND NOT ${UNDONE} AND NOT ${READ}
     ORDER BY a.created_at, a.id LIMIT 1`,
    [projectId, memberId, now],
  );
  return row ?? null;
}

/** Which of these warnings have been read. */
export async function findReadWarnings(
  sql: Sql,
  projectId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.query<{ id: string }>(
    `SELECT a.id FROM moderation_action a
     WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[]) AND ${READ}`,
    [projectId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
