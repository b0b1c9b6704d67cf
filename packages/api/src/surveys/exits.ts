import type { Transaction } from '../database/database.ts';
import { rowId } from '../ids.ts';
import { accepted, type FactOf, handler, type Result, rejected } from '../interactions/handler.ts';
import { type Exit, findExits, upsertExits } from './exit-store.ts';
import { findSurveys } from './store.ts';
import { afterStoring, isAnother, keyOf, TAKEN } from './taken.ts';

/**
 * Why somebody leaves, so far. The same answerId again replaces it. It earns nothing: nobody should be paid to leave,
 * nor leave to be paid.
 */
export const exitHandler = handler({
  kinds: ['exit.answered'],
  anonymous: true,
  about: ({ payload }) => ({ widget: null, subject: rowId(payload.surveyId) }),
  async learn(tx, facts) {
    const asked = facts.map(exitOf);
    const [surveys, before] = await Promise.all([findSurveys(tx, asked), findExits(tx, asked)]);
    return (inner, stored) => take(inner, stored.map(exitOf), surveys, before);
  },
});

async function take(
  tx: Transaction,
  given: readonly Exit[],
  surveys: ReadonlyMap<string, string>,
  stored: Awaited<ReturnType<typeof findExits>>,
): Promise<Result[]> {
  const known = new Map(stored.map((exit) => [keyOf(exit.projectId, exit.id), exit]));
  const changed = new Map<string, Exit>();
  const results = given.map((exit): Result => {
    if (surveys.get(keyOf(exit.projectId, exit.surveyId)) !== 'exit') {
      return rejected('not_found', 'There is no such exit survey. Reload to get the current one.');
    }
    const key = keyOf(exit.projectId, exit.id);
    const earlier = known.get(key);
    if (earlier && isAnother(earlier, exit)) return TAKEN;
    // Items may arrive out of order: the one that was given last stands.
    if (!earlier || earlier.at <= exit.at) {
      known.set(key, exit);
      changed.set(key, exit);
    }
    return accepted([], { counts: !earlier });
  });
  if (changed.size === 0) return results;
  const written = await upsertExits(tx, [...changed.values()]);
  return afterStoring({
    given,
    results,
    changed,
    written,
    find: (unwritten) => findExits(tx, unwritten),
    repeated: accepted([], { counts: false }),
  });
}

const exitOf = ({ projectId, memberId, payload, at }: FactOf<'exit.answered'>): Exit => ({
  projectId,
  id: rowId(payload.answerId),
  surveyId: rowId(payload.surveyId),
  memberId,
  reason: payload.reason,
  comment: payload.comment ?? null,
  at,
});
