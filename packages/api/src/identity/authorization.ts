import { AnonymousTokenSchema } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';

export type Credential =
  | { type: 'none' }
  | { type: 'anonymous'; token: string }
  | { type: 'signed'; token: string };

/** The longest header worth reading: a 4 KB token and its scheme. */
const MAX_HEADER = 4200;

/** What an Authorization header of the widget API holds. Anything but a Bearer credential is an error. */
export function readCredential(authorization: string | undefined): Credential {
  if (authorization === undefined) return { type: 'none' };
  const token = readBearer(authorization);
  if (!token.startsWith('anon_')) return { type: 'signed', token };
  if (AnonymousTokenSchema.safeParse(token).success) return { type: 'anonymous', token };
  throw new HearthError(
    'token_invalid',
    'That is not an anonymous credential. Ask members.anonymous for one.',
  );
}

/** A secret key, as `Bearer` or as the user name of HTTP Basic, which is how tracking clients send theirs. */
export function readSecretKey(authorization: string): string {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]{1,400})$/i.exec(authorization) ?? [];
  if (encoded === undefined) return readBearer(authorization);
  const [name = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return name;
}

/** The token of `Authorization: Bearer …`. */
function readBearer(authorization: string): string {
  if (authorization.length > MAX_HEADER) {
    throw new HearthError('token_invalid', 'The token is longer than 4 KB. Put fewer traits in it.');
  }
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
  if (token === undefined) {
    throw new HearthError('token_invalid', 'Send the credential as "Authorization: Bearer …".');
  }
  return token;
}
