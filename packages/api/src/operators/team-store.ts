import { type Role, RoleSchema, type Teammate } from '@hearth/schema';
import type { Sql, Transaction } from '../database/database.ts';
import { wireId } from '../ids.ts';

/** Everybody of a project, the longest there first. */
export async function findTeam(
  sql: Sql,
  projectId: string,
  { you, now }: { you: string; now: Date },
): Promise<Teammate[]> {
  const rows = await sql.query<{
    id: string;
    email: string;
    name: string;
    role: string;
    disabled: boolean;
    joined: boolean;
    invited_until: Date | null;
    last_seen_at: Date | null;
  }>(
    `SELECT o.id, o.email, o.name, o.role, o.disabled_at IS NOT NULL AS disabled,
            o.password_hash IS NOT NULL AS joined,
            (SELECT max(i.expires_at) FROM invitation i
             WHERE i.project_id = o.project_id AND i.operator_id = o.id
               AND i.used_at IS NULL AND i.expires_at > $2::timestamptz) AS invited_until,
            (SELECT max(s.last_seen_at) FROM session s
             WHERE s.project_id = o.project_id AND s.operator_id = o.id) AS last_seen_at
     FROM operator o WHERE o.project_id = $1::uuid
     ORDER BY o.id`,
    [projectId, now],
  );
  return rows.map((row) => ({
    id: wireId('operator', row.id),
    email: row.email,
    name: row.name,
    role: RoleSchema.parse(row.role),
    status: row.disabled ? 'disabled' : row.joined ? 'active' : 'invited',
    invitedUntil: row.invited_until?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    you: row.id === you,
  }));
}

export interface LockedOperator {
  id: string;
  email: string;
  role: Role;
  disabled: boolean;
}

/** One of the project's operators, for the rest of the transaction; null: there is no such. */
export async function lockOperator(
  tx: Transaction,
  projectId: string,
  id: string,
): Promise<LockedOperator | null> {
  const [row] = await tx.query<{ id: string; email: string; role: string; disabled: boolean }>(
    `SELECT id, email, role, disabled_at IS NOT NULL AS disabled FROM operator
     WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [projectId, id],
  );
  return row ? { ...row, role: RoleSchema.parse(row.role) } : null;
}

/** Owners who can sign in, beside this one: an invitation that nobody has taken up is no owner yet. */
export async function countOtherOwners(sql: Sql, projectId: string, id: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*) FROM operator
     WHERE project_id = $1::uuid AND id <> $2::uuid AND role = 'owner'
       AND disabled_at IS NULL AND password_hash IS NOT NULL`,
    [projectId, id],
  );
  return row?.count ?? 0;
}

/** The project's operator with this address, for the rest of the transaction; null: there is no such. */
export async function lockOperatorByEmail(
  tx: Transaction,
  projectId: string,
  email: string,
): Promise<Pick<LockedOperator, 'id' | 'disabled'> | null> {
  const [row] = await tx.query<{ id: string; disabled: boolean }>(
    `SELECT id, disabled_at IS NOT NULL AS disabled FROM operator
     WHERE project_id = $1::uuid AND email = lower($2::text) FOR UPDATE`,
    [projectId, email],
  );
  return row ?? null;
}

/** False when somebody, of whichever project, signs in with this address already. */
export async function insertOperator(
  tx: Transaction,
  row: { projectId: string; id: string; email: string; name: string; role: Role; now: Date },
): Promise<boolean> {
  const inserted = await tx.execute(
    `INSERT INTO operator (project_id, id, email, name, role, created_at)
     VALUES ($1::uuid, $2::uuid, lower($3::text), $4::text, $5::text, $6::timestamptz)
     ON CONFLICT (email) DO NOTHING`,
    [row.projectId, row.id, row.email, row.name, row.role, row.now],
  );
  return inserted > 0;
}

/** A new one-time link; those before it are good no more. */
export async function replaceInvitation(
  tx: Transaction,
  row: { projectId: string; operatorId: string; tokenHash: Buffer; expiresAt: Date },
): Promise<void> {
  await deleteInvitations(tx, row.projectId, row.operatorId);
  await tx.execute(
    `INSERT INTO invitation (project_id, token_hash, operator_id, expires_at)
     VALUES ($1::uuid, $2::bytea, $3::uuid, $4::timestamptz)`,
    [row.projectId, row.tokenHash, row.operatorId, row.expiresAt],
  );
}

async function deleteInvitations(tx: Transaction, projectId: string, operatorId: string): Promise<void> {
  await tx.execute(
    'DELETE FROM invitation WHERE project_id = $1::uuid AND operator_id = $2::uuid AND used_at IS NULL',
    [projectId, operatorId],
  );
}

export async function updateRole(tx: Transaction, projectId: string, id: string, role: Role): Promise<void> {
  await tx.execute('UPDATE operator SET role = $3::text WHERE project_id = $1::uuid AND id = $2::uuid', [
    projectId,
    id,
    role,
  ]);
}

/** Disabling ends their sessions and their open invitations with it. null: enabled again. */
export async function updateDisabled(
  tx: Transaction,
  projectId: string,
  id: string,
  disabledAt: Date | null,
): Promise<void> {
  await tx.execute(
    'UPDATE operator SET disabled_at = $3::timestamptz WHERE project_id = $1::uuid AND id = $2::uuid',
    [projectId, id, disabledAt],
  );
  if (disabledAt === null) return;
  await tx.execute('DELETE FROM session WHERE project_id = $1::uuid AND operator_id = $2::uuid', [
    projectId,
    id,
  ]);
  await deleteInvitations(tx, projectId, id);
}
