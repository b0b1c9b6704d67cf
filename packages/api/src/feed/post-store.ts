import type { Transaction } from '../database/database.ts';

export interface PostRow {
  projectId: string;
  id: string;
  authorId: string;
  text: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** Whether moderation withholds it. */
  withheld: boolean;
}

export async function insertPosts(
  tx: Transaction,
  posts: readonly { projectId: string; id: string; authorId: string; text: string; at: Date }[],
): Promise<void> {
  if (posts.length === 0) return;
  await tx.execute(
    `INSERT INTO post (project_id, id, author_id, text, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])`,
    [
      posts.map(({ projectId }) => projectId),
      posts.map(({ id }) => id),
      posts.map(({ authorId }) => authorId),
      posts.map(({ text }) => text),
      posts.map(({ at }) => at),
    ],
  );
}

/** Locks posts, deleted and withheld ones too, in key order; by `project/post`. */
export async function lockPosts(
  tx: Transaction,
  wanted: readonly { projectId: string; id: string }[],
): Promise<Map<string, PostRow>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<{
    project_id: string;
    id: string;
    author_id: string;
    text: string;
    created_at: Date;
    edited_at: Date | null;
    deleted_at: Date | null;
    withheld: boolean;
  }>(
    `SELECT project_id, id, author_id, text, created_at, edited_at, deleted_at, status <> 'visible' AS withheld
     FROM post
     WHERE (project_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY project_id, id
     FOR NO KEY UPDATE`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ id }) => id)],
  );
  return new Map(
    rows.map((row) => [
      `${row.project_id}/${row.id}`,
      {
        projectId: row.project_id,
        id: row.id,
        authorId: row.author_id,
        text: row.text,
        createdAt: row.created_at,
        editedAt: row.edited_at,
        deletedAt: row.deleted_at,
        withheld: row.withheld,
      },
    ]),
  );
}

/** Writes rows that `lockPosts` has locked. */
export async function savePosts(tx: Transaction, posts: readonly PostRow[]): Promise<void> {
  if (posts.length === 0) return;
  await tx.execute(
    `UPDATE post p SET text = w.text, edited_at = w.edited_at, deleted_at = w.deleted_at
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
       AS w(project_id, id, text, edited_at, deleted_at)
     WHERE p.project_id = w.project_id AND p.id = w.id`,
    [
      posts.map(({ projectId }) => projectId),
      posts.map(({ id }) => id),
      posts.map(({ text }) => text),
      posts.map(({ editedAt }) => editedAt),
      posts.map(({ deletedAt }) => deletedAt),
    ],
  );
}

/** Adds to the posts' counts of comments. */
export async function addToCommentCounts(
  tx: Transaction,
  changes: readonly { projectId: string; postId: string; by: number }[],
): Promise<void> {
  await tx.execute(
    `UPDATE post p SET comment_count = p.comment_count + w.change
     FROM (SELECT project_id, id, sum(change)::int AS change
           FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS c(project_id, id, change) GROUP BY 1, 2) w
     WHERE p.project_id = w.project_id AND p.id = w.id`,
    [
      changes.map(({ projectId }) => projectId),
      changes.map(({ postId }) => postId),
      changes.map(({ by }) => by),
    ],
  );
}
