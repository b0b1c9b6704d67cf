import type { Transaction } from '../database/database.ts';

export interface Newcomer {
  firstSeenAt: Date;
  hasJoined: boolean;
  /** Somebody came by their own link. */
  hasBrought: boolean;
}

/** Whose these codes are; by `project/code`. */
export async function findCodes(
  tx: Transaction,
  wanted: readonly { projectId: string; code: string }[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ project_id: string; code: string; member_id: string }>(
    `SELECT project_id, code, member_id FROM referral_code
     WHERE (project_id, code) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ code }) => code)],
  );
  return new Map(rows.map((row) => [`${row.project_id}/${row.code}`, row.member_id]));
}

/** Since when these members are known, whether a link brought them, and whether theirs brought anybody. */
export async function findNewcomers(
  tx: Transaction,
  wanted: readonly { projectId: string; memberId: string }[],
): Promise<Map<string, Newcomer>> {
  const rows = await tx.query<{
    project_id: string;
    id: string;
    first_seen_at: Date;
    has_joined: boolean;
    has_brought: boolean;
  }>(
    `SELECT m.project_id, m.id, m.first_seen_at,
            EXISTS (SELECT FROM referral r WHERE r.project_id = m.project_id AND r.member_id = m.id) AS has_joined,
            EXISTS (SELECT FROM referral_code c JOIN referral r ON r.project_id = c.project_id AND r.code = c.code
                    WHERE c.project_id = m.project_id AND c.member_id = m.id) AS has_brought
     FROM member m
     WHERE (m.project_id, m.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     ORDER BY m.project_id, m.id`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ memberId }) => memberId)],
  );
  return new Map(
    rows.map((row) => [
      `${row.project_id}/${row.id}`,
      { firstSeenAt: row.first_seen_at, hasJoined: row.has_joined, hasBrought: row.has_brought },
    ]),
  );
}

export async function insertReferrals(
  tx: Transaction,
  referrals: readonly { projectId: string; memberId: string; code: string; at: Date }[],
): Promise<void> {
  if (referrals.length === 0) return;
  // A conflict here means that another transaction was quicker by a moment: then the first touch stands.
  await tx.execute(
    `INSERT INTO referral (project_id, member_id, code, joined_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
     ON CONFLICT DO NOTHING`,
    [
      referrals.map(({ projectId }) => projectId),
      referrals.map(({ memberId }) => memberId),
      referrals.map(({ code }) => code),
      referrals.map(({ at }) => at),
    ],
  );
}
