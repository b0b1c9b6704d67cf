import { createHmac, type KeyObject, sign } from 'node:crypto';
import type { Target } from './two-projects.ts';

/** Header and claims; a text is taken as it is, for JSON that no library would write. */
export type Part = object | string;

type Signer = (input: string) => Buffer | string;

export const encode = (part: Part): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A compact JWS by hand: a library would refuse to make most of these. */
export const compact = (header: Part, claims: Part, signer: Signer): string => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${Buffer.from(signer(input)).toString('base64url')}`;
};

export const hmac =
  (secret: string | Buffer, hash = 'sha256'): Signer =>
  (input) =>
    createHmac(hash, secret).update(input).digest();

/** Ed25519 when no hash is named. */
export const signature =
  (key: KeyObject, hash: string | null = null, padding: object = {}): Signer =>
  (input) =>
    sign(hash, Buffer.from(input), { key, ...padding });

export const unsigned: Signer = () => '';

/** Seconds since 1970. */
export const seconds = (): number => Math.floor(Date.now() / 1000);

/** What a good token of this project says; undefined takes a claim out. */
export const claimsOf = ({ siteKey }: Target, more: object = {}): object => {
  const now = seconds();
  return { sub: 'ada', aud: siteKey, iat: now, exp: now + 600, ...more };
};

/** A token as the project's backend signs it, but for what is said otherwise. */
export const signShared = (
  target: Target,
  { header = {}, claims = {} }: { header?: object; claims?: object } = {},
): string =>
  compact(
    { alg: 'HS256', kid: target.shared.kid, typ: 'JWT', ...header },
    claimsOf(target, claims),
    hmac(target.shared.secret),
  );
