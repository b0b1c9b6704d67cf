import type { FeedState } from '@hearth/schema';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import { findBans } from './ban-store.ts';
import { findWarning } from './notice-store.ts';

/** What a member's feed tells them of moderation: nothing, for nearly everybody. */
export async function standingOf({
  services: { database, now },
  project,
  memberId,
  verified,
}: Question): Promise<Pick<FeedState, 'paused' | 'notice'>> {
  // Nobody else has ever written anything.
  if (memberId === null || !verified) return {};
  const at = now();
  const [[ban], warning] = await Promise.all([
    findBans(database, [{ projectId: project.id, memberId, at }]),
    findWarning(database, project.id, memberId, at),
  ]);
  return {
    ...(ban && { paused: { until: ban.until?.toISOString() ?? null } }),
    ...(warning && {
      notice: {
        id: wireId('action', warning.id),
        reason: warning.reason,
        text: warning.note,
        excerpt: warning.excerpt,
      },
    }),
  };
}
