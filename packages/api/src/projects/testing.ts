import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Database } from '../database/database.ts';
import { createSecretKey as createHostKey, createHs256Key } from './create-keys.ts';
import { createProject } from './create-project.ts';

/** A project for a test, with everything needed to speak to it. */
export interface TestProject {
  projectId: string;
  siteKey: string;
  origin: string;
  keyId: string;
  secretKey: string;
  /** A member token as the host's backend would sign it, good for ten minutes from `at`. */
  sign(claims: { sub: string; [claim: string]: unknown }, at?: Date): Promise<string>;
}

export async function createTestProject(database: Database, name = 'Test'): Promise<TestProject> {
  const origin = `https://${name.toLowerCase()}.example`;
  const { projectId, siteKey } = await createProject(database, { name, homeUrl: origin, origins: [origin] });
  const { keyId, keySecret } = await createHs256Key(database, projectId);
  const host = { projectId, name: 'Test', scopes: ['referrals:write'], expiresAt: null };
  const { secretKey } = await createHostKey(database, host);
  const key = createSecretKey(Buffer.from(keySecret, 'base64url'));
  return {
    projectId,
    siteKey,
    origin,
    keyId,
    secretKey,
    sign: ({ sub, ...claims }, at = new Date()) => {
      const issued = Math.floor(at.getTime() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: keyId })
        .setSubject(sub)
        .setAudience(siteKey)
        .setIssuedAt(issued)
        .setExpirationTime(issued + 600)
        .sign(key);
    },
  };
}
