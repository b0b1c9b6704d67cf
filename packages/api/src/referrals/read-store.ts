import type { Sql } from '../database/database.ts';

export interface ReferralRow {
  rules: string | null;
  code: string | null;
  invited: number;
  joined: number;
  rewarded: number;
}

/** The project's rules in one line, and how a member's link has done. */
export async function findReferral(
  sql: Sql,
  projectId: string,
  memberId: string | null,
  locale: string,
): Promise<ReferralRow | null> {
  const [row] = await sql.query<ReferralRow>(
    `SELECT coalesce(p.referral_rules->>$3::text, p.referral_rules->>'en') AS rules, c.code,
            (SELECT count(*) FROM referral_click k WHERE k.project_id = c.project_id AND k.code = c.code) AS invited,
            coalesce(r.joined, 0) AS joined, coalesce(r.rewarded, 0) AS rewarded
     FROM project p
     LEFT JOIN referral_code c ON c.project_id = p.id AND c.member_id = $2::uuid
     LEFT JOIN LATERAL (
       SELECT count(*) AS joined, count(qualified_at) AS rewarded FROM referral
       WHERE project_id = c.project_id AND code = c.code) r ON true
     WHERE p.id = $1::uuid`,
    [projectId, memberId, locale],
  );
  return row ?? null;
}

/** The member's code: this one, or the one that they got a moment earlier. Null when somebody else has this one. */
export async function claimCode(
  sql: Sql,
  projectId: string,
  memberId: string,
  code: string,
): Promise<string | null> {
  await sql.execute(
    `INSERT INTO referral_code (project_id, code, member_id) VALUES ($1::uuid, $2::text, $3::uuid)
     ON CONFLICT DO NOTHING`,
    [projectId, code, memberId],
  );
  const [row] = await sql.query<{ code: string }>(
    'SELECT code FROM referral_code WHERE project_id = $1::uuid AND member_id = $2::uuid',
    [projectId, memberId],
  );
  return row?.code ?? null;
}

export interface Link {
  projectId: string;
  code: string;
  /** Where it leads. */
  homeUrl: string;
}

/** null: nobody has this code, in any project. */
export async function findLink(sql: Sql, code: string): Promise<Link | null> {
  const [row] = await sql.query<Link & { [column: string]: unknown }>(
    `SELECT c.project_id AS "projectId", c.code, p.home_url AS "homeUrl"
     FROM referral_code c JOIN project p ON p.id = c.project_id
     WHERE c.code = $1::text AND p.closed_at IS NULL`,
    [code],
  );
  return row ?? null;
}

/** Notes a visitor of a link, once. */
export async function noteClick(
  sql: Sql,
  { projectId, code }: Link,
  visitorHash: Uint8Array,
  now: Date,
): Promise<void> {
  await sql.execute(
    `INSERT INTO referral_click (project_id, code, visitor_hash, clicked_at)
     VALUES ($1::uuid, $2::text, $3::bytea, $4::timestamptz) ON CONFLICT DO NOTHING`,
    [projectId, code, visitorHash, now],
  );
}
