import type { Transaction } from '../database/database.ts';

export interface Answer {
  projectId: string;
  id: string;
  surveyId: string;
  memberId: string;
  score: number;
  comment: string | null;
  complete: boolean;
  /** When it was given, or last changed. */
  at: Date;
}

/** What kind those of these surveys are that exist, by `project/survey`. */
export async function findSurveys(
  tx: Transaction,
  wanted: readonly { projectId: string; surveyId: string }[],
): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<{ project_id: string; id: string; kind: string }>(
    `SELECT s.project_id, s.id, s.kind FROM survey s
     JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS w(project_id, id)
       ON w.project_id = s.project_id AND w.id = s.id`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ surveyId }) => surveyId)],
  );
  return new Map(rows.map(({ project_id, id, kind }) => [`${project_id}/${id}`, kind]));
}

/** The stored ones of these answers. */
export async function findAnswers(
  tx: Transaction,
  wanted: readonly { projectId: string; id: string }[],
): Promise<Pick<Answer, 'projectId' | 'id' | 'surveyId' | 'memberId' | 'at'>[]> {
  const rows = await tx.query<{
    project_id: string;
    id: string;
    survey_id: string;
    member_id: string;
    updated_at: Date;
  }>(
    `SELECT a.project_id, a.id, a.survey_id, a.member_id, a.updated_at FROM survey_answer a
     JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS w(project_id, id)
       ON w.project_id = a.project_id AND w.id = a.id`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ id }) => id)],
  );
  return rows.map((row) => ({
    projectId: row.project_id,
    id: row.id,
    surveyId: row.survey_id,
    memberId: row.member_id,
    at: row.updated_at,
  }));
}

/**
 * Stores answers, at most one an id. Another member's, or a later one, is left as it is. By `project/answer`, whether
 * each that was stored is new: another transaction may have been quicker since anybody looked.
 */
export async function upsertAnswers(
  tx: Transaction,
  answers: readonly Answer[],
): Promise<Map<string, boolean>> {
  const rows = await tx.query<{ project_id: string; id: string; is_new: boolean }>(
    `INSERT INTO survey_answer AS a (project_id, id, survey_id, member_id, score, comment, complete, answered_at, updated_at)
     SELECT project_id, id, survey_id, member_id, score, comment, complete, at, at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::bool[], $8::timestamptz[])
       AS g(project_id, id, survey_id, member_id, score, comment, complete, at)
     ORDER BY project_id, id
     ON CONFLICT (project_id, id) DO UPDATE
       SET score = excluded.score, comment = excluded.comment, complete = excluded.complete,
           updated_at = excluded.updated_at
       WHERE a.member_id = excluded.member_id AND a.survey_id = excluded.survey_id
         AND a.updated_at <= excluded.updated_at
     -- A row that was there before carries the lock of this very update.
     RETURNING a.project_id, a.id, a.xmax = 0 AS is_new`,
    [
      answers.map(({ projectId }) => projectId),
      answers.map(({ id }) => id),
      answers.map(({ surveyId }) => surveyId),
      answers.map(({ memberId }) => memberId),
      answers.map(({ score }) => score),
      answers.map(({ comment }) => comment),
      answers.map(({ complete }) => complete),
      answers.map(({ at }) => at),
    ],
  );
  return new Map(rows.map((row) => [`${row.project_id}/${row.id}`, row.is_new]));
}

/** Notes when members were last shown and last sent away a survey. */
export async function upsertExposures(
  tx: Transaction,
  met: readonly { projectId: string; surveyId: string; memberId: string; at: Date; dismissed: boolean }[],
): Promise<void> {
  if (met.length === 0) return;
  const keyOf = (one: (typeof met)[number]) => `${one.projectId}/${one.surveyId}/${one.memberId}`;
  const shown = new Set(met.filter(({ dismissed }) => !dismissed).map(keyOf));
  await tx.execute(
    `INSERT INTO survey_exposure AS e (project_id, survey_id, member_id, shown_at, dismissed_at)
     SELECT project_id, survey_id, member_id, coalesce(max(at) FILTER (WHERE NOT dismissed), min(at)),
            max(at) FILTER (WHERE dismissed)
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::bool[])
       AS m(project_id, survey_id, member_id, at, dismissed)
     GROUP BY project_id, survey_id, member_id
     ORDER BY project_id, survey_id, member_id
     ON CONFLICT (project_id, survey_id, member_id) DO UPDATE
       -- Who only sent it away now was shown it when that was said.
       SET shown_at = CASE WHEN e.project_id || '/' || e.survey_id || '/' || e.member_id = ANY ($6::text[])
                           THEN e.shown_at ELSE greatest(e.shown_at, excluded.shown_at) END,
           dismissed_at = greatest(e.dismissed_at, excluded.dismissed_at)`,
    [
      met.map(({ projectId }) => projectId),
      met.map(({ surveyId }) => surveyId),
      met.map(({ memberId }) => memberId),
      met.map(({ at }) => at),
      met.map(({ dismissed }) => dismissed),
      met.map(keyOf).filter((key) => !shown.has(key)),
    ],
  );
}
