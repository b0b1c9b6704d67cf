import type { Transaction } from '../database/database.ts';
import { type FactOf, type Rejection, rejected } from '../interactions/handler.ts';
import { findWritten } from './rate-store.ts';

type Written = FactOf<'post.created' | 'comment.created'>;

/** What one member may write in an hour. */
const PER_HOUR = { 'post.created': 5, 'comment.created': 30 } as const;
const HOUR = 3_600_000;
/** The same words again so soon are a slip of the finger, or spam. */
const REPEAT_WINDOW = 10 * 60_000;

/** What members wrote, by project, member and kind. */
export type Around = ReadonlyMap<string, readonly { id: string; text: string; at: Date }[]>;

/**
 * Those that are one too many, or say what the member has just said; `around` is what `findAround` answered. The
 * interaction log itself is what is counted: it holds all that is `fresh` already, and deleting a post does not buy
 * another.
 */
export function tooMany<F extends Written>(
  facts: readonly F[],
  around: Around,
  fresh: readonly Written[],
): Map<F, Rejection> {
  const refusals = new Map<F, Rejection>();
  // A duplicate's row is none of these: it was there before.
  const own = new Set(fresh.map((fact) => `${keyOf(fact)}/${fact.id}`));
  const before = new Map(
    [...around].map(([key, rows]) => [key, rows.filter(({ id }) => !own.has(`${key}/${id}`))]),
  );
  for (const fact of facts) {
    const key = keyOf(fact);
    const now = fact.receivedAt.getTime();
    // Of a host's history there may be later ones too.
    const written = before.get(key) ?? [];
    const earlier = written.filter(({ at }) => at.getTime() > now - HOUR && at.getTime() <= now + HOUR);
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
      before.set(key, [...written, { id: fact.id, text: fact.payload.text, at: fact.receivedAt }]);
    }
  }
  return refusals;
}

const keyOf = ({ projectId, memberId, kind }: Written): string => `${projectId}/${memberId}/${kind}`;

/**
 * What these members wrote of the same kinds in the hour around, these too: by the clock that each of them goes by, the
 * host's facts by when they happened, the others by when they came.
 */
export async function findAround(tx: Transaction, facts: readonly Written[]): Promise<Around> {
  const [byMembers, byHosts] = await Promise.all([
    findWritten(
      tx,
      facts.filter(({ fromHost }) => !fromHost),
      'received_at',
      HOUR,
    ),
    findWritten(
      tx,
      facts.filter(({ fromHost }) => fromHost),
      'occurred_at',
      HOUR,
    ),
  ]);
  const found = new Map(byMembers);
  for (const [key, rows] of byHosts) found.set(key, [...(found.get(key) ?? []), ...rows]);
  return found;
}
