import type { Sql } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { Author } from './author.ts';

/** What was done, in words that are no secret. */
export interface Change {
  /** Such as signing_key.revoked. */
  action: string;
  subject?: string;
  detail?: string;
}

/** Notes a change in the transaction that makes it. */
export async function noteChange(tx: Sql, author: Author, change: Change): Promise<void> {
  await tx.execute(
    `INSERT INTO set_up_change (project_id, id, operator_id, action, subject, detail, created_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::timestamptz)`,
    [
      author.projectId,
      newId(),
      author.operatorId,
      change.action,
      change.subject ?? null,
      change.detail ?? null,
      author.now,
    ],
  );
}

export interface ChangeRow {
  id: string;
  by: string;
  action: string;
  subject: string | null;
  detail: string | null;
  at: Date;
}

/** Newest first; ids are UUIDv7, so that they are in the order of time. */
export function findChanges(
  sql: Sql,
  projectId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<ChangeRow[]> {
  return sql.query<ChangeRow & Record<string, unknown>>(
    `SELECT c.id, coalesce(o.name, 'Somebody') AS by, c.action, c.subject, c.detail, c.created_at AS at
     FROM set_up_change c
     LEFT JOIN operator o ON o.project_id = c.project_id AND o.id = c.operator_id
     WHERE c.project_id = $1::uuid AND ($2::uuid IS NULL OR c.id < $2::uuid)
     ORDER BY c.id DESC
     LIMIT $3::int`,
    [projectId, before, limit],
  );
}
