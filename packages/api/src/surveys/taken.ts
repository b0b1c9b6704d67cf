import { rejected } from '../interactions/handler.ts';

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

/**
 * Of those that were not written, whose ids another answer took while we looked. All are keyed by `keyOf`.
 *
 * @param find the stored ones of these answers, as they are by now
 */
export async function findTaken<A extends Standing>(
  changed: ReadonlyMap<string, A>,
  written: ReadonlyMap<string, boolean>,
  find: (unwritten: readonly A[]) => Promise<readonly Standing[]>,
): Promise<Set<string>> {
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
