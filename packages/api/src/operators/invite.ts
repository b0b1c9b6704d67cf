import type { Role } from '@hearth/schema';
import type { Database, Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import { insertOperator, replaceInvitation } from './team-store.ts';

/** How long an invitation is good. Milliseconds. */
const INVITATION_LIFETIME = 72 * 3_600_000;

export const emailTaken = 'Somebody signs in with this address already.';

/**
 * Makes an operator who cannot sign in yet, and returns the one-time token that lets them choose a password.
 * @throws HearthError conflict when somebody has the address already
 */
export function inviteOperator(
  database: Database,
  invitation: { projectId: string; email: string; name: string; role: Role; now: Date },
): Promise<{ operatorId: string; token: string }> {
  const { projectId, now } = invitation;
  const operatorId = newId();
  return database.transaction(async (tx) => {
    if (!(await insertOperator(tx, { ...invitation, id: operatorId })))
      throw new HearthError('conflict', emailTaken);
    const { token } = await openInvitation(tx, { projectId, operatorId, now });
    return { operatorId, token };
  });
}

/** A one-time token in place of those before it. Only its digest is stored. */
export async function openInvitation(
  tx: Transaction,
  { now, ...operator }: { projectId: string; operatorId: string; now: Date },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret(32);
  const expiresAt = new Date(now.getTime() + INVITATION_LIFETIME);
  await replaceInvitation(tx, { ...operator, tokenHash: digest(token), expiresAt });
  return { token, expiresAt };
}

/** The token stands in the fragment, which browsers send to nobody. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/console/#invitation=${token}`;
