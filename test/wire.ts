import { createId } from '@hearth/client';
import type { Boot, InteractionKind, MemberClaims, Outcome, Payload } from '@hearth/schema';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { Demo } from './stack.ts';

/** One interaction as a sender makes it. */
export const interaction = <K extends InteractionKind>(kind: K, payload: Payload<K>) => ({
  id: createId('int'),
  kind,
  occurredAt: new Date().toISOString(),
  payload,
});
export type Sent = ReturnType<typeof interaction>;

/** A member token as the host's backend signs it; the second half is for those who sign what they may not. */
export const signMember = (
  { siteKey, signingKey }: Pick<Demo, 'siteKey' | 'signingKey'>,
  claims: MemberClaims,
  wrong: { header?: Partial<JWTHeaderParameters>; claims?: JWTPayload; secret?: Uint8Array } = {},
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ aud: siteKey, iat: now, exp: now + 600, ...claims, ...wrong.claims })
    .setProtectedHeader({ alg: 'HS256', kid: signingKey.kid, typ: 'JWT', ...wrong.header })
    .sign(wrong.secret ?? Buffer.from(signingKey.secret, 'base64url'));
};

/** A call in tRPC's wire format, by hand: what any client may send, and what one should not. */
export const call = async (
  { api, demo }: { api: string; demo: Pick<Demo, 'siteKey'> },
  path: string,
  options: {
    token?: string | undefined;
    query?: unknown;
    body?: BodyInit;
    headers?: Record<string, string>;
  } = {},
): Promise<{ status: number; headers: Headers; reply: Reply }> => {
  const { token, query, body, headers } = options;
  const search = query === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(query))}`;
  const response = await fetch(`${api}/w/${demo.siteKey}/${path}${search}`, {
    ...(body !== undefined && { method: 'POST', body }),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, reply: await response.json() };
};

/** What comes back: a result or an error. */
export interface Reply {
  result?: { data: Partial<Boot> & { outcomes: Outcome[] } };
  error?: { message: string; data: { reason: string; httpStatus: number; requestId: string } };
}

/** The body of `interactions.record`. */
export const recording = (...items: unknown[]): string =>
  JSON.stringify({ sentAt: new Date().toISOString(), items });
