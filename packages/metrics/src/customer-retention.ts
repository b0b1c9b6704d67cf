import type { Measure } from './measure.ts';
import { share } from './share.ts';

/** Accounts with recurring revenue at the start of a period, and those of them that had none at its end. */
export interface CustomerCounts {
  atStart: number;
  lost: number;
}

/**
 * Customer retention: of the accounts active at the start, those still active at the end, in percent, with Wilson's
 * interval. By identity: an account that came new in the period is in neither number.
 *
 * 100 × (at start − lost) / at start. An account is active while its recurring revenue is above zero.
 *
 * Source: F. F. Reichheld, W. E. Sasser (1990), Zero Defections, Harvard Business Review 68. Of texts that divide
 * counts, (end − new) / start agrees unless somebody who had left comes back.
 *
 * @returns nulls when no account was active at the start
 * @throws RangeError if a count is not a whole number of at least 0, or more were lost than there were
 * @example customerRetention({ atStart: 200, lost: 20 }) // value 90, n 200, low 85.1, high 93.4
 */
export const customerRetention = ({ atStart, lost }: CustomerCounts): Measure =>
  share(atStart - lost, atStart);
