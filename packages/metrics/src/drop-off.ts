import { assertCount } from './measure.ts';
import { share } from './share.ts';

/** One step of a way that members go. */
export interface StepLoss {
  /** Members who took it. */
  members: number;
  /** Of those who could have, in percent; null: nobody could. */
  reached: number | null;
  /** Fewer than at the step before; negative where more took this one, since steps may be taken in any order. */
  lost: number;
}

/**
 * Drop-off: where members are lost on a checklist. For each step how many took it, which share of those who were
 * shown the list that is, and how many fewer than took the step before.
 *
 * @param shown members who were shown it
 * @param taken members who took each step, in the list's order
 * @throws RangeError if a count is not a whole number of at least 0, or a step was taken by more than were shown it
 * @example dropOff(10, [8, 5]) // [{ members: 8, reached: 80, lost: 2 }, { members: 5, reached: 50, lost: 3 }]
 */
export const dropOff = (shown: number, taken: readonly number[]): StepLoss[] => {
  assertCount('shown', shown);
  return taken.map((members, index) => ({
    members,
    reached: share(members, shown).value,
    lost: (taken[index - 1] ?? shown) - members,
  }));
};
