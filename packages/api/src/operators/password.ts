import { hash, verify } from '@node-rs/argon2';
import { newSecret } from '../identity/secret.ts';

// The package's own defaults are argon2id with 19 MiB and two passes, OWASP's minimum; the parameters are in
// the hash, so that raising them later leaves old passwords good.
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash of nothing anybody knows: what an unknown address is compared with. */
let decoy: Promise<string> | undefined;

/**
 * Whether the password is right. With no stored hash (an unknown address, an invitation not yet accepted) the
 * same work is done and the answer is no, so that time tells nothing.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword(newSecret(16));
  // Made by whoever is first, known or not: waited for by both.
  const nobodys = await decoy;
  const right = await verify(stored ?? nobodys, password);
  return right && stored !== null;
}
