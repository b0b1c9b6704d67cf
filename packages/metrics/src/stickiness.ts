import { assertCount, type Measure } from './measure.ts';

export interface StickinessCounts {
  /** Sum over the window's days of the members active on each. */
  memberDays: number;
  /** Days in the window. */
  days: number;
  /** Distinct members active in the window: of 30 days, the monthly active members. */
  members: number;
}

/**
 * Stickiness: on what share of the window's days an active member was active, on average.
 *
 * 100 × mean daily active members / distinct active members of the same window, in percent. With 30 days it is the
 * textbook's DAU / MAU, the mean taking out the weekends. At least 100 / days, since whoever is counted was active
 * once, and 100 when everyone came every day. A full count, not a sample: no interval; n is the distinct members.
 *
 * Source: the DAU / MAU ratio as commonly used since Facebook's S-1 (2012).
 *
 * @returns null when nobody was active
 * @throws RangeError if a count is not whole, or they contradict each other
 * @example stickiness({ memberDays: 600, days: 30, members: 50 }) // value 40: 20 a day of 50 a month
 */
export const stickiness = ({ memberDays, days, members }: StickinessCounts): Measure => {
  assertCount('memberDays', memberDays);
  assertCount('days', days);
  assertCount('members', members);
  if (memberDays < members || memberDays > days * members) {
    throw new RangeError(`${members} members in ${days} days cannot make ${memberDays} member-days.`);
  }
  const value = members === 0 ? null : (100 * memberDays) / days / members;
  return { value, n: members, low: null, high: null };
};
