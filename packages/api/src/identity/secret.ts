import { createHash, randomBytes } from 'node:crypto';

/** A new unguessable text: `bytes` random bytes as base64url. */
export const newSecret = (bytes: number): string => randomBytes(bytes).toString('base64url');

/**
 * What is stored of a credential. A plain digest is enough because credentials hold at least 128 random bits,
 * and looking one up by its digest leaks nothing through time: whoever could steer the digest knew the secret.
 */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
