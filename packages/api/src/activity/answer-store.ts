import type { SurveyKind } from '@hearth/schema';
import type { Sql, Transaction } from '../database/database.ts';
import { readOrdinals } from './bitmap.ts';
import { paramsOf, rowsOf, type Tail } from './tail-store.ts';

/** A survey's answers of one day: what is counted anew as a whole. */
interface AnswerDay {
  surveyId: string;
  day: string;
}

/** Days of which some answer was given or changed in the tail, or belongs to one of these members (UUIDs). */
export function findTouched(tx: Transaction, tail: Tail, members: readonly string[]): Promise<AnswerDay[]> {
  return tx.query<AnswerDay & { [column: string]: unknown }>(
    // OFFSET 0 keeps the planner to this order, from the tail's answers to each by its key: of a tail it knows too
    // little, and may otherwise compare every answer with every row of it.
    `SELECT DISTINCT a.survey_id AS "surveyId", to_char(a.answered_at AT TIME ZONE $5::text, 'YYYY-MM-DD') AS day
     FROM (SELECT DISTINCT substr(i.payload->>'answerId', 5)::uuid AS id
           FROM (${rowsOf(tail)}) AS i WHERE i.kind = 'survey.answered') AS w
     CROSS JOIN LATERAL (
       SELECT survey_id, answered_at FROM survey_answer
       WHERE project_id = $1::uuid AND id = w.id OFFSET 0) AS a
     UNION
     SELECT survey_id, to_char(answered_at AT TIME ZONE $5::text, 'YYYY-MM-DD')
     FROM survey_answer WHERE project_id = $1::uuid AND member_id = ANY($6::uuid[])`,
    [...paramsOf(tail), tail.timeZone, [...members]],
  );
}

/** Days on which one of these ordinals is held to have answered. */
export async function findHeld(
  tx: Transaction,
  projectId: string,
  ordinals: readonly number[],
): Promise<AnswerDay[]> {
  if (ordinals.length === 0) return [];
  const wanted = new Set(ordinals);
  const rows = await tx.query<AnswerDay & { ordinals: Buffer; [column: string]: unknown }>(
    `SELECT survey_id AS "surveyId", to_char(day, 'YYYY-MM-DD') AS day, ordinals
     FROM answer_day WHERE project_id = $1::uuid`,
    [projectId],
  );
  return rows.filter((row) => readOrdinals(row.ordinals).some((ordinal) => wanted.has(ordinal)));
}

/** Counts these days' answers anew; a member who was merged answered as the one they became. */
export async function recount(
  tx: Transaction,
  projectId: string,
  timeZone: string,
  days: readonly AnswerDay[],
): Promise<void> {
  if (days.length === 0) return;
  const wanted = [projectId, days.map(({ surveyId }) => surveyId), days.map(({ day }) => day)];
  await tx.execute(
    `DELETE FROM answer_day d USING unnest($2::uuid[], $3::date[]) AS w(survey_id, day)
     WHERE d.project_id = $1::uuid AND d.survey_id = w.survey_id AND d.day = w.day`,
    wanted,
  );
  await tx.execute(
    `${INSERT}
     FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::date[])) AS w(survey_id, day)
     JOIN survey_answer a ON a.project_id = $1::uuid AND a.survey_id = w.survey_id
       -- Clocks may be put on or back at midnight: the range is for the index, the day itself decides.
       AND a.answered_at >= w.day::timestamp AT TIME ZONE $4::text - interval '3 hours'
       AND a.answered_at < (w.day + 1)::timestamp AT TIME ZONE $4::text + interval '3 hours'
       AND (a.answered_at AT TIME ZONE $4::text)::date = w.day
     ${WITH_MEMBER}
     ${GROUPED}`,
    [...wanted, timeZone],
  );
}

/** Counts all answers of the project anew. */
export async function recountAll(tx: Transaction, projectId: string, timeZone: string): Promise<void> {
  await tx.execute('DELETE FROM answer_day WHERE project_id = $1::uuid', [projectId]);
  await tx.execute(
    `${INSERT}
     FROM (SELECT *, (answered_at AT TIME ZONE $2::text)::date AS day
           FROM survey_answer WHERE project_id = $1::uuid) AS a
     CROSS JOIN LATERAL (SELECT a.survey_id, a.day) AS w
     ${WITH_MEMBER}
     ${GROUPED}`,
    [projectId, timeZone],
  );
}

const INSERT = `
  INSERT INTO answer_day (project_id, survey_id, day, score, ordinals)
  SELECT $1::uuid, w.survey_id, w.day, a.score,
         string_agg(int4send(coalesce(r.ordinal, m.ordinal)), ''::bytea ORDER BY coalesce(r.ordinal, m.ordinal))`;
const WITH_MEMBER = `
  JOIN member m ON m.project_id = $1::uuid AND m.id = a.member_id
  LEFT JOIN member r ON r.project_id = $1::uuid AND r.id = m.merged_into_id`;
const GROUPED = `
  WHERE coalesce(r.ordinal, m.ordinal) IS NOT NULL
  GROUP BY w.survey_id, w.day, a.score`;

/** Answers of one score on one day; a member who answered twice is there twice. */
export interface Answers {
  /** Days after the first one that was asked for. */
  place: number;
  score: number;
  ordinals: Uint32Array;
}

/** Which answers are meant: those of a period (days, half-open) to surveys of one kind, or to one survey (UUID) of it. */
export interface WantedAnswers {
  from: string;
  to: string;
  kind: SurveyKind;
  surveyId: string | null;
}

/** As one value, which arrives in a tenth of the time that a row for every score of every day takes. */
export async function findAnswers(
  sql: Sql,
  projectId: string,
  { from, to, kind, surveyId }: WantedAnswers,
): Promise<Answers[]> {
  const [row] = await sql.query<{ answers: Buffer | null }>(
    `SELECT string_agg(int4send(d.day - $4::date) || int4send(d.score) || int4send(octet_length(d.ordinals) / 4)
                         || d.ordinals, ''::bytea) AS answers
     FROM survey s JOIN answer_day d ON d.project_id = s.project_id AND d.survey_id = s.id
     WHERE s.project_id = $1::uuid AND s.kind = $2::text AND ($3::uuid IS NULL OR s.id = $3::uuid)
       AND d.day >= $4::date AND d.day < $5::date`,
    [projectId, kind, surveyId, from, to],
  );
  return row?.answers ? unpack(readOrdinals(row.answers)) : [];
}

function unpack(numbers: Uint32Array): Answers[] {
  const answers: Answers[] = [];
  for (let at = 0; at < numbers.length; ) {
    const [place = 0, score = 0, length = 0] = numbers.subarray(at, at + HEAD);
    const end = at + HEAD + length;
    answers.push({ place, score, ordinals: numbers.subarray(at + HEAD, end) });
    at = end;
  }
  return answers;
}

/** Place, score and length, before the ordinals. */
const HEAD = 3;
