import { createSecretKey } from 'node:crypto';
import type { MemberClaims } from '@hearth/schema';
import { SignJWT } from 'jose';

/** What a host's backend holds to sign for its users. */
export interface HostSigner {
  siteKey: string;
  keyId: string;
  /** base64url, as it was shown once. */
  keySecret: string;
}

/** A member token good for ten minutes, as any host's backend would make it. */
export function signMember({ siteKey, keyId, keySecret }: HostSigner, claims: MemberClaims): Promise<string> {
  const { sub, ...rest } = claims;
  return new SignJWT(rest)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: keyId })
    .setSubject(sub)
    .setAudience(siteKey)
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(createSecretKey(Buffer.from(keySecret, 'base64url')));
}
