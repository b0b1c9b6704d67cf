import { type Operator, RoleSchema } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { wireId } from '../ids.ts';
import { permissionsOf } from './permissions.ts';

interface OperatorKey {
  projectId: string;
  id: string;
}

/** Prisma takes plain byte arrays alone. */
const bytes = (hash: Buffer) => new Uint8Array(hash);

export function findSession(database: Database, tokenHash: Buffer) {
  return database.prisma.session.findUnique({
    where: { tokenHash: bytes(tokenHash), operator: { project: { closedAt: null } } },
    select: {
      createdAt: true,
      lastSeenAt: true,
      operator: { select: { id: true, projectId: true, role: true, disabledAt: true } },
    },
  });
}

export async function insertSession(
  database: Database,
  row: OperatorKey & { tokenHash: Buffer; now: Date },
): Promise<void> {
  await database.prisma.session.create({
    data: {
      projectId: row.projectId,
      operatorId: row.id,
      tokenHash: bytes(row.tokenHash),
      createdAt: row.now,
      lastSeenAt: row.now,
    },
    select: { operatorId: true },
  });
}

export async function touchSession(database: Database, tokenHash: Buffer, now: Date): Promise<void> {
  // updateMany: signing out at the same moment is no error.
  await database.prisma.session.updateMany({
    where: { tokenHash: bytes(tokenHash) },
    data: { lastSeenAt: now },
  });
}

export async function deleteSession(database: Database, tokenHash: Buffer): Promise<void> {
  await database.prisma.session.deleteMany({ where: { tokenHash: bytes(tokenHash) } });
}

export async function deleteEndedSessions(
  database: Database,
  ended: OperatorKey & { idleSince: Date; createdBefore: Date },
): Promise<void> {
  await database.prisma.session.deleteMany({
    where: {
      projectId: ended.projectId,
      operatorId: ended.id,
      OR: [{ lastSeenAt: { lt: ended.idleSince } }, { createdAt: { lt: ended.createdBefore } }],
    },
  });
}

/** By the address they sign in with; null when nobody has it, or their project is being deleted. */
export function findOperatorByEmail(database: Database, email: string) {
  return database.prisma.operator.findUnique({
    where: { email: email.toLowerCase(), project: { closedAt: null } },
    select: { id: true, projectId: true, passwordHash: true, disabledAt: true },
  });
}

/** For good: only for those who have never done anything. */
export async function deleteOperator(database: Database, email: string): Promise<void> {
  await database.prisma.operator.deleteMany({ where: { email } });
}

export async function readOperator(database: Database, { projectId, id }: OperatorKey): Promise<Operator> {
  const row = await database.prisma.operator.findUniqueOrThrow({
    where: { projectId_id: { projectId, id } },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      project: { select: { name: true, siteKey: true, timeZone: true, currency: true } },
    },
  });
  const role = RoleSchema.parse(row.role);
  return { ...row, id: wireId('operator', row.id), role, permissions: permissionsOf({ role }) };
}

/**
 * Uses an invitation up and sets the password, in one transaction. Ends the operator's other sessions: an
 * invitation is also how a lost password is replaced. null: unknown, used or expired.
 */
export function useInvitation(
  database: Database,
  use: { tokenHash: Buffer; passwordHash: string; now: Date },
): Promise<OperatorKey | null> {
  return database.transaction(async (tx) => {
    const [operator] = await tx.query<OperatorKey>(
      `UPDATE invitation SET used_at = $2::timestamptz
        WHERE token_hash = $1::bytea AND used_at IS NULL AND expires_at > $2::timestamptz
        RETURNING project_id AS "projectId", operator_id AS id`,
      [use.tokenHash, use.now],
    );
    if (!operator) return null;
    const key = [operator.projectId, operator.id];
    await tx.execute(`DELETE FROM session WHERE project_id = $1::uuid AND operator_id = $2::uuid`, key);
    await tx.execute(
      `UPDATE operator SET password_hash = $3::text WHERE project_id = $1::uuid AND id = $2::uuid`,
      [...key, use.passwordHash],
    );
    return operator;
  });
}
