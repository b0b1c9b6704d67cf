import type { Transaction } from '../database/database.ts';

interface Reaction {
  projectId: string;
  postId: string;
  memberId: string;
  emoji: string;
  at: Date;
}

const columns = (reactions: readonly Reaction[]) => [
  reactions.map(({ projectId }) => projectId),
  reactions.map(({ postId }) => postId),
  reactions.map(({ memberId }) => memberId),
  reactions.map(({ emoji }) => emoji),
];

/** Which of these posts can be seen, as `project/post`. */
export async function findPosts(
  tx: Transaction,
  wanted: readonly { projectId: string; postId: string }[],
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await tx.query<{ project_id: string; id: string }>(
    `SELECT project_id, id FROM post
     WHERE (project_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND deleted_at IS NULL
       AND status = 'visible'`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ postId }) => postId)],
  );
  return new Set(rows.map(({ project_id, id }) => `${project_id}/${id}`));
}

/** Which of these reactions are given, as `project/post/member/emoji`. */
export async function findReactions(tx: Transaction, wanted: readonly Reaction[]): Promise<Set<string>> {
  const rows = await tx.query<{ project_id: string; post_id: string; member_id: string; emoji: string }>(
    `SELECT project_id, post_id, member_id, emoji FROM reaction
     WHERE (project_id, post_id, member_id, emoji) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]))`,
    columns(wanted),
  );
  return new Set(rows.map((row) => `${row.project_id}/${row.post_id}/${row.member_id}/${row.emoji}`));
}

export async function addReactions(tx: Transaction, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await tx.execute(
    `INSERT INTO reaction (project_id, post_id, member_id, emoji, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) ORDER BY 1, 2, 3, 4
     ON CONFLICT DO NOTHING`,
    [...columns(reactions), reactions.map(({ at }) => at)],
  );
}

export async function removeReactions(tx: Transaction, reactions: readonly Reaction[]): Promise<void> {
  if (reactions.length === 0) return;
  await tx.execute(
    `DELETE FROM reaction
     WHERE (project_id, post_id, member_id, emoji) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]))`,
    columns(reactions),
  );
}
