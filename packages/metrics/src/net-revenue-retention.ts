import { grossRevenueRetention, type RevenueLosses } from './gross-revenue-retention.ts';
import { assertCount, type Measure } from './measure.ts';

/**
 * Net revenue retention: what accounts of the start bring at a period's end in percent of what they brought at its
 * start. Passes 100 when expansion outweighs losses. New accounts never count; those that came back count only if
 * `reactivation` is given.
 *
 * 100 × (start − churn − contraction + expansion [+ reactivation]) / start. No interval.
 *
 * @returns null when there was no revenue at the start
 * @throws RangeError if a number is not whole or is negative, or more was lost than there was
 * @example netRevenueRetention({ start: 1000, churn: 100, contraction: 0, expansion: 200, accounts: 10 }) // value 110
 */
export const netRevenueRetention = ({
  expansion,
  reactivation = 0,
  ...losses
}: RevenueLosses & { expansion: number; reactivation?: number }): Measure => {
  assertCount('expansion', expansion);
  assertCount('reactivation', reactivation);
  const { value, ...rest } = grossRevenueRetention(losses);
  if (value === null) return { value, ...rest };
  const end = losses.start - losses.churn - losses.contraction + expansion + reactivation;
  return { value: (100 * end) / losses.start, ...rest };
};
