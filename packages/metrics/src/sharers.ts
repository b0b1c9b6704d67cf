import type { Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Sharers: active members who shared their referral link, in percent of all active ones, with Wilson’s interval.
 *
 * 100 × shared / active.
 *
 * @returns nulls where there are no active members
 * @throws RangeError if a count is not a whole number of at least 0, or the part exceeds the whole
 * @example sharers({ shared: 15, active: 148 }) // value 10.1, low 6.2, high 16.0
 */
export const sharers = ({ shared, active }: { shared: number; active: number }): Measure =>
  share(shared, active);
