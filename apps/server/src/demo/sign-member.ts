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

const LIFETIME_SECONDS = 600;

/** A member token good for ten minutes from `now`, as any host's backend would make it. */
export function signMember(
  { siteKey, keyId, keySecret }: HostSigner,
  { sub, ...claims }: MemberClaims,
  now = new Date(),
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: keyId })
    .setSubject(sub)
    .setAudience(siteKey)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(createSecretKey(Buffer.from(keySecret, 'base64url')));
}
