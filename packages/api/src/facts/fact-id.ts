import { createHash } from 'node:crypto';
import { InteractionIdSchema } from '@hearth/schema';
import { rowId } from '../ids.ts';

/**
 * The interaction that a host's message becomes: the same one whenever the message is sent again. A messageId that is
 * an interaction's id already stays what it is, so that a host can know the id of the post it makes.
 */
export function factId(projectId: string, messageId: string): string {
  if (InteractionIdSchema.safeParse(messageId).success) return rowId(messageId);
  const bytes = createHash('sha256').update(`${projectId}/${messageId}`).digest().subarray(0, 16);
  // RFC 9562: version 8 is for ids made in one's own way, variant 10.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return rowId(bytes.toString('hex'));
}

/** Stands in for a messageId: the same content at the same time is the same message. */
export const contentId = (item: string): string =>
  `content:${createHash('sha256').update(item).digest('base64url')}`;

/** What is kept of a host's anonymousId. No credential of ours begins like that, so none can have this digest. */
export const anonymousHash = (anonymousId: string): Buffer =>
  createHash('sha256').update(`host-anonymous:${anonymousId}`).digest();
