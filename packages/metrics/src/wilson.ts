import { assertCount, z95 } from './measure.ts';

/**
 * The 95 % interval of a proportion, by Wilson's score method: the proportions that a two-sided test at 5 %
 * would not reject. Unlike the textbook interval it never leaves [0, 1] and is honest for small samples.
 *
 * Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
 *
 * @returns proportions in [0, 1]; null for an empty sample
 * @throws RangeError if a count is not whole, is negative, or successes exceed n
 * @example wilson(81, 263) // { low: 0.2553, high: 0.3662 } (Newcombe 1998, table I)
 */
export const wilson = (successes: number, n: number): { low: number; high: number } | null => {
  assertCount('successes', successes);
  assertCount('n', n);
  if (successes > n) throw new RangeError(`successes (${successes}) cannot exceed n (${n}).`);
  if (n === 0) return null;
  const share = successes / n;
  const z2 = z95 ** 2;
  const centre = share + z2 / (2 * n);
  const spread = z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return {
    // At the ends the exact bound is 0 or 1; floating point may miss it by an ulp.
    low: successes === 0 ? 0 : (centre - spread) / scale,
    high: successes === n ? 1 : (centre + spread) / scale,
  };
};
