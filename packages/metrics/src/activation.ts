import type { Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Activation: members who completed a checklist out of those who were first shown it in the period, in percent,
 * with Wilson's interval. Counted in accounts, it is the activation of accounts.
 *
 * 100 × completed / shown. Both are aligned on the moment it was first shown: who completes it after the period
 * still counts for the period that asked.
 *
 * @returns nulls when it was shown to nobody
 * @throws RangeError if a count is not a whole number of at least 0, or more completed it than were shown it
 * @example activation({ shown: 40, completed: 10 }) // value 25, low 14.2, high 40.2
 */
export const activation = ({ shown, completed }: { shown: number; completed: number }): Measure =>
  share(completed, shown);
