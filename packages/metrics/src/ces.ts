import { type Frequencies, mean } from './mean.ts';
import type { Measure } from './measure.ts';

/** The scale of the Customer Effort Score. */
export const cesScale = { least: 1, most: 7 } as const;

/**
 * Customer Effort Score: the mean of answers on a scale from 1 (very hard) to 7 (very easy), with Student's interval,
 * which is cut to the scale.
 *
 * Source: M. Dixon, N. Toman, R. DeLisi (2013), The effortless experience: the second version of the score.
 *
 * @param answers how often each score was given; scales are never mixed
 * @returns nulls when nobody answered, no interval for one answer
 * @throws RangeError for a score off the scale, or a count that is not a whole number of at least 0
 * @example ces(new Map([[7, 2], [4, 1]])) // value 6, n 3, low 1.7, high 7
 */
export const ces = (answers: Frequencies): Measure => {
  for (const score of answers.keys()) {
    if (!Number.isInteger(score) || score < cesScale.least || score > cesScale.most) {
      throw new RangeError(`${score} is not on the scale from ${cesScale.least} to ${cesScale.most}.`);
    }
  }
  const { value, n, low, high } = mean(answers);
  return {
    value,
    n,
    low: low === null ? null : Math.max(cesScale.least, low),
    high: high === null ? null : Math.min(cesScale.most, high),
  };
};
