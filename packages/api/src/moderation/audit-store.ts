import type { ModerationVerb } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import type { Position } from '../feed/cursor.ts';

export interface AuditRow {
  id: string;
  batch_id: string;
  created_at: Date;
  operator_id: string;
  operator_name: string;
  verb: ModerationVerb;
  undoes_id: string | null;
  undone: boolean;
  post_id: string | null;
  comment_id: string | null;
  /** The beginning of the text as it is now. */
  excerpt: string | null;
  member_id: string;
  member_name: string | null;
  reason: string | null;
  note: string | null;
  until: Date | null;
}

export interface AuditFilter {
  operatorId?: string | undefined;
  memberId?: string | undefined;
  verb?: ModerationVerb | undefined;
  /** A post's or a comment's. */
  contentId?: string | undefined;
  after?: Position | undefined;
  limit: number;
}

/** Newest first. UUIDs; what is left out is not asked for. */
export async function findAudit(sql: Sql, projectId: string, filter: AuditFilter): Promise<AuditRow[]> {
  const { operatorId, memberId, verb, contentId, after, limit } = filter;
  return sql.query<AuditRow>(
    `SELECT a.id, a.batch_id, a.created_at, a.operator_id, o.name AS operator_name, a.action AS verb, a.undoes_id,
            EXISTS (SELECT FROM moderation_action u WHERE u.project_id = a.project_id AND u.undoes_id = a.id) AS undone,
            a.post_id, a.comment_id, left(coalesce(p.text, c.text), 140) AS excerpt, a.member_id,
            m.name AS member_name, a.reason, a.note, a.until
     FROM moderation_action a
     JOIN operator o ON o.project_id = a.project_id AND o.id = a.operator_id
     LEFT JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
     LEFT JOIN post p ON p.project_id = a.project_id AND p.id = a.post_id
     LEFT JOIN comment c ON c.project_id = a.project_id AND c.id = a.comment_id
     WHERE a.project_id = $1::uuid
       AND ($2::uuid IS NULL OR a.operator_id = $2::uuid)
       AND ($3::uuid IS NULL OR a.member_id = $3::uuid)
       AND ($4::text IS NULL OR a.action = $4::text)
       AND ($5::uuid IS NULL OR a.post_id = $5::uuid OR a.comment_id = $5::uuid)
       AND ($6::timestamptz IS NULL OR (a.created_at, a.id) < ($6::timestamptz, $7::uuid))
     ORDER BY a.created_at DESC, a.id DESC
     LIMIT $8::int`,
    [
      projectId,
      operatorId ?? null,
      memberId ?? null,
      verb ?? null,
      contentId ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** Everybody who has ever acted. */
export async function findActors(sql: Sql, projectId: string): Promise<{ id: string; name: string }[]> {
  return sql.query<{ id: string; name: string }>(
    `SELECT o.id, o.name FROM operator o
     WHERE o.project_id = $1::uuid AND EXISTS (
       SELECT FROM moderation_action a WHERE a.project_id = o.project_id AND a.operator_id = o.id)
     ORDER BY o.name, o.id`,
    [projectId],
  );
}
