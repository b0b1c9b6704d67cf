import type { ContentStatus, ModerationVerb } from '@hearth/schema';
import type { Sql, Transaction } from '../database/database.ts';

/** A post or a comment as it stands; UUIDs. */
export interface Content {
  id: string;
  kind: 'post' | 'comment';
  /** What a comment is on; a post's own. */
  postId: string;
  authorId: string;
  status: ContentStatus;
  hasOpenReports: boolean;
}

/**
 * Locks posts and comments that their authors have not deleted; by id. Comments come before posts, as when an author
 * deletes one, and each in key order: nobody waits in a circle. A comment's post is locked too: its count may change.
 */
export async function lockContent(
  tx: Transaction,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, Content>> {
  const found = new Map<string, Content>();
  if (ids.length === 0) return found;
  const open = (column: string) =>
    `EXISTS (SELECT FROM report r WHERE r.project_id = c.project_id AND r.${column} = c.id AND r.resolved_at IS NULL)`;
  const lock = async (kind: Content['kind'], wanted: readonly string[]) => {
    const rows = await tx.query<{
      id: string;
      post_id: string;
      author_id: string;
      status: ContentStatus;
      deleted: boolean;
      open: boolean;
    }>(
      `SELECT c.id, ${kind === 'post' ? 'c.id' : 'c.post_id'} AS post_id, c.author_id, c.status,
              c.deleted_at IS NOT NULL AS deleted, ${open(`${kind}_id`)} AS open
       FROM ${kind} c WHERE c.project_id = $1::uuid AND c.id = ANY ($2::uuid[])
       ORDER BY c.id FOR NO KEY UPDATE OF c`,
      [projectId, wanted],
    );
    for (const { id, post_id, author_id, status, deleted, open: hasOpenReports } of rows) {
      if (!deleted && ids.includes(id))
        found.set(id, { id, kind, postId: post_id, authorId: author_id, status, hasOpenReports });
    }
    return rows;
  };
  const comments = await lock('comment', ids);
  await lock('post', [...ids, ...comments.map((row) => row.post_id)]);
  return found;
}

/** Locks members, those merged into another left out; whoever bans or lifts a ban does it one after the other. */
export async function lockMembers(
  tx: Transaction,
  projectId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM member WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]) AND merged_into_id IS NULL
     ORDER BY id FOR NO KEY UPDATE`,
    [projectId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Gives rows that `lockContent` has locked their new status. */
export async function saveStatuses(
  tx: Transaction,
  projectId: string,
  changes: readonly { content: Content; status: ContentStatus }[],
): Promise<void> {
  for (const kind of ['post', 'comment'] as const) {
    const own = changes.filter(({ content }) => content.kind === kind);
    if (own.length === 0) continue;
    await tx.execute(
      `UPDATE ${kind} c SET status = w.status FROM unnest($2::uuid[], $3::text[]) AS w(id, status)
       WHERE c.project_id = $1::uuid AND c.id = w.id`,
      [projectId, own.map(({ content }) => content.id), own.map(({ status }) => status)],
    );
  }
}

/** Settles the open reports on these targets in the name of an action. */
export async function settleReports(
  tx: Transaction,
  projectId: string,
  settled: readonly { targetId: string; actionId: string }[],
  now: Date,
): Promise<void> {
  if (settled.length === 0) return;
  await tx.execute(
    `UPDATE report r SET resolved_at = $4::timestamptz, resolved_by = w.action_id
     FROM unnest($2::uuid[], $3::uuid[]) AS w(target_id, action_id)
     WHERE r.project_id = $1::uuid AND (r.post_id = w.target_id OR r.comment_id = w.target_id)
       AND r.resolved_at IS NULL`,
    [projectId, settled.map(({ targetId }) => targetId), settled.map(({ actionId }) => actionId), now],
  );
}

/** Opens again what these actions had settled. */
export async function reopenReports(
  tx: Transaction,
  projectId: string,
  actionIds: readonly string[],
): Promise<void> {
  await tx.execute(
    `UPDATE report SET resolved_at = NULL, resolved_by = NULL
     WHERE project_id = $1::uuid AND resolved_by = ANY ($2::uuid[])`,
    [projectId, actionIds],
  );
}

/** The newest word on something: an action, or the undoing of one. */
export interface Decision {
  id: string;
  at: Date;
  verb: ModerationVerb;
  undoesId: string | null;
  reason: string | null;
  operatorId: string;
  operatorName: string;
}

/** What decides about a post or a comment; the rest is about its author. */
export const CONTENT_VERBS: readonly ModerationVerb[] = ['approve', 'hide', 'remove', 'restore'];
const BAN_VERBS: readonly ModerationVerb[] = ['ban', 'unban'];

/** The newest decision about each post or comment (`content`), or about each member's ban (`member`). */
export async function findDecisions(
  sql: Sql,
  projectId: string,
  about: 'content' | 'member',
  ids: readonly string[],
): Promise<Map<string, Decision>> {
  if (ids.length === 0) return new Map();
  const isAbout = about === 'content' ? '(x.post_id = t.id OR x.comment_id = t.id)' : 'x.member_id = t.id';
  const rows = await sql.query<{
    target_id: string;
    id: string;
    at: Date;
    verb: ModerationVerb;
    undoes_id: string | null;
    reason: string | null;
    operator_id: string;
    operator_name: string;
  }>(
    `SELECT t.id AS target_id, a.id, a.created_at AS at, a.action AS verb, a.undoes_id, a.reason, a.operator_id,
            o.name AS operator_name
     FROM unnest($2::uuid[]) AS t(id)
     CROSS JOIN LATERAL (
       SELECT * FROM moderation_action x
       WHERE x.project_id = $1::uuid AND ${isAbout} AND x.action = ANY ($3::text[])
       ORDER BY x.created_at DESC, x.id DESC LIMIT 1) a
     JOIN operator o ON o.project_id = a.project_id AND o.id = a.operator_id`,
    [projectId, ids, about === 'content' ? CONTENT_VERBS : BAN_VERBS],
  );
  return new Map(
    rows.map(({ target_id, undoes_id, operator_id, operator_name, ...row }) => [
      target_id,
      { ...row, undoesId: undoes_id, operatorId: operator_id, operatorName: operator_name },
    ]),
  );
}
