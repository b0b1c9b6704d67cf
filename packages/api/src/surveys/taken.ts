import { type Result, rejected } from '../interactions/handler.ts';

/** What an answer is told whose id stands for another member's, or for one to another survey. */
export const TAKEN = rejected('not_allowed', 'This answerId belongs to another answer. Make a new one.');

/** Whose an answer is, and to what. */
interface Standing {
  projectId: string;
  id: string;
  surveyId: string;
  memberId: string;
}

export const keyOf = (projectId: string, id: string): string => `${projectId}/${id}`;

export const isAnother = (one: Standing, other: Standing): boolean =>
  one.memberId !== other.memberId || one.surveyId !== other.surveyId;

interface Storing<A> {
  given: readonly A[];
  /** What each would be told, in their order. */
  results: readonly Result[];
  /** Those that were sent to be stored, by `keyOf`. */
  changed: ReadonlyMap<string, A>;
  /** Whether each that was stored is new, by `keyOf`. */
  written: ReadonlyMap<string, boolean>;
  /** The stored ones of these answers, as they are by now. */
  find: (unwritten: readonly A[]) => Promise<readonly Standing[]>;
  /** What an answer is told whose row was there already. */
  repeated: Result;
}

/** What each answer is told once all are stored: another transaction may have been quicker since anybody looked. */
export async function afterStoring<A extends Standing>(storing: Storing<A>): Promise<Result[]> {
  const { given, results, changed, written, repeated } = storing;
  const taken = await findTaken(storing);
  return results.map((result, index): Result => {
    const answer = given[index];
    const key = answer ? keyOf(answer.projectId, answer.id) : '';
    if (result.status === 'rejected' || !changed.has(key)) return result;
    if (taken.has(key)) return TAKEN;
    // Of one answer that arrives twice at the same moment, one transaction alone makes the row, and is paid for it.
    return written.get(key) ? result : repeated;
  });
}

/** Of those that were not written, whose ids another answer took. */
async function findTaken<A extends Standing>({ changed, written, find }: Storing<A>): Promise<Set<string>> {
  const unwritten = [...changed.values()].filter(({ projectId, id }) => !written.has(keyOf(projectId, id)));
  if (unwritten.length === 0) return new Set();
  const standing = await find(unwritten);
  return new Set(
    standing.flatMap((one) => {
      const key = keyOf(one.projectId, one.id);
      const own = changed.get(key);
      return own && isAnother(one, own) ? [key] : [];
    }),
  );
}
