import type { Database } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { digest } from '../identity/secret.ts';
import { hashPassword } from './password.ts';
import { useInvitation } from './store.ts';

/**
 * Sets an invited operator's password by their one-time token.
 * @throws HearthError not_found when the token is unknown, used or expired
 */
export async function acceptInvitation(
  database: Database,
  accept: { token: string; password: string; now: Date },
): Promise<{ projectId: string; id: string }> {
  const passwordHash = await hashPassword(accept.password);
  const use = { tokenHash: digest(accept.token), passwordHash, now: accept.now };
  const operator = await useInvitation(database, use);
  if (!operator) {
    throw new HearthError('not_found', 'This link was used already or has expired. Ask for a new one.');
  }
  return operator;
}
