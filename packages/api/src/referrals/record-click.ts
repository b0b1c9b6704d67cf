import { createHmac } from 'node:crypto';
import type { Services } from '../context.ts';
import { asOwner, inTenant } from '../database/tenant-scope.ts';
import { findLink, noteClick } from './read-store.ts';

const CODE = /^[A-Z2-9]{6,12}$/;

/** Somebody follows a referral link. */
export interface Click {
  code: string;
  address: string;
  userAgent: string;
}

/**
 * Counts a visitor of a link, each once, and says where it leads; null when nobody has this code. The visitor is kept
 * as a keyed hash alone, which says nothing to whoever reads the table without the key.
 *
 * @param key a secret of this installation that outlives its restarts, at least 32 bytes
 */
export async function recordClick(
  { database, now }: Pick<Services, 'database' | 'now'>,
  { code, address, userAgent }: Click,
  key: Uint8Array,
): Promise<{ redirectUrl: string } | null> {
  if (!CODE.test(code)) return null;
  const visitor = createHmac('sha256', key)
    .update(JSON.stringify([code, address, userAgent]))
    .digest();
  const link = await asOwner('follow a referral link', () => findLink(database, code));
  if (!link) return null;
  await inTenant([link.projectId], () => noteClick(database, link, visitor, now()));
  const redirect = new URL(link.homeUrl);
  redirect.searchParams.set('hearth_ref', code);
  return { redirectUrl: redirect.href };
}
