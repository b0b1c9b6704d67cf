import { assertCount, type Measure } from './measure.ts';

/**
 * Active members: how many distinct members made at least one deliberate interaction in the period. Being
 * shown something is not deliberate.
 *
 * A full count, not a sample: it has no interval, and zero members is a true 0.
 *
 * @throws RangeError if the count is not a whole number of at least 0
 * @example activeMembers({ members: 214 }) // value 214
 */
export const activeMembers = ({ members }: { members: number }): Measure => {
  assertCount('members', members);
  return { value: members, n: members, low: null, high: null };
};
