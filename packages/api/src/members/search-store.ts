import type { Bitmap } from '../activity/bitmap.ts';
import type { Sql } from '../database/database.ts';

export interface FoundMember {
  id: string;
  name: string | null;
  email: string | null;
  verified: boolean;
  first_seen_at: Date;
  last_seen_at: Date;
  account_id: string | null;
  account_name: string | null;
  account_plan: string | null;
}

export interface Search {
  projectId: string;
  text: string | null;
  /** UUID. */
  accountId: string | null;
  members: Bitmap | null;
  after: { at: Date; id: string } | null;
  limit: number;
}

/** Members who are still somebody, those seen last first. */
export async function searchMembers(sql: Sql, search: Search): Promise<FoundMember[]> {
  const { projectId, text, accountId, members, after, limit } = search;
  return sql.query<FoundMember>(
    `SELECT m.id, m.name, m.email, m.external_id IS NOT NULL AS verified, m.first_seen_at, m.last_seen_at,
            a.id AS account_id, coalesce(a.name, a.external_id) AS account_name, a.plan AS account_plan
     FROM member m
     LEFT JOIN account a ON a.project_id = m.project_id AND a.id = m.account_id
     WHERE m.project_id = $1::uuid AND m.merged_into_id IS NULL AND m.forgotten_at IS NULL
       AND ($2::text IS NULL OR m.external_id = $2::text
            OR strpos(lower(m.name), lower($2::text)) > 0 OR strpos(lower(m.email), lower($2::text)) > 0)
       AND ($3::uuid IS NULL OR m.account_id = $3::uuid)
       AND ($4::int[] IS NULL OR m.ordinal = ANY ($4::int[]))
       AND ($5::timestamptz IS NULL OR (m.last_seen_at, m.id) < ($5::timestamptz, $6::uuid))
     ORDER BY m.last_seen_at DESC, m.id DESC
     LIMIT $7::int`,
    [
      projectId,
      text,
      accountId,
      members && [...members.toUint32Array()],
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}
