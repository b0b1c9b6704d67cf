import type { CustomerCounts } from './customer-retention.ts';
import type { Measure } from './measure.ts';
import { share } from './share.ts';

/**
 * Customer churn: of the accounts active at the start of a period, those no longer active at its end, in percent, with
 * Wilson's interval. 100 % − customer retention.
 *
 * 100 × lost / at start. Not (start − end) / start, which counts newcomers against the lost and turns negative when a
 * business grows.
 *
 * @returns nulls when no account was active at the start
 * @throws RangeError if a count is not a whole number of at least 0, or more were lost than there were
 * @example customerChurn({ atStart: 200, lost: 20 }) // value 10, n 200, low 6.6, high 14.9
 */
export const customerChurn = ({ atStart, lost }: CustomerCounts): Measure => share(lost, atStart);
