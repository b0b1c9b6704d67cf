import { type MemberClaims, MemberClaimsSchema } from '@hearth/schema';
import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { HearthError } from '../errors/hearth-error.ts';
import type { VerificationKey } from './store.ts';

/** Larger ones are refused unread. Bytes. */
export const MAX_TOKEN_BYTES = 4096;
/** Longest lifetime a host may give. Seconds. */
export const MAX_LIFETIME = 15 * 60;
/** How far two clocks may differ. Seconds. */
export const SKEW = 60;

/** Headers by which a token would choose its own key, or change what a signature means. */
export const REFUSED_HEADERS = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip'] as const;

const invalid = (sentence: string, cause?: unknown) =>
  new HearthError('token_invalid', `The member token is not valid: ${sentence}`, { cause });

export interface VerifiedToken {
  claims: MemberClaims;
  keyId: string;
  /** Seconds since 1970. */
  issuedAt: number;
  expiresAt: number;
}

/**
 * Verifies a token that a host's backend signed for one of its users. Every failure is an error with its own
 * sentence; none makes the caller anonymous.
 */
export async function verifyMemberToken(
  token: string,
  project: { siteKey: string; keys: ReadonlyMap<string, VerificationKey> },
  now: Date,
): Promise<VerifiedToken> {
  if (Buffer.byteLength(token) > MAX_TOKEN_BYTES)
    throw invalid('it is longer than 4 KB. Put fewer traits in it.');
  if (!isWrittenPlainly(token)) throw invalid('it is not three parts of base64url without padding.');
  const key = chooseKey(readHeader(token), project.keys);
  const payload = await verify(token, key, project.siteKey, now);
  const { issuedAt, expiresAt } = checkTimes(payload, now);
  const claims = MemberClaimsSchema.safeParse(payload);
  if (!claims.success) {
    const [issue] = claims.error.issues;
    throw invalid(
      `its claim "${issue?.path.join('.') ?? ''}" is refused. ${issue?.message ?? ''}`,
      claims.error,
    );
  }
  return { claims: claims.data, keyId: key.id, issuedAt, expiresAt };
}

/**
 * Whether these bytes are written in the one way there is: decoders also take padding, blanks and stray bits in a last
 * letter, and then one token has many spellings.
 */
function isWrittenPlainly(token: string): boolean {
  const parts = token.split('.');
  return (
    parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}

function readHeader(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw invalid('it is not a signed JWT.', cause);
  }
}

/** The key decides the algorithm; the header may only agree. */
function chooseKey(
  header: ProtectedHeaderParameters,
  keys: ReadonlyMap<string, VerificationKey>,
): VerificationKey {
  const refused = REFUSED_HEADERS.find((name) => Object.hasOwn(header, name));
  if (refused) throw invalid(`its header "${refused}" is refused. Send alg, kid and typ alone.`);
  if (header.typ !== undefined && header.typ !== 'JWT')
    throw invalid('its header "typ" must be JWT or absent.');
  if (typeof header.kid !== 'string')
    throw invalid('its header has no "kid". Set it to the signing key\'s id.');
  const key = keys.get(header.kid);
  if (!key) throw invalid('its "kid" is not a signing key of this project.');
  if (key.revoked) throw invalid('its signing key was revoked. Sign with an active one.');
  if (header.alg !== key.algorithm)
    throw invalid(`this signing key is for ${key.algorithm}, not what "alg" says.`);
  return key;
}

async function verify(token: string, key: VerificationKey, siteKey: string, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: [key.algorithm],
      audience: siteKey,
      requiredClaims: ['sub', 'iat', 'exp'],
      clockTolerance: SKEW,
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    throw explain(cause);
  }
}

function explain(cause: unknown): HearthError {
  if (cause instanceof errors.JWTExpired) {
    return new HearthError(
      'token_expired',
      'The member token has expired. Fetch a fresh one from your backend.',
      {
        cause,
      },
    );
  }
  if (cause instanceof errors.JWSSignatureVerificationFailed) {
    return invalid('its signature does not match the signing key.', cause);
  }
  if (cause instanceof errors.JWTClaimValidationFailed) {
    if (cause.claim === 'aud') return invalid('its "aud" must be the site key of this project.', cause);
    if (cause.claim === 'nbf') return invalid('it is not valid yet. Check the clock of your backend.', cause);
    return invalid(`its claim "${cause.claim}" is missing or of the wrong type.`, cause);
  }
  return invalid('it cannot be read as a signed JWT.', cause);
}

function checkTimes(payload: JWTPayload, now: Date): { issuedAt: number; expiresAt: number } {
  const { iat, exp } = payload;
  if (iat === undefined || exp === undefined) throw invalid('its claims "iat" and "exp" are required.');
  if (iat > now.getTime() / 1000 + SKEW) {
    throw invalid('it was issued in the future. Check the clock of your backend.');
  }
  if (exp <= iat) throw invalid('it expires before it was issued.');
  if (exp - iat > MAX_LIFETIME) throw invalid('it lives longer than 15 minutes. Sign shorter ones, often.');
  return { issuedAt: iat, expiresAt: exp };
}
