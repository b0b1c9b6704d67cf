import { MemberClaimsSchema, type TokenCheck, type TokenReport } from '@hearth/schema';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { HearthError } from '../errors/hearth-error.ts';
import { MAX_LIFETIME, MAX_TOKEN_BYTES, REFUSED_HEADERS, SKEW, verifyMemberToken } from './member-token.ts';
import type { KnownProject, VerificationKey } from './store.ts';

/** A check's result and what there is to say of it. */
type Finding = Omit<TokenCheck, 'name'>;

const good = (sentence: string): Finding => ({ passed: true, sentence });
const bad = (sentence: string): Finding => ({ passed: false, sentence });
const unseen = (sentence: string): Finding => ({ passed: null, sentence });

type Header = Record<string, unknown>;
interface Token {
  text: string;
  header: Header | null;
  payload: JWTPayload | null;
  key: VerificationKey | null;
  project: Pick<KnownProject, 'siteKey' | 'keys'>;
  /** Seconds since 1970. */
  now: number;
}

/**
 * Everything that is right and wrong with a member token, check by check, where the widgets' door stops at the first.
 * Whether it is let in is asked of the door itself. The token is neither kept nor logged.
 */
export async function checkToken(
  text: string,
  project: Pick<KnownProject, 'siteKey' | 'keys'>,
  now: Date,
): Promise<TokenReport> {
  const header = attempt(() => ({ ...decodeProtectedHeader(text) }));
  const key = typeof header?.kid === 'string' ? (project.keys.get(header.kid) ?? null) : null;
  const payload = attempt(() => decodeJwt(text));
  const token: Token = { text, header, payload, key, project, now: now.getTime() / 1000 };
  const checks: TokenCheck[] = [];
  for (const [name, check] of CHECKS) checks.push({ name, ...(await check(token)) });
  return { accepted: await isLetIn(text, project, now), checks };
}

async function isLetIn(text: string, project: Token['project'], now: Date): Promise<boolean> {
  try {
    await verifyMemberToken(text, project, now);
    return true;
  } catch (error) {
    if (error instanceof HearthError) return false;
    throw error;
  }
}

