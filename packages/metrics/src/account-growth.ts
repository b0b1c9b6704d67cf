import { assertCount, type Measure } from './measure.ts';

/**
 * Account growth: accounts active at the end of a period in percent of those at its start. Some texts call this
 * account retention; it passes 100 when new accounts outnumber lost ones, so it goes by its own name.
 *
 * 100 × at end / at start. No interval: the two counts are of different accounts, this is no proportion.
 *
 * @returns nulls when no account was active at the start
 * @throws RangeError if a count is not a whole number of at least 0
 * @example accountGrowth({ atStart: 200, atEnd: 220 }) // value 110, n 200
 */
export const accountGrowth = ({ atStart, atEnd }: { atStart: number; atEnd: number }): Measure => {
  assertCount('atStart', atStart);
  assertCount('atEnd', atEnd);
  return { value: atStart === 0 ? null : (100 * atEnd) / atStart, n: atStart, low: null, high: null };
};
