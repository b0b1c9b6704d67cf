import { assertCount, type Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Customer satisfaction: the share of 4s and 5s among answers on a scale from 1 to 5, in percent, with Wilson's
 * interval.
 *
 * 100 × satisfied / answers. The top two boxes of five, as the survey trade counts it.
 *
 * @param counts satisfied: answers of 4 or 5; others: answers of 1 to 3
 * @returns nulls when nobody answered
 * @throws RangeError if a count is not a whole number of at least 0
 * @example csat({ satisfied: 80, others: 20 }) // value 80, low 71.1, high 86.7
 */
export const csat = ({ satisfied, others }: { satisfied: number; others: number }): Measure => {
  assertCount('others', others);
  return share(satisfied, satisfied + others);
};
