import type { Sql } from '../database/database.ts';

export interface NpsRow {
  id: string;
  /** UUID: it is for this segment alone; null: for everyone. */
  segmentId: string | null;
  question: string | null;
  /** LocalizedText by band, as stored. */
  followUps: unknown;
  delaySeconds: number;
  cooldownDays: number;
  answeredAt: Date | null;
  dismissedAt: Date | null;
}

/** More active surveys than this are a mistake: no page waits for it. */
const MOST_SURVEYS = 20;

/** The project's active NPS surveys, the newest first, and when this member last met each. */
export async function findNps(
  sql: Sql,
  projectId: string,
  memberId: string | null,
  locale: string,
): Promise<NpsRow[]> {
  const rows = await sql.query<{
    id: string;
    segment_id: string | null;
    question: string | null;
    follow_ups: unknown;
    delay_seconds: number;
    cooldown_days: number;
    answered_at: Date | null;
    dismissed_at: Date | null;
  }>(
    `SELECT s.id, s.segment_id, coalesce(s.question->>$3::text, s.question->>'en') AS question, s.follow_ups, s.delay_seconds,
            s.cooldown_days, a.answered_at, e.dismissed_at
     FROM survey s
     LEFT JOIN LATERAL (
       SELECT max(answered_at) AS answered_at FROM survey_answer
       WHERE project_id = s.project_id AND member_id = $2::uuid AND survey_id = s.id) a ON true
     LEFT JOIN survey_exposure e ON e.project_id = s.project_id AND e.survey_id = s.id AND e.member_id = $2::uuid
     WHERE s.project_id = $1::uuid AND s.kind = 'nps' AND s.active
     ORDER BY s.id DESC
     LIMIT ${MOST_SURVEYS}`,
    [projectId, memberId, locale],
  );
  return rows.map((row) => ({
    id: row.id,
    segmentId: row.segment_id,
    question: row.question,
    followUps: row.follow_ups,
    delaySeconds: row.delay_seconds,
    cooldownDays: row.cooldown_days,
    answeredAt: row.answered_at,
    dismissedAt: row.dismissed_at,
  }));
}
