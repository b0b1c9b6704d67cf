import type { Sql } from '../database/database.ts';
import { newId } from '../ids.ts';

/** last_seen_at is this coarse, so that being seen costs a write only now and then. Milliseconds. */
export const SEEN_EVERY = 5 * 60_000;

export interface AnonymousMember {
  id: string;
  mergedIntoId: string | null;
  lastSeenAt: Date;
}

/** null: the server never issued it to this project. */
export async function findAnonymousMember(
  sql: Sql,
  projectId: string,
  hash: Buffer,
): Promise<AnonymousMember | null> {
  const [row] = await sql.query<AnonymousMember>(
    `SELECT id, merged_into_id AS "mergedIntoId", last_seen_at AS "lastSeenAt"
       FROM member WHERE project_id = $1::uuid AND anonymous_hash = $2::bytea`,
    [projectId, hash],
  );
  return row ?? null;
}

export async function insertAnonymousMember(
  sql: Sql,
  row: { projectId: string; hash: Buffer; now: Date },
): Promise<string> {
  const id = newId();
  await sql.execute(
    `INSERT INTO member (project_id, id, anonymous_hash, first_seen_at, last_seen_at)
     VALUES ($1::uuid, $2::uuid, $3::bytea, $4::timestamptz, $4::timestamptz)`,
    [row.projectId, id, row.hash, row.now],
  );
  return id;
}

/** Notes that a member is here, if the last note is old enough. */
export async function touchMember(
  sql: Sql,
  member: { projectId: string; id: string; lastSeenAt: Date; now: Date },
): Promise<void> {
  if (member.now.getTime() - member.lastSeenAt.getTime() < SEEN_EVERY) return;
  await sql.execute(
    `UPDATE member SET last_seen_at = greatest(last_seen_at, $3::timestamptz)
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    [member.projectId, member.id, member.now],
  );
}
