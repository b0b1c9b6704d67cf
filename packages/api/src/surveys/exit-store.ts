import type { Transaction } from '../database/database.ts';

export interface Exit {
  projectId: string;
  id: string;
  surveyId: string;
  memberId: string;
  reason: string;
  comment: string | null;
  /** When it was given, or last changed. */
  at: Date;
}

/** The stored ones of these answers. */
export async function findExits(
  tx: Transaction,
  wanted: readonly { projectId: string; id: string }[],
): Promise<Pick<Exit, 'projectId' | 'id' | 'surveyId' | 'memberId' | 'at'>[]> {
  return tx.query<Pick<Exit, 'projectId' | 'id' | 'surveyId' | 'memberId' | 'at'>>(
    `SELECT e.project_id AS "projectId", e.id, e.survey_id AS "surveyId", e.member_id AS "memberId", e.answered_at AS at
     FROM exit_answer e
     JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS w(project_id, id)
       ON w.project_id = e.project_id AND w.id = e.id`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ id }) => id)],
  );
}

/**
 * Stores why members leave, at most one an id, with the account each belongs to now. Another member's, or a later one,
 * is left as it is. By `project/answer`, whether each that was stored is new: another transaction may have been quicker
 * since anybody looked.
 */
export async function upsertExits(tx: Transaction, exits: readonly Exit[]): Promise<Map<string, boolean>> {
  const rows = await tx.query<{ key: string; isNew: boolean }>(
    `INSERT INTO exit_answer AS e (project_id, id, survey_id, member_id, account_id, reason, comment, answered_at)
     SELECT g.project_id, g.id, g.survey_id, g.member_id, m.account_id, g.reason, g.comment, g.at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
       AS g(project_id, id, survey_id, member_id, reason, comment, at)
     JOIN member m ON m.project_id = g.project_id AND m.id = g.member_id
     ORDER BY g.project_id, g.id
     ON CONFLICT (project_id, id) DO UPDATE
       SET reason = excluded.reason, comment = excluded.comment, answered_at = excluded.answered_at
       WHERE e.member_id = excluded.member_id AND e.survey_id = excluded.survey_id
         AND e.answered_at <= excluded.answered_at
     -- A row that was there before carries the lock of this very update.
     RETURNING e.project_id || '/' || e.id AS key, e.xmax = 0 AS "isNew"`,
    [
      exits.map(({ projectId }) => projectId),
      exits.map(({ id }) => id),
      exits.map(({ surveyId }) => surveyId),
      exits.map(({ memberId }) => memberId),
      exits.map(({ reason }) => reason),
      exits.map(({ comment }) => comment),
      exits.map(({ at }) => at),
    ],
  );
  return new Map(rows.map(({ key, isNew }) => [key, isNew]));
}
