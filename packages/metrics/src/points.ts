import { assertCount, type Measure } from './measure.ts';

/**
 * Points earned, spent or outstanding: a full count and no sample, so that it has no interval and nothing earned is a
 * true 0. `n` is how many members they belong to.
 *
 * @throws RangeError if a count is not a whole number of at least 0
 * @example pointTotal({ sum: 1200, members: 30 }) // value 1200, n 30
 */
export const pointTotal = ({ sum, members }: { sum: number; members: number }): Measure => {
  assertCount('points', sum);
  assertCount('members', members);
  return { value: sum, n: members, low: null, high: null };
};

/**
 * What is owed to members: points ever earned − points ever spent. `n` is how many members they belong to.
 *
 * @throws RangeError if a sum is not a whole number of at least 0, or more were spent than earned
 * @example outstanding({ earned: 1200, spent: 450, members: 30 }) // value 750, n 30
 */
export const outstanding = (counts: { earned: number; spent: number; members: number }): Measure => {
  const { earned, spent, members } = counts;
  assertCount('earned', earned);
  assertCount('spent', spent);
  if (spent > earned) throw new RangeError(`More points spent (${spent}) than were earned (${earned}).`);
  return pointTotal({ sum: earned - spent, members });
};
