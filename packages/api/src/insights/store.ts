import type { NpsCounts, ResponseCounts } from '@hearth/metrics';
import type { Sql } from '../database/database.ts';

/** A project's half-open period: from ≤ t < to. */
export interface Period {
  projectId: string;
  from: Date;
  to: Date;
}

/** Answers given in the period, by band. */
export async function countBands(sql: Sql, { projectId, from, to }: Period): Promise<NpsCounts> {
  const [row] = await sql.query<NpsCounts & { [column: string]: number }>(
    `SELECT count(*) FILTER (WHERE a.score >= 9) AS promoters,
            count(*) FILTER (WHERE a.score BETWEEN 7 AND 8) AS passives,
            count(*) FILTER (WHERE a.score <= 6) AS detractors
     FROM survey_answer a
     JOIN survey s ON s.project_id = a.project_id AND s.id = a.survey_id AND s.kind = 'nps'
     WHERE a.project_id = $1::uuid AND a.answered_at >= $2::timestamptz AND a.answered_at < $3::timestamptz`,
    [projectId, from, to],
  );
  return row ?? { promoters: 0, passives: 0, detractors: 0 };
}

/** Members whom a survey was shown in the period, and those of them who have answered it since the period began. */
export async function countResponses(sql: Sql, { projectId, from, to }: Period): Promise<ResponseCounts> {
  const [row] = await sql.query<ResponseCounts & { [column: string]: number }>(
    `SELECT count(*) AS shown,
            count(*) FILTER (WHERE EXISTS (
              SELECT FROM survey_answer a
              WHERE a.project_id = e.project_id AND a.survey_id = e.survey_id AND a.member_id = e.member_id
                AND a.answered_at >= $2::timestamptz)) AS answered
     FROM survey_exposure e
     JOIN survey s ON s.project_id = e.project_id AND s.id = e.survey_id AND s.kind = 'nps'
     WHERE e.project_id = $1::uuid AND e.shown_at >= $2::timestamptz AND e.shown_at < $3::timestamptz`,
    [projectId, from, to],
  );
  return row ?? { shown: 0, answered: 0 };
}

/** Distinct members who did something on purpose in the period; one who signed in meanwhile is one person. */
export async function countActiveMembers(
  sql: Sql,
  { projectId, from, to }: Period,
): Promise<{ members: number }> {
  const [row] = await sql.query<{ members: number }>(
    `SELECT count(DISTINCT coalesce(m.merged_into_id, m.id)) AS members
     FROM interaction i
     JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
     WHERE i.project_id = $1::uuid AND i.kind NOT IN ('widget.shown', 'client.dropped')
       AND i.occurred_at >= $2::timestamptz AND i.occurred_at < $3::timestamptz
       -- Nothing happens after it was received, nor more than eight days before: this is what the index can use.
       AND i.received_at >= $2::timestamptz AND i.received_at < $3::timestamptz + interval '9 days'`,
    [projectId, from, to],
  );
  return row ?? { members: 0 };
}
