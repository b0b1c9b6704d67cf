import type { Sql } from '../database/database.ts';

export interface ProfileRow {
  id: string;
  external_id: string | null;
  name: string | null;
  email: string | null;
  locale: string | null;
  time_zone: string | null;
  traits: unknown;
  first_seen_at: Date;
  last_seen_at: Date;
  account_id: string | null;
  account_name: string | null;
  account_plan: string | null;
  active_days: number;
  posts: number;
  comments: number;
  code: string | null;
  joined: number;
  qualified: number;
  is_banned: boolean;
  banned_until: Date | null;
}

/** One member who is still somebody; null: not here. `passive` are the kinds that nobody does on purpose. */
export async function findProfile(
  sql: Sql,
  member: { projectId: string; memberId: string; now: Date; passive: readonly string[] },
): Promise<ProfileRow | null> {
  const [row] = await sql.query<ProfileRow>(
    `SELECT m.id, m.external_id, m.name, m.email, m.locale, m.time_zone, m.traits, m.first_seen_at, m.last_seen_at,
            a.id AS account_id, coalesce(a.name, a.external_id) AS account_name, a.plan AS account_plan,
            (SELECT count(DISTINCT (i.occurred_at AT TIME ZONE p.time_zone)::date)
             FROM member own
             JOIN interaction i ON i.project_id = own.project_id AND i.member_id = own.id
             WHERE own.project_id = m.project_id AND (own.id = m.id OR own.merged_into_id = m.id)
               AND i.occurred_at > $3::timestamptz - interval '30 days' AND i.kind <> ALL ($4::text[])) AS active_days,
            (SELECT count(*) FROM post x WHERE x.project_id = m.project_id AND x.author_id = m.id
               AND x.deleted_at IS NULL) AS posts,
            (SELECT count(*) FROM comment x WHERE x.project_id = m.project_id AND x.author_id = m.id
               AND x.deleted_at IS NULL) AS comments,
            c.code,
            (SELECT count(*) FROM referral r WHERE r.project_id = m.project_id AND r.code = c.code) AS joined,
            (SELECT count(*) FROM referral r WHERE r.project_id = m.project_id AND r.code = c.code
               AND r.qualified_at IS NOT NULL) AS qualified,
            b.id IS NOT NULL AS is_banned, b.until AS banned_until
     FROM member m
     JOIN project p ON p.id = m.project_id
     LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     LEFT JOIN referral_code c ON c.project_id = m.project_id AND c.member_id = m.id
     LEFT JOIN LATERAL (
       SELECT b.id, b.until FROM member_ban b
       WHERE b.project_id = m.project_id AND b.member_id = m.id AND b.lifted_at IS NULL
         AND coalesce(b.until, 'infinity') > $3::timestamptz
       ORDER BY coalesce(b.until, 'infinity') DESC LIMIT 1) b ON true
     WHERE m.project_id = $1::uuid AND m.id = $2::uuid AND m.forgotten_at IS NULL AND m.merged_into_id IS NULL`,
    [member.projectId, member.memberId, member.now, member.passive],
  );
  return row ?? null;
}

export interface AnswerRow {
  id: string;
  survey: string;
  kind: string;
  score: number | null;
  reason: string | null;
  comment: string | null;
  answered_at: Date;
}

/** Most answers of one member that a profile shows. */
const MOST_ANSWERS = 100;

/** What a member has answered, the latest first. */
export async function findAnswersOf(sql: Sql, projectId: string, memberId: string): Promise<AnswerRow[]> {
  return sql.query<AnswerRow>(
    `SELECT x.id, coalesce(s.name, s.question->>'en', upper(s.kind)) AS survey, s.kind, x.score, x.reason, x.comment,
            x.answered_at
     FROM (SELECT id, survey_id, score, NULL AS reason, comment, answered_at FROM survey_answer
           WHERE project_id = $1::uuid AND member_id = $2::uuid
           UNION ALL
           SELECT id, survey_id, NULL, reason, comment, answered_at FROM exit_answer
           WHERE project_id = $1::uuid AND member_id = $2::uuid) x
     JOIN survey s ON s.project_id = $1::uuid AND s.id = x.survey_id
     ORDER BY x.answered_at DESC, x.id DESC LIMIT ${MOST_ANSWERS}`,
    [projectId, memberId],
  );
}

/** The last interactions of a member, also from before they signed in. */
export interface TimelineRow {
  id: string;
  kind: string;
  widget: string | null;
  payload: unknown;
  page: string | null;
  occurred_at: Date;
}

export async function findTimeline(
  sql: Sql,
  member: { projectId: string; memberId: string; after: { at: Date; id: string } | null; limit: number },
): Promise<TimelineRow[]> {
  return sql.query<TimelineRow>(
    `SELECT i.id, i.kind, i.widget, i.payload, i.page, i.occurred_at
     FROM member own
     -- OFFSET 0: by member, whatever the planner believes of a table that grows this fast
     CROSS JOIN LATERAL (
       SELECT * FROM interaction x WHERE x.project_id = own.project_id AND x.member_id = own.id OFFSET 0) i
     WHERE own.project_id = $1::uuid AND (own.id = $2::uuid OR own.merged_into_id = $2::uuid)
       AND ($3::timestamptz IS NULL OR (i.occurred_at, i.id) < ($3::timestamptz, $4::uuid))
     ORDER BY i.occurred_at DESC, i.id DESC
     LIMIT $5::int`,
    [member.projectId, member.memberId, member.after?.at ?? null, member.after?.id ?? null, member.limit],
  );
}
