import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from './environment.ts';

/** The installation's own secret: the one it is given, else one made at the first start and kept. */
export function readInstallationSecret({
  secret,
  secretFile,
}: Pick<Environment, 'secret' | 'secretFile'>): Buffer {
  if (secret !== null) return Buffer.from(secret);
  mkdirSync(dirname(secretFile), { recursive: true });
  try {
    // Fails if another process was first; then its secret is the one.
    writeFileSync(secretFile, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from(readFileSync(secretFile, 'utf8'));
}
