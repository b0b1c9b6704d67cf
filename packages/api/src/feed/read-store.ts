import type { Sql } from '../database/database.ts';
import type { Position } from './cursor.ts';

export interface PostView {
  id: string;
  author_id: string;
  author_name: string | null;
  author_avatar: string | null;
  text: string;
  created_at: Date;
  edited_at: Date | null;
  pinned: boolean;
  comment_count: number;
  reactions: { emoji: string; count: number; mine: boolean }[];
}

/** $1 project, $2 reader. */
const POST = `
  SELECT p.id, p.author_id, m.name AS author_name, m.avatar_url AS author_avatar, p.text, p.created_at, p.edited_at,
         p.pinned, p.comment_count, r.reactions
  FROM post p
  JOIN member m ON m.project_id = p.project_id AND m.id = p.author_id
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('emoji', emoji, 'count', count, 'mine', mine)), '[]') AS reactions
    FROM (SELECT x.emoji, count(*) AS count, coalesce(bool_or(x.member_id = $2::uuid), false) AS mine
          FROM reaction x WHERE x.project_id = p.project_id AND x.post_id = p.id GROUP BY x.emoji) e
  ) r
  WHERE p.project_id = $1::uuid AND p.deleted_at IS NULL AND p.status = 'visible'`;

const FIRST: { at: Date | 'infinity'; id: string } = {
  at: 'infinity',
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** Newest first, pinned ones left out. */
export async function findPage(
  sql: Sql,
  projectId: string,
  reader: string | null,
  after: Position | null,
  limit: number,
): Promise<PostView[]> {
  const { at, id } = after ?? FIRST;
  return sql.query<PostView>(
    `${POST} AND NOT p.pinned AND (p.created_at, p.id) < ($3::timestamptz, $4::uuid)
     ORDER BY p.created_at DESC, p.id DESC LIMIT $5::int`,
    [projectId, reader, at, id, limit],
  );
}

/** More than this many pinned posts is a feed of its own. */
const MOST_PINNED = 5;

export async function findPinned(sql: Sql, projectId: string, reader: string | null): Promise<PostView[]> {
  return sql.query<PostView>(
    `${POST} AND p.pinned ORDER BY p.created_at DESC, p.id DESC LIMIT ${MOST_PINNED}`,
    [projectId, reader],
  );
}

export async function findPost(
  sql: Sql,
  projectId: string,
  reader: string | null,
  postId: string,
): Promise<PostView | null> {
  const [row] = await sql.query<PostView>(`${POST} AND p.id = $3::uuid`, [projectId, reader, postId]);
  return row ?? null;
}

export interface CommentView {
  id: string;
  author_id: string;
  author_name: string | null;
  author_avatar: string | null;
  text: string;
  created_at: Date;
}

/** Oldest first; none of a post that is gone or withheld. */
export async function findCommentPage(
  sql: Sql,
  projectId: string,
  postId: string,
  after: Position | null,
  limit: number,
): Promise<CommentView[]> {
  return sql.query<CommentView>(
    `SELECT c.id, c.author_id, m.name AS author_name, m.avatar_url AS author_avatar, c.text, c.created_at
     FROM comment c
     JOIN member m ON m.project_id = c.project_id AND m.id = c.author_id
     JOIN post p ON p.project_id = c.project_id AND p.id = c.post_id AND p.deleted_at IS NULL
       AND p.status = 'visible'
     WHERE c.project_id = $1::uuid AND c.post_id = $2::uuid AND c.deleted_at IS NULL AND c.status = 'visible'
       AND (c.created_at, c.id) > ($3::timestamptz, $4::uuid)
     ORDER BY c.created_at, c.id
     LIMIT $5::int`,
    [projectId, postId, after?.at ?? '-infinity', after?.id ?? '00000000-0000-0000-0000-000000000000', limit],
  );
}
