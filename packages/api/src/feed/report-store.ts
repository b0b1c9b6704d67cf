import type { Transaction } from '../database/database.ts';

interface Report {
  projectId: string;
  id: string;
  postId: string | null;
  commentId: string | null;
  reporterId: string;
  reason: string;
  note: string | null;
  at: Date;
}

/** The ids of those that were the member's first about their target. */
export async function insertReports(tx: Transaction, reports: readonly Report[]): Promise<Set<string>> {
  if (reports.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO report (project_id, id, post_id, comment_id, reporter_id, reason, note, created_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
     ON CONFLICT DO NOTHING
     RETURNING id`,
    [
      reports.map(({ projectId }) => projectId),
      reports.map(({ id }) => id),
      reports.map(({ postId }) => postId),
      reports.map(({ commentId }) => commentId),
      reports.map(({ reporterId }) => reporterId),
      reports.map(({ reason }) => reason),
      reports.map(({ note }) => note),
      reports.map(({ at }) => at),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
