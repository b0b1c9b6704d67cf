import type { ContentStatus, ReportReason } from '@hearth/schema';
import type { Sql } from '../database/database.ts';

export interface AuthorRow {
  id: string;
  name: string | null;
  email: string | null;
  avatar_url: string | null;
  verified: boolean;
  first_seen_at: Date;
  last_seen_at: Date;
  account_id: string | null;
  account_name: string | null;
  plan: string | null;
  score: number | null;
  score_comment: string | null;
  scored_at: Date | null;
  posts: number;
  comments: number;
  withheld: number;
}

/** A member with what a fair decision about them needs to know. */
export async function findAuthor(sql: Sql, projectId: string, memberId: string): Promise<AuthorRow | null> {
  const written = (table: string, column: string) => `
    SELECT count(*) AS ${column}, count(*) FILTER (WHERE x.status <> 'visible') AS withheld
    FROM ${table} x WHERE x.project_id = m.project_id AND x.author_id = m.id`;
  const [row] = await sql.query<AuthorRow>(
    `SELECT m.id, m.name, m.email, m.avatar_url, m.external_id IS NOT NULL AS verified, m.first_seen_at, m.last_seen_at,
            a.id AS account_id, coalesce(a.name, a.external_id) AS account_name, a.plan,
            n.score, n.comment AS score_comment, n.answered_at AS scored_at,
            p.posts, c.comments, p.withheld + c.withheld AS withheld
     FROM member m
     LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     LEFT JOIN LATERAL (
       SELECT s.score, s.comment, s.answered_at FROM survey_answer s
       JOIN survey v ON v.project_id = s.project_id AND v.id = s.survey_id AND v.kind = 'nps'
       WHERE s.project_id = m.project_id AND s.member_id = m.id
       ORDER BY s.answered_at DESC LIMIT 1) n ON true
     CROSS JOIN LATERAL (${written('post', 'posts')}) p
     CROSS JOIN LATERAL (${written('comment', 'comments')}) c
     WHERE m.project_id = $1::uuid AND m.id = $2::uuid`,
    [projectId, memberId],
  );
  return row ?? null;
}

/** An account's recurring revenue a month as of an instant, minor units by currency; none at zero. */
export async function findMrr(
  sql: Sql,
  projectId: string,
  accountId: string,
  now: Date,
): Promise<{ currency: string; amount: number }[]> {
  return sql.query<{ currency: string; amount: number }>(
    `SELECT currency, mrr AS amount FROM (
       SELECT DISTINCT ON (currency) currency, mrr FROM mrr_step
       WHERE project_id = $1::uuid AND account_id = $2::uuid AND at <= $3::timestamptz
       ORDER BY currency, at DESC) latest
     WHERE mrr > 0 ORDER BY mrr DESC`,
    [projectId, accountId, now],
  );
}

export interface ReportRow {
  reporter_id: string;
  reporter_name: string | null;
  reason: ReportReason;
  note: string | null;
  created_at: Date;
  open: boolean;
}

/** What members have said about one post or comment, newest first. */
export async function findReports(sql: Sql, projectId: string, contentId: string): Promise<ReportRow[]> {
  return sql.query<ReportRow>(
    `SELECT r.reporter_id, m.name AS reporter_name, r.reason, r.note, r.created_at, r.resolved_at IS NULL AS open
     FROM report r
     JOIN member m ON m.project_id = r.project_id AND m.id = r.reporter_id
     WHERE r.project_id = $1::uuid AND (r.post_id = $2::uuid OR r.comment_id = $2::uuid)
     ORDER BY r.created_at DESC, r.id DESC LIMIT 50`,
    [projectId, contentId],
  );
}

/** The post that a comment is on. */
export async function findPostOf(
  sql: Sql,
  projectId: string,
  postId: string,
): Promise<{ text: string; status: ContentStatus; author_id: string; author_name: string | null } | null> {
  const [row] = await sql.query<{
    text: string;
    status: ContentStatus;
    author_id: string;
    author_name: string | null;
  }>(
    `SELECT p.text, p.status, p.author_id, m.name AS author_name FROM post p
     JOIN member m ON m.project_id = p.project_id AND m.id = p.author_id
     WHERE p.project_id = $1::uuid AND p.id = $2::uuid`,
    [projectId, postId],
  );
  return row ?? null;
}
