import { createPublicKey, randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import { insertSecretKey, insertSigningKey } from './store.ts';

/**
 * A key with which the host's backend signs member tokens, shared with us. Shown once as base64url: the 32
 * bytes it stands for sign with HS256.
 * @throws Error when two keys are active already: revoke one first
 */
export async function createHs256Key(
  database: Database,
  projectId: string,
): Promise<{ keyId: string; keySecret: string }> {
  const keyId = newId();
  const material = randomBytes(32);
  await insertSigningKey(database, { projectId, id: keyId, algorithm: 'HS256', material });
  return { keyId, keySecret: material.toString('base64url') };
}

/**
 * A host's own Ed25519 public key, as PEM: its private half never leaves the host.
 * @throws Error when it is not an Ed25519 key, or two keys are active already
 */
export async function importEdDsaKey(
  database: Database,
  projectId: string,
  pem: string,
): Promise<{ keyId: string }> {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error('Only Ed25519 public keys can sign member tokens.');
  const keyId = newId();
  const material = key.export({ format: 'der', type: 'spki' });
  await insertSigningKey(database, { projectId, id: keyId, algorithm: 'EdDSA', material });
  return { keyId };
}

/** A secret key for the host's backend, shown once. It carries nothing but the scopes named. */
export async function createSecretKey(
  database: Database,
  key: { projectId: string; name: string; scopes: readonly string[]; expiresAt: Date | null },
): Promise<{ secretKey: string }> {
  const secretKey = `sk_live_${newSecret(32)}`;
  await insertSecretKey(database, { ...key, id: newId(), hash: digest(secretKey) });
  return { secretKey };
}
