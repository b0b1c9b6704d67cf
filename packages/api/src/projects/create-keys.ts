import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import type { Author } from '../set-up/author.ts';
import { fieldError } from '../set-up/field-error.ts';
import { insertSecretKey, insertSigningKey } from './store.ts';

/**
 * A key with which the host's backend signs member tokens, shared with us. Shown once as base64url: the 32
 * bytes it stands for sign with HS256.
 * @throws HearthError conflict when two keys are active already: revoke one first
 */
export async function createHs256Key(
  database: Database,
  projectId: string,
  author?: Author,
): Promise<{ keyId: string; keySecret: string }> {
  const keyId = newId();
  const material = randomBytes(32);
  await insertSigningKey(database, { projectId, id: keyId, algorithm: 'HS256', material }, author);
  return { keyId, keySecret: material.toString('base64url') };
}

/**
 * A host's own Ed25519 public key, as PEM: its private half never leaves the host.
 * @throws HearthError bad_request when it is not an Ed25519 public key, conflict when two keys are active already
 */
export async function importEdDsaKey(
  database: Database,
  projectId: string,
  pem: string,
  author?: Author,
): Promise<{ keyId: string }> {
  const key = readPublicKey(pem);
  const keyId = newId();
  const material = key.export({ format: 'der', type: 'spki' });
  await insertSigningKey(database, { projectId, id: keyId, algorithm: 'EdDSA', material }, author);
  return { keyId };
}

function readPublicKey(pem: string): KeyObject {
  // Node would derive the public half from it without a word.
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw fieldError(
      'pem',
      'This is a private key: it must never leave your backend. Make a new pair, and paste the public half.',
    );
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (cause) {
    throw fieldError(
      'pem',
      'This is no public key in PEM: it begins with -----BEGIN PUBLIC KEY-----.',
      cause,
    );
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw fieldError('pem', 'Only Ed25519 public keys can verify member tokens.');
  return key;
}

/** A secret key for the host's backend, shown once. It carries nothing but the scopes named. */
export async function createSecretKey(
  database: Database,
  key: { projectId: string; name: string; scopes: readonly string[]; expiresAt: Date | null },
  author?: Author,
): Promise<{ id: string; secretKey: string }> {
  const secretKey = `sk_live_${newSecret(32)}`;
  const id = newId();
  await insertSecretKey(database, { ...key, id, hash: digest(secretKey) }, author);
  return { id, secretKey };
}
