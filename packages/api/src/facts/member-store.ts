import type { Transaction } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { Known } from './learn.ts';

/** Whom a host means: by its own id of a user, or by the digest of its anonymousId. */
export interface Name {
  projectId: string;
  userId: string | null;
  hash: Buffer | null;
}

export interface Found {
  id: string;
  /** The member that this one has become. */
  mergedIntoId: string | null;
}

export const keyOfName = ({ projectId, userId, hash }: Name): string =>
  userId === null ? `${projectId}/anonymous/${hash?.toString('hex')}` : `${projectId}/user/${userId}`;

/** The members of these names that exist, by `keyOfName`. */
export async function findMembers(tx: Transaction, names: readonly Name[]): Promise<Map<string, Found>> {
  if (names.length === 0) return new Map();
  const rows = await tx.query<{
    project_id: string;
    id: string;
    external_id: string | null;
    anonymous_hash: Buffer | null;
    merged_into_id: string | null;
  }>(
    `SELECT m.project_id, m.id, m.external_id, NULL::bytea AS anonymous_hash, m.merged_into_id
     FROM unnest($1::uuid[], $2::text[]) AS w(project_id, external_id)
     JOIN member m ON m.project_id = w.project_id AND m.external_id = w.external_id
     UNION ALL
     SELECT m.project_id, m.id, NULL, m.anonymous_hash, m.merged_into_id
     FROM unnest($1::uuid[], $3::bytea[]) AS w(project_id, anonymous_hash)
     JOIN member m ON m.project_id = w.project_id AND m.anonymous_hash = w.anonymous_hash`,
    [
      names.map(({ projectId }) => projectId),
      names.map(({ userId }) => userId),
      names.map(({ userId, hash }) => (userId === null ? hash : null)),
    ],
  );
  return new Map(
    rows.map((row) => [
      keyOfName({ projectId: row.project_id, userId: row.external_id, hash: row.anonymous_hash }),
      { id: row.id, mergedIntoId: row.merged_into_id },
    ]),
  );
}

/** Makes members that are not there yet, in key order: two groups that make the same ones wait in one direction. */
export async function insertMembers(
  tx: Transaction,
  members: readonly (Name & { first: Date; last: Date })[],
): Promise<void> {
  if (members.length === 0) return;
  await tx.execute(
    `INSERT INTO member (project_id, id, external_id, anonymous_hash, first_seen_at, last_seen_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::timestamptz[], $6::timestamptz[])
       AS w(project_id, id, external_id, anonymous_hash, first_seen_at, last_seen_at)
     ORDER BY project_id, external_id, anonymous_hash
     ON CONFLICT DO NOTHING`,
    [
      members.map(({ projectId }) => projectId),
      members.map(() => newId()),
      members.map(({ userId }) => userId),
      members.map(({ userId, hash }) => (userId === null ? hash : null)),
      members.map(({ first }) => first),
      members.map(({ last }) => last),
    ],
  );
}

export interface MemberRow extends Known {
  projectId: string;
  id: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/**
 * Locks, in key order, the members that will change: those that something is said of, and those that were seen
 * earlier or later than was known. Nothing is said of somebody forgotten. By `project/member`.
 */
export async function lockMembers(
  tx: Transaction,
  wanted: readonly { projectId: string; id: string; first: Date; last: Date; isDescribed: boolean }[],
): Promise<Map<string, MemberRow>> {
  const rows = await tx.query<{
    project_id: string;
    id: string;
    account_id: string | null;
    name: string | null;
    email: string | null;
    avatar_url: string | null;
    time_zone: string | null;
    locale: string | null;
    traits: Record<string, unknown>;
    described_at: Date | null;
    said_earlier: Record<string, number>;
    first_seen_at: Date;
    last_seen_at: Date;
  }>(
    `SELECT m.project_id, m.id, m.account_id, m.name, m.email, m.avatar_url, m.time_zone, m.locale, m.traits,
            m.described_at, m.said_earlier, m.first_seen_at, m.last_seen_at
     FROM member m
     JOIN unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bool[])
       AS w(project_id, id, first, last, is_described) ON w.project_id = m.project_id AND w.id = m.id
     WHERE (w.is_described OR m.first_seen_at > w.first OR m.last_seen_at < w.last - interval '1 minute')
       AND m.forgotten_at IS NULL
     ORDER BY m.project_id, m.id
     FOR NO KEY UPDATE OF m`,
    [
      wanted.map(({ projectId }) => projectId),
      wanted.map(({ id }) => id),
      wanted.map(({ first }) => first),
      wanted.map(({ last }) => last),
      wanted.map(({ isDescribed }) => isDescribed),
    ],
  );
  return new Map(
    rows.map((row) => [
      `${row.project_id}/${row.id}`,
      {
        projectId: row.project_id,
        id: row.id,
        columns: {
          name: row.name,
          email: row.email,
          avatarUrl: row.avatar_url,
          timeZone: row.time_zone,
          locale: row.locale,
          accountId: row.account_id,
        },
        traits: row.traits,
        describedAt: row.described_at,
        saidEarlier: row.said_earlier,
        firstSeenAt: row.first_seen_at,
        lastSeenAt: row.last_seen_at,
      },
    ]),
  );
}

/** Writes rows that `lockMembers` has locked. */
export async function saveMembers(tx: Transaction, rows: readonly MemberRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = (name: string) => rows.map(({ columns }) => columns[name] ?? null);
  await tx.execute(
    `UPDATE member m SET account_id = w.account_id, name = w.name, email = w.email, avatar_url = w.avatar_url,
            time_zone = w.time_zone, locale = w.locale, traits = w.traits::jsonb, described_at = w.described_at,
            said_earlier = w.said_earlier::jsonb, first_seen_at = w.first_seen_at, last_seen_at = w.last_seen_at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::text[], $10::timestamptz[], $11::text[], $12::timestamptz[], $13::timestamptz[])
       AS w(project_id, id, account_id, name, email, avatar_url, time_zone, locale, traits, described_at,
            said_earlier, first_seen_at, last_seen_at)
     WHERE m.project_id = w.project_id AND m.id = w.id`,
    [
      rows.map(({ projectId }) => projectId),
      rows.map(({ id }) => id),
      column('accountId'),
      column('name'),
      column('email'),
      column('avatarUrl'),
      column('timeZone'),
      column('locale'),
      rows.map(({ traits }) => JSON.stringify(traits)),
      rows.map(({ describedAt }) => describedAt),
      rows.map(({ saidEarlier }) => JSON.stringify(saidEarlier)),
      rows.map(({ firstSeenAt }) => firstSeenAt),
      rows.map(({ lastSeenAt }) => lastSeenAt),
    ],
  );
}
