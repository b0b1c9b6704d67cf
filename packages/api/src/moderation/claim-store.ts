import type { Sql, Transaction } from '../database/database.ts';

export interface HeldClaim {
  operatorId: string;
  operatorName: string;
  until: Date;
}

/** Claims in force, by target. */
export async function findClaims(
  sql: Sql,
  projectId: string,
  targetIds: readonly string[],
  now: Date,
): Promise<Map<string, HeldClaim>> {
  const rows = await sql.query<{ target_id: string; operator_id: string; name: string; until: Date }>(
    `SELECT c.target_id, c.operator_id, o.name, c.until
     FROM moderation_claim c
     JOIN operator o ON o.project_id = c.project_id AND o.id = c.operator_id
     WHERE c.project_id = $1::uuid AND c.target_id = ANY ($2::uuid[]) AND c.until > $3::timestamptz`,
    [projectId, targetIds, now],
  );
  return new Map(
    rows.map((row) => [
      row.target_id,
      { operatorId: row.operator_id, operatorName: row.name, until: row.until },
    ]),
  );
}

/** Takes a case that nobody else holds, or holds one's own for longer; one that somebody else holds stays theirs. */
export async function takeClaim(
  sql: Sql,
  claim: { projectId: string; targetId: string; operatorId: string; until: Date; now: Date },
): Promise<void> {
  const { projectId, targetId, operatorId, until, now } = claim;
  // One statement: of two operators who press at once, one gets it.
  await sql.execute(
    `INSERT INTO moderation_claim AS c (project_id, target_id, operator_id, until)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz)
     ON CONFLICT (project_id, target_id) DO UPDATE SET operator_id = $3::uuid, until = $4::timestamptz
     WHERE c.operator_id = $3::uuid OR c.until <= $5::timestamptz`,
    [projectId, targetId, operatorId, until, now],
  );
}

/** Gives back what this operator holds of these; how many those were. */
export async function dropClaims(
  tx: Sql | Transaction,
  projectId: string,
  operatorId: string,
  targetIds: readonly string[],
): Promise<number> {
  return tx.execute(
    `DELETE FROM moderation_claim
     WHERE project_id = $1::uuid AND operator_id = $2::uuid AND target_id = ANY ($3::uuid[])`,
    [projectId, operatorId, targetIds],
  );
}

/** Whether there is such a post or comment, not deleted by its author. */
export async function contentExists(sql: Sql, projectId: string, id: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM post WHERE project_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL
     UNION ALL
     SELECT FROM comment WHERE project_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL`,
    [projectId, id],
  );
  return rows.length > 0;
}
