import type { Sql } from '../database/database.ts';

/** What is kept of a member, by kind of record; $2 is all their UUIDs. Nobody else's id is among it. */
const RECORDS: Readonly<Record<string, string>> = {
  member: `SELECT m.external_id, m.name, m.email, m.avatar_url, m.traits, m.time_zone, m.locale, m.first_seen_at,
                  m.last_seen_at, a.external_id AS account, a.name AS account_name
           FROM member m LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
           WHERE m.project_id = $1::uuid AND m.id = ANY ($2::uuid[]) ORDER BY m.first_seen_at`,
  interactions: `SELECT id, kind, widget, occurred_at, received_at, page, payload FROM interaction
                 WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[]) ORDER BY occurred_at, id`,
  answers: `SELECT s.kind AS survey, x.score, x.comment, x.answered_at FROM survey_answer x
            JOIN survey s ON s.project_id = x.project_id AND s.id = x.survey_id
            WHERE x.project_id = $1::uuid AND x.member_id = ANY ($2::uuid[]) ORDER BY x.answered_at`,
  exit_answers: `SELECT reason, comment, answered_at FROM exit_answer
                 WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[]) ORDER BY answered_at`,
  steps: `SELECT i.title->>'en' AS step, x.count, x.started_at, x.completed_at FROM checklist_progress x
          JOIN checklist_item i ON i.project_id = x.project_id AND i.id = x.item_id
          WHERE x.project_id = $1::uuid AND x.member_id = ANY ($2::uuid[]) ORDER BY x.started_at`,
  points: `SELECT t.reason, e.amount AS points, t.created_at FROM ledger_account a
           JOIN ledger_entry e ON e.project_id = a.project_id AND e.account_id = a.id
           JOIN ledger_transaction t ON t.project_id = e.project_id AND t.id = e.transaction_id
           WHERE a.project_id = $1::uuid AND a.member_id = ANY ($2::uuid[]) ORDER BY t.created_at`,
  badges: `SELECT b.name->>'en' AS badge, x.count, x.awarded_at FROM badge_award x
           JOIN badge b ON b.project_id = x.project_id AND b.id = x.badge_id
           WHERE x.project_id = $1::uuid AND x.member_id = ANY ($2::uuid[]) ORDER BY x.awarded_at`,
  rewards: `SELECT r.name->>'en' AS reward, x.code, x.redeemed_at FROM redemption x
            JOIN reward r ON r.project_id = x.project_id AND r.id = x.reward_id
            WHERE x.project_id = $1::uuid AND x.member_id = ANY ($2::uuid[]) ORDER BY x.redeemed_at`,
  posts: `SELECT text, created_at, edited_at, deleted_at FROM post
          WHERE project_id = $1::uuid AND author_id = ANY ($2::uuid[]) ORDER BY created_at`,
  comments: `SELECT text, created_at, deleted_at FROM comment
             WHERE project_id = $1::uuid AND author_id = ANY ($2::uuid[]) ORDER BY created_at`,
  reactions: `SELECT emoji, created_at FROM reaction
              WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[]) ORDER BY created_at`,
  reports: `SELECT reason, note, created_at FROM report
            WHERE project_id = $1::uuid AND reporter_id = ANY ($2::uuid[]) ORDER BY created_at`,
  referral: `SELECT code, created_at FROM referral_code
             WHERE project_id = $1::uuid AND member_id = ANY ($2::uuid[])`,
};

export type Records = Record<string, Record<string, unknown>[]>;

/** Everything that is kept of a member who is still somebody; null: not here. */
export async function readEverything(sql: Sql, projectId: string, memberId: string): Promise<Records | null> {
  const own = await sql.query<{ id: string }>(
    `SELECT id FROM member WHERE project_id = $1::uuid AND forgotten_at IS NULL
       AND (id = $2::uuid AND merged_into_id IS NULL OR merged_into_id = $2::uuid)`,
    [projectId, memberId],
  );
  const everyone = own.map(({ id }) => id);
  if (!everyone.includes(memberId)) return null;
  const records: Records = {};
  for (const [kind, statement] of Object.entries(RECORDS)) {
    records[kind] = await sql.query(statement, [projectId, everyone]);
  }
  return records;
}
