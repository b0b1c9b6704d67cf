import { correct } from '../activity/correction-store.ts';
import type { Database, Transaction } from '../database/database.ts';

/** What is deleted of a member and of everybody they were before signing in; $2 is all their UUIDs. */
const DELETED = [
  'DELETE FROM survey_answer WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM survey_exposure WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM exit_answer WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM checklist_exposure WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM checklist_progress WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM badge_award WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM reaction WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
  'DELETE FROM report WHERE project_id = $1::uuid AND reporter_id = ANY ($2::uuid[])',
];

/** What stays in its place without its words, because others wrote beneath it. */
const EMPTIED = [
  `UPDATE post SET text = '', deleted_at = coalesce(deleted_at, $3::timestamptz)
    WHERE project_id = $1::uuid AND author_id = ANY ($2::uuid[])`,
  `UPDATE comment SET text = '', deleted_at = coalesce(deleted_at, $3::timestamptz)
    WHERE project_id = $1::uuid AND author_id = ANY ($2::uuid[])`,
];

export interface Forgotten {
  interactions: number;
  texts: number;
}

/**
 * Erases a member: their interactions, answers and words, and all that says who they are. Points stay in the
 * ledger, which must add up, under a row that is nobody's. `also` runs in the same transaction. Null: not here.
 */
export function forgetMember(
  database: Database,
  { projectId, memberId, now }: { projectId: string; memberId: string; now: Date },
  also: (tx: Transaction) => Promise<void>,
): Promise<Forgotten | null> {
  const work = async (tx: Transaction): Promise<Forgotten | null> => {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM member
       WHERE project_id = $1::uuid AND (id = $2::uuid OR merged_into_id = $2::uuid) AND forgotten_at IS NULL
       ORDER BY id FOR UPDATE`,
      [projectId, memberId],
    );
    const everyone = rows.map(({ id }) => id);
    if (!everyone.includes(memberId)) return null;
    for (const statement of DELETED) await tx.execute(statement, [projectId, everyone]);
    await countCommentsAgain(tx, projectId, everyone);
    let texts = 0;
    for (const statement of EMPTIED) texts += await tx.execute(statement, [projectId, everyone, now]);
    const interactions = await tx.execute(
      'DELETE FROM interaction WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])',
      [projectId, everyone],
    );
    await tx.execute(
      `UPDATE member SET external_id = NULL, anonymous_hash = NULL, account_id = NULL, name = NULL, email = NULL,
              avatar_url = NULL, traits = '{}', time_zone = NULL, locale = NULL, described_at = NULL,
              said_earlier = '{}', forgotten_at = $3::timestamptz
       WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])`,
      [projectId, everyone, now],
    );
    // Whoever remembers who a token's member is asks again: with it they are somebody new.
    await tx.execute('UPDATE project SET forgotten = forgotten + 1 WHERE id = $1::uuid', [projectId]);
    for (const id of everyone) await correct(tx, projectId, { kind: 'forget', memberId: id });
    await also(tx);
    return { interactions, texts };
  };
  // Somebody with years of interactions takes longer than a widget may wait.
  return database.transaction(work, { statementTimeoutMs: 60_000 });
}

/** Before the comments go: a post's count is of those that are there. */
async function countCommentsAgain(
  tx: Transaction,
  projectId: string,
  authors: readonly string[],
): Promise<void> {
  await tx.execute(
    `UPDATE post p SET comment_count = p.comment_count - gone.count
     FROM (SELECT post_id, count(*)::int AS count FROM comment
           WHERE project_id = $1::uuid AND author_id = ANY ($2::uuid[]) AND deleted_at IS NULL AND status = 'visible'
           GROUP BY post_id) gone
     WHERE p.project_id = $1::uuid AND p.id = gone.post_id`,
    [projectId, authors],
  );
}
