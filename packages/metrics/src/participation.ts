import type { Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Participation: active members who posted, commented or reacted, in percent of all active ones, with Wilson’s interval.
 *
 * 100 × participating / active.
 *
 * @returns nulls where there are no active members
 * @throws RangeError if a count is not a whole number of at least 0, or the part exceeds the whole
 * @example participation({ participating: 15, active: 148 }) // value 10.1, low 6.2, high 16.0
 */
export const participation = ({
  participating,
  active,
}: {
  participating: number;
  active: number;
}): Measure => share(participating, active);
