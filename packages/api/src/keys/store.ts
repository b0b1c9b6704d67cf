import type { Keys, SecretKey, SigningKey } from '@hearth/schema';
import type { Database, Sql } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import type { Author } from '../set-up/author.ts';
import { noteChange } from '../set-up/change-store.ts';

/** A project's keys, newest first, without what they are made of. */
export async function findKeys(sql: Sql, projectId: string): Promise<Keys> {
  const signing = await sql.query<{
    id: string;
    algorithm: SigningKey['algorithm'];
    created_at: Date;
    revoked_at: Date | null;
  }>(
    `SELECT id, algorithm, created_at, revoked_at FROM signing_key
     WHERE project_id = $1::uuid ORDER BY id DESC`,
    [projectId],
  );
  const secret = await sql.query<
    Pick<SecretKey, 'id' | 'name' | 'scopes'> & {
      created_at: Date;
      expires_at: Date | null;
      revoked_at: Date | null;
    }
  >(
    `SELECT id, name, scopes, created_at, expires_at, revoked_at FROM secret_key
     WHERE project_id = $1::uuid ORDER BY id DESC`,
    [projectId],
  );
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    signing: signing.map(({ id, algorithm, created_at, revoked_at }) => ({
      id,
      algorithm,
      createdAt: created_at.toISOString(),
      revokedAt: time(revoked_at),
    })),
    secret: secret.map(({ id, name, scopes, created_at, expires_at, revoked_at }) => ({
      id,
      name,
      scopes,
      createdAt: created_at.toISOString(),
      expiresAt: time(expires_at),
      revokedAt: time(revoked_at),
    })),
  };
}

/**
 * Ends a key; every server notices within seconds. Ending it again changes nothing.
 * @throws HearthError not_found
 */
export async function revokeKey(
  database: Database,
  author: Author,
  key: { table: 'signing_key' | 'secret_key'; id: string },
): Promise<void> {
  const { projectId, now } = author;
  // The two tables' names are these two words and no input.
  const subject = key.table === 'secret_key' ? 'name' : 'id::text';
  await database.transaction(async (tx) => {
    const [row] = await tx.query<{ subject: string; revoked: boolean }>(
      `SELECT ${subject} AS subject, revoked_at IS NOT NULL AS revoked FROM ${key.table}
       WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
      [projectId, key.id],
    );
    if (!row) throw new HearthError('not_found', 'There is no such key.');
    if (row.revoked) return;
    await tx.execute(
      `UPDATE ${key.table} SET revoked_at = $3::timestamptz WHERE project_id = $1::uuid AND id = $2::uuid`,
      [projectId, key.id, now],
    );
    await noteChange(tx, author, { action: `${key.table}.revoked`, subject: row.subject });
  });
}
