import type { Role } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import { insertInvitedOperator } from './store.ts';

/** How long an invitation is good. Milliseconds. */
export const INVITATION_LIFETIME = 72 * 3_600_000;

/**
 * Makes an operator who cannot sign in yet, and returns the one-time token that lets them choose a password.
 * Only its digest is stored.
 */
export async function inviteOperator(
  database: Database,
  invitation: { projectId: string; email: string; name: string; role: Role; now: Date },
): Promise<{ operatorId: string; token: string }> {
  const { now, ...operator } = invitation;
  const token = newSecret(32);
  const operatorId = newId();
  await insertInvitedOperator(database, {
    ...operator,
    id: operatorId,
    tokenHash: digest(token),
    expiresAt: new Date(now.getTime() + INVITATION_LIFETIME),
  });
  return { operatorId, token };
}

/** The token stands in the fragment, which browsers send to nobody. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/console/#invitation=${token}`;
