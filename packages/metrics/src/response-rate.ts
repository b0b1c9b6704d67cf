import type { Measure } from './measure.ts';
import { share } from './share.ts';

/** Members, each counted once a survey, by the moment it was shown to them. */
export interface ResponseCounts {
  shown: number;
  answered: number;
}

/**
 * Response rate: members who answered a survey out of those it was shown to, in percent, with Wilson's interval.
 *
 * 100 × answered / shown. Both are aligned on the moment it was shown, so that an answer that comes after the
 * period's end counts for the period that asked.
 *
 * @returns nulls when it was shown to nobody
 * @throws RangeError if a count is not a whole number of at least 0, or more answered than were shown it
 * @example responseRate({ shown: 40, answered: 10 }) // value 25, low 14.2, high 40.2
 */
export const responseRate = ({ shown, answered }: ResponseCounts): Measure => share(answered, shown);
