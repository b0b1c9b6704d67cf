import { assertCount, type Measure } from './measure.ts';

/**
 * What one who shares a referral link brings on average: clicks, sign-ups or qualified newcomers ÷ sharers. A full
 * count of what happened, without an interval.
 *
 * @returns nulls when nobody shared
 * @throws RangeError if a count is not a whole number of at least 0
 * @example perSharer({ brought: 12, sharers: 8 }) // value 1.5, n 8
 */
export const perSharer = ({ brought, sharers }: { brought: number; sharers: number }): Measure => {
  assertCount('brought', brought);
  assertCount('sharers', sharers);
  return { value: sharers === 0 ? null : brought / sharers, n: sharers, low: null, high: null };
};
