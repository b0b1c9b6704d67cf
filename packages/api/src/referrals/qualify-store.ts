import type { Transaction } from '../database/database.ts';

export interface Qualified {
  newcomerId: string;
  referrerId: string;
  qualifiedAt: Date;
  /** False when it had been said before. */
  isNew: boolean;
}

/** Marks a member's referral as qualified, the first time at `at`; null when there is none. */
export async function qualifyReferral(
  tx: Transaction,
  projectId: string,
  externalId: string,
  at: Date,
): Promise<Qualified | null> {
  const [row] = await tx.query<{ newcomer: string; referrer: string; qualified_at: Date | null }>(
    `SELECT r.member_id AS newcomer, c.member_id AS referrer, r.qualified_at
     FROM member m
     JOIN referral r ON r.project_id = m.project_id AND r.member_id = m.id
     JOIN referral_code c ON c.project_id = r.project_id AND c.code = r.code
     WHERE m.project_id = $1::uuid AND m.external_id = $2::text
     FOR UPDATE OF r`,
    [projectId, externalId],
  );
  if (!row) return null;
  const isNew = row.qualified_at === null;
  if (isNew) {
    await tx.execute(
      'UPDATE referral SET qualified_at = $3::timestamptz WHERE project_id = $1::uuid AND member_id = $2::uuid',
      [projectId, row.newcomer, at],
    );
  }
  return {
    newcomerId: row.newcomer,
    referrerId: row.referrer,
    qualifiedAt: row.qualified_at ?? at,
    isNew,
  };
}
