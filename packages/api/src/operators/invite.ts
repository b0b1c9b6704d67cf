import type { Role } from '@hearth/schema';
import type { Database, Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import { insertOperator, lockOperatorByEmail, replaceInvitation } from './team-store.ts';

/** How long an invitation is good. Milliseconds. */
const INVITATION_LIFETIME = 72 * 3_600_000;

export const emailTaken = 'Somebody signs in with this address already.';
export const operatorDisabled = 'They are disabled. Enable them first.';

/**
 * Makes an operator who cannot sign in yet, and returns the one-time token that lets them choose a password. Whoever
 * is one of this project already gets a new token, for a link that ran out or a password that is lost, and stays who
 * they are. For whoever has the server itself: nobody is asked whether they may.
 * @throws HearthError conflict when the address is of another project's operator, or of one who is disabled
 */
export function inviteOperator(
  database: Database,
  invitation: { projectId: string; email: string; name: string; role: Role; now: Date },
): Promise<{ operatorId: string; token: string; isNew: boolean }> {
  const { projectId, email, now } = invitation;
  const id = newId();
  return database.transaction(async (tx) => {
    const isNew = await insertOperator(tx, { ...invitation, id });
    const known = isNew ? { id, disabled: false } : await lockOperatorByEmail(tx, projectId, email);
    if (!known) throw new HearthError('conflict', emailTaken);
    if (known.disabled) throw new HearthError('conflict', operatorDisabled);
    const { token } = await openInvitation(tx, { projectId, operatorId: known.id, now });
    return { operatorId: known.id, token, isNew };
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
