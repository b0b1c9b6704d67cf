import type { Transaction } from '../database/database.ts';
import { type FactOf, type Rejection, rejected } from '../interactions/handler.ts';
import { findWritten } from './rate-store.ts';

type Written = FactOf<'post.created' | 'comment.created'>;

/** What one member may write in an hour. */
const PER_HOUR = { 'post.created': 5, 'comment.created': 30 } as const;
const HOUR = 3_600_000;
/** The same words again so soon are a slip of the finger, or spam. */
const REPEAT_WINDOW = 10 * 60_000;

/**
 * Those that are one too many, or say what the member has just said. The interaction log itself is what is counted:
 * it holds these items already, and deleting a post does not buy another.
 */
export async function tooMany<F extends Written>(
  tx: Transaction,
  facts: readonly F[],
): Promise<Map<F, Rejection>> {
  const refusals = new Map<F, Rejection>();
  if (facts.length === 0) return refusals;
  const before = await findWritten(tx, facts, HOUR);
  for (const fact of facts) {
    const key = `${fact.projectId}/${fact.memberId}/${fact.kind}`;
    const earlier = before.get(key) ?? [];
    const isRepeat = earlier.some(
      ({ text, at }) =>
        text === fact.payload.text && at.getTime() > fact.receivedAt.getTime() - REPEAT_WINDOW,
    );
    if (fact.kind === 'post.created' && isRepeat) {
      refusals.set(fact, rejected('already_done', 'You have just posted exactly this.'));
    } else if (earlier.length >= PER_HOUR[fact.kind]) {
      const most = PER_HOUR[fact.kind];
      refusals.set(
        fact,
        rejected('too_many', `You can write ${most} of these an hour. Try again a little later.`),
      );
    } else {
      before.set(key, [...earlier, { text: fact.payload.text, at: fact.receivedAt }]);
    }
  }
  return refusals;
}