/** null when it cannot be read, which is a finding and no error. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const UNREAD = 'Could not be looked at: the token is not readable.';

const ofHeader = (check: (header: Header, token: Token) => Finding) => (token: Token) =>
  token.header ? check(token.header, token) : unseen(UNREAD);
const ofPayload = (check: (payload: JWTPayload, token: Token) => Finding) => (token: Token) =>
  token.payload ? check(token.payload, token) : unseen(UNREAD);

const CHECKS: readonly [TokenCheck['name'], (token: Token) => Finding | Promise<Finding>][] = [
  [
    'size',
    ({ text }) => {
      const bytes = Buffer.byteLength(text);
      return bytes <= MAX_TOKEN_BYTES
        ? good(
            `It is ${bytes.toLocaleString('en')} bytes long; ${MAX_TOKEN_BYTES.toLocaleString('en')} are allowed.`,
          )
        : bad(`It is ${bytes.toLocaleString('en')} bytes long, over 4 KB. Put fewer traits in it.`);
    },
  ],
  [
    'format',
    ({ header, payload }) => {
      if (header && payload) return good('It is a signed JWT: header, claims and signature.');
      return bad(
        'It is not a signed JWT: three parts of base64url with a dot between them. Copy the whole of it.',
      );
    },
  ],
  [
    'headers',
    ofHeader((header) => {
      const refused = REFUSED_HEADERS.filter((name) => Object.hasOwn(header, name));
      return refused.length === 0
        ? good('Its header names no key of its own.')
        : bad(`Its header has ${refused.join(', ')}, which is refused. Send alg, kid and typ alone.`);
    }),
  ],
  [
    'type',
    ofHeader(({ typ }) =>
      typ === undefined || typ === 'JWT'
        ? good(typ === undefined ? 'Its header has no "typ", which is fine.' : 'Its "typ" is JWT.')
        : bad('Its "typ" must be JWT or absent.'),
    ),
  ],
  [
    'key',
    ofHeader(({ kid }, { key }) => {
      if (key) return good(`Its "kid" is a signing key of this project.`);
      return typeof kid === 'string'
        ? bad('Its "kid" is not a signing key of this project. Copy the key’s id from the list above.')
        : bad('Its header has no "kid". Set it to the signing key’s id.');
    }),
  ],
  [
    'revoked',
    ({ key }) => {
      if (!key) return unseen('Could not be looked at: the key is not known.');
      return key.revoked
        ? bad('This signing key was revoked. Sign with an active one.')
        : good('The signing key is active.');
    },
  ],
  [
    'algorithm',
    ({ key, header }) => {
      if (!key) return unseen('Could not be looked at: the key is not known.');
      return header?.alg === key.algorithm
        ? good(`Its "alg" is ${key.algorithm}, as the key is.`)
        : bad(
            `This signing key is for ${key.algorithm}; the token’s "alg" says otherwise. Sign with ${key.algorithm}.`,
          );
    },
  ],
  ['signature', checkSignature],
  [
    'audience',
    ofPayload(({ aud }, { project }) => {
      const audiences = typeof aud === 'string' ? [aud] : (aud ?? []);
      if (audiences.includes(project.siteKey)) return good('Its "aud" is this project’s site key.');
      return bad(
        aud === undefined
          ? `It has no "aud". Set it to the site key, ${project.siteKey}.`
          : `Its "aud" is of somewhere else. It must be the site key, ${project.siteKey}.`,
      );
    }),
  ],
  [
    'subject',
    ofPayload(({ sub }) =>
      typeof sub === 'string' && sub.trim() !== ''
        ? good('Its "sub" names the member.')
        : bad('It has no "sub". Set it to your user’s id, which never changes.'),
    ),
  ],
  [
    'issued',
    ofPayload(({ iat }, { now }) => {
      if (typeof iat !== 'number') return bad('It has no "iat". Set it to the second in which it is signed.');
      const ahead = iat - now;
      if (ahead > SKEW)
        return bad(`It was issued ${duration(ahead)} in the future. Check the clock of your backend.`);
      return good(ahead > 0 ? 'It was issued just now.' : `It was issued ${duration(-ahead)} ago.`);
    }),
  ],
  [
    'expiry',
    ofPayload(({ exp, nbf }, { now }) => {
      if (typeof exp !== 'number')
        return bad('It has no "exp". Let it expire at most 15 minutes after "iat".');
      if (exp <= now - SKEW)
        return bad(
          `It expired ${duration(now - exp)} ago. Fetch a fresh one from your backend for each page.`,
        );
      if (typeof nbf === 'number' && nbf > now + SKEW)
        return bad('It is not valid yet, by its "nbf". Check the clock of your backend.');
      return good(
        exp > now
          ? `It is good for another ${duration(exp - now)}.`
          : 'It has expired, within the minute that clocks may differ.',
      );
    }),
  ],
  [
    'lifetime',
    ofPayload(({ iat, exp }) => {
      if (typeof iat !== 'number' || typeof exp !== 'number')
        return unseen('Could not be looked at: "iat" or "exp" is missing.');
      if (exp <= iat) return bad('It expires before it was issued.');
      return exp - iat <= MAX_LIFETIME
        ? good(`It lives ${duration(exp - iat)}; 15 minutes are allowed.`)
        : bad(`It lives ${duration(exp - iat)}, longer than 15 minutes. Sign shorter ones, often.`);
    }),
  ],
  [
    'claims',
    ofPayload((payload) => {
      // The registered ones have their own lines.
      const claims = MemberClaimsSchema.omit({ sub: true }).safeParse(payload);
      if (claims.success) return good('What it says of the member is understood.');
      const [issue] = claims.error.issues;
      return bad(`Its claim "${issue?.path.join('.') ?? ''}" is refused. ${issue?.message ?? ''}`);
    }),
  ],
];

/** The signature alone: an expired token may well be signed right. */
async function checkSignature({ text, key, header }: Token): Promise<Finding> {
  if (!key || !header) return unseen('Could not be looked at: the key is not known.');
  if (header.alg !== key.algorithm) return unseen('Could not be looked at: the algorithm is another.');
  try {
    // In the middle of its own life, whenever that was.
    await jwtVerify(text, key.key, { algorithms: [key.algorithm], clockTolerance: Number.MAX_SAFE_INTEGER });
    return good('Its signature matches the signing key.');
  } catch {
    return bad(
      key.algorithm === 'HS256'
        ? 'Its signature does not match. Sign with the 32 bytes that the secret’s base64url stands for, not with its letters.'
        : 'Its signature does not match. Sign with the private half of this very key.',
    );
  }
}

/** 75 → "1 minute 15 seconds"; the two largest units. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor(whole / 3_600) % 24, 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 seconds';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
}
