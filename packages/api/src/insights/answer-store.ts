import type { SurveyKind } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import type { Position } from '../feed/cursor.ts';
import type { Bounds } from './bounds.ts';

/** Which answers are wanted. */
export interface Wanted extends Bounds {
  kind: SurveyKind;
  /** UUID; null: any survey of the kind. */
  surveyId: string | null;
  /** null: any. */
  scores: readonly number[] | null;
  /** LIKE patterns that the comment must match, all of them; null: answers without a comment are wanted too. */
  comment: readonly string[] | null;
  /** Of these members alone; null: of everyone. */
  ordinals: readonly number[] | null;
}

export interface GivenAnswer {
  /** UUIDs all. */
  id: string;
  score: number;
  comment: string | null;
  answeredAt: Date;
  memberId: string;
  memberName: string | null;
  accountId: string | null;
  accountName: string | null;
}

/** One who was merged answered as the member they became. */
const MATCHING = `
  FROM survey_answer a
  JOIN survey s ON s.project_id = a.project_id AND s.id = a.survey_id AND s.kind = $4::text
  JOIN member own ON own.project_id = a.project_id AND own.id = a.member_id
  JOIN member m ON m.project_id = a.project_id AND m.id = coalesce(own.merged_into_id, own.id)
  WHERE a.project_id = $1::uuid AND a.answered_at >= $2::timestamptz AND a.answered_at < $3::timestamptz
    AND ($5::uuid IS NULL OR a.survey_id = $5::uuid)
    AND ($6::int[] IS NULL OR a.score = ANY($6::int[]))
    AND ($7::text[] IS NULL OR (a.comment IS NOT NULL AND a.comment ILIKE ALL($7::text[])))
    AND ($8::int[] IS NULL OR m.ordinal = ANY($8::int[]))`;

const paramsOf = ({ projectId, start, end, kind, surveyId, scores, comment, ordinals }: Wanted) => [
  projectId,
  start,
  end,
  kind,
  surveyId,
  scores,
  comment,
  ordinals,
];

/** The newest first, beyond `after`; at most `limit`. */
export const findGiven = (
  sql: Sql,
  wanted: Wanted,
  { after, limit }: { after: Position | null; limit: number },
): Promise<GivenAnswer[]> =>
  sql.query<GivenAnswer & { [column: string]: unknown }>(
    `SELECT a.id, a.score, a.comment, a.answered_at AS "answeredAt", m.id AS "memberId", m.name AS "memberName",
            m.account_id AS "accountId", coalesce(t.name, t.external_id) AS "accountName"
     FROM (SELECT a.*, m.id AS person ${MATCHING}
             AND ($9::timestamptz IS NULL OR (a.answered_at, a.id) < ($9::timestamptz, $10::uuid))
           ORDER BY a.answered_at DESC, a.id DESC LIMIT $11::int) AS a
     JOIN member m ON m.project_id = a.project_id AND m.id = a.person
     LEFT JOIN account t ON t.project_id = m.project_id AND t.id = m.account_id
     ORDER BY a.answered_at DESC, a.id DESC`,
    [...paramsOf(wanted), after?.at ?? null, after?.id ?? null, limit],
  );

export async function countGiven(sql: Sql, wanted: Wanted): Promise<number> {
  const [row] = await sql.query<{ count: number }>(`SELECT count(*) ${MATCHING}`, paramsOf(wanted));
  return row?.count ?? 0;
}
