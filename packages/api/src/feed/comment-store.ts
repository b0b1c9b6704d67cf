import type { Transaction } from '../database/database.ts';

export async function insertComments(
  tx: Transaction,
  comments: readonly {
    projectId: string;
    id: string;
    postId: string;
    authorId: string;
    text: string;
    at: Date;
  }[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO comment (project_id, id, post_id, author_id, text, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[])`,
    [
      comments.map(({ projectId }) => projectId),
      comments.map(({ id }) => id),
      comments.map(({ postId }) => postId),
      comments.map(({ authorId }) => authorId),
      comments.map(({ text }) => text),
      comments.map(({ at }) => at),
    ],
  );
}

/** The ones that can be seen; by `project/comment`. */
export async function findComments(
  tx: Transaction,
  wanted: readonly { projectId: string; id: string }[],
): Promise<Map<string, { id: string; postId: string; authorId: string }>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<{ project_id: string; id: string; post_id: string; author_id: string }>(
    `SELECT project_id, id, post_id, author_id FROM comment
     WHERE (project_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND deleted_at IS NULL
       AND status = 'visible'`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ id }) => id)],
  );
  return new Map(
    rows.map((row) => [
      `${row.project_id}/${row.id}`,
      { id: row.id, postId: row.post_id, authorId: row.author_id },
    ]),
  );
}

/** Those that this call deleted. */
export async function deleteComments(
  tx: Transaction,
  comments: readonly { projectId: string; id: string; at: Date }[],
): Promise<{ projectId: string; postId: string }[]> {
  const rows = await tx.query<{ project_id: string; post_id: string }>(
    `UPDATE comment c SET deleted_at = w.at
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS w(project_id, id, at)
     WHERE c.project_id = w.project_id AND c.id = w.id AND c.deleted_at IS NULL
       AND c.status = 'visible'
     RETURNING c.project_id, c.post_id`,
    [comments.map(({ projectId }) => projectId), comments.map(({ id }) => id), comments.map(({ at }) => at)],
  );
  return rows.map((row) => ({ projectId: row.project_id, postId: row.post_id }));
}
