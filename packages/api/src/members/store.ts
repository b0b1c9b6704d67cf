import type { MemberClaims } from '@hearth/schema';
import type { Database, Sql, Transaction } from '../database/database.ts';
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

/**
 * Stores what a token says of a member and of their account, and returns the member's id. What the token
 * leaves out stays as it was known.
 */
export function upsertMember(
  database: Database,
  row: { projectId: string; claims: MemberClaims; now: Date },
): Promise<string> {
  const { projectId, claims, now } = row;
  return database.transaction(async (tx) => {
    const accountId = claims.account ? await upsertAccount(tx, projectId, claims.account, now) : null;
    const [member] = await tx.query<{ id: string }>(
      `INSERT INTO member AS m (project_id, id, external_id, account_id, name, email, avatar_url, traits,
                                time_zone, locale, first_seen_at, last_seen_at)
       VALUES ($1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::text, $7::text,
               coalesce($8::jsonb, '{}'), $9::text, $10::text, $11::timestamptz, $11::timestamptz)
       ON CONFLICT (project_id, external_id) DO UPDATE SET
         account_id = coalesce(excluded.account_id, m.account_id),
         name = coalesce(excluded.name, m.name),
         email = coalesce(excluded.email, m.email),
         avatar_url = coalesce(excluded.avatar_url, m.avatar_url),
         traits = coalesce($8::jsonb, m.traits),
         time_zone = coalesce(excluded.time_zone, m.time_zone),
         locale = coalesce(excluded.locale, m.locale),
         last_seen_at = greatest(excluded.last_seen_at, m.last_seen_at)
       RETURNING id`,
      [
        projectId,
        newId(),
        claims.sub,
        accountId,
        claims.name ?? null,
        claims.email ?? null,
        claims.avatar ?? null,
        claims.traits ?? null,
        claims.timeZone ?? null,
        claims.locale ?? null,
        now,
      ],
    );
    if (!member) throw new Error('An upsert of a member returned no row');
    return member.id;
  });
}

async function upsertAccount(
  tx: Transaction,
  projectId: string,
  account: NonNullable<MemberClaims['account']>,
  now: Date,
): Promise<string> {
  const values = [projectId, account.id, account.name ?? null, account.plan ?? null, account.traits ?? null];
  // Many members share an account and say the same of it: only a difference is written, so they do not queue
  // for its row.
  const [same] = await tx.query<{ id: string }>(
    `SELECT id FROM account
      WHERE project_id = $1::uuid AND external_id = $2::text
        AND name IS NOT DISTINCT FROM coalesce($3::text, name)
        AND plan IS NOT DISTINCT FROM coalesce($4::text, plan)
        AND traits = coalesce($5::jsonb, traits)`,
    values,
  );
  if (same) return same.id;
  const [written] = await tx.query<{ id: string }>(
    `INSERT INTO account AS a (project_id, external_id, name, plan, traits, id, created_at)
     VALUES ($1::uuid, $2::text, $3::text, $4::text, coalesce($5::jsonb, '{}'), $6::uuid, $7::timestamptz)
     ON CONFLICT (project_id, external_id) DO UPDATE SET
       name = coalesce(excluded.name, a.name),
       plan = coalesce(excluded.plan, a.plan),
       traits = coalesce($5::jsonb, a.traits)
     RETURNING id`,
    [...values, newId(), now],
  );
  if (!written) throw new Error('An upsert of an account returned no row');
  return written.id;
}
