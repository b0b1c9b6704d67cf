import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median } from './median.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 80 });

/** How likely the middle lies between the k-th lowest and the k-th highest of n: a binomial sum. */
function coverage(n: number, k: number): number {
  let term = 0.5 ** n;
  let outside = 0;
  for (let below = 0; below < k; below += 1) {
    outside += term;
    term *= (n - below) / (below + 1);
  }
  return 1 - 2 * outside;
}

describe('median', () => {
  test('an odd sample has a middle, an even one two', () => {
    expect(median([9, 1, 5]).value).toBe(5);
    expect(median([9, 1, 5, 7]).value).toBe(6);
  });

  test('six values hold their median between the least and the greatest, five do not', () => {
    expect(median([1, 2, 3, 4, 5, 6])).toEqual({ value: 3.5, n: 6, low: 1, high: 6 });
    expect(median([1, 2, 3, 4, 5])).toMatchObject({ value: 3, low: null, high: null });
  });

  test('the ranks it takes hold the middle with at least 95 %', () => {
    for (let n = 6; n <= 200; n += 1) {
      const { low } = median(Array.from({ length: n }, (_, index) => index + 1));
      expect(coverage(n, Number(low))).toBeGreaterThanOrEqual(0.95);
    }
  });

  // Tables of the ranks by the same rule: 50 ± 9.8 and 500 ± 31, rounded outwards.
  test.each([
    [100, 40, 61],
    [1000, 469, 532],
  ])('of %i values the interval goes from the %ith to the %ith, and no further', (n, low, high) => {
    const ranks = Array.from({ length: n }, (_, index) => index + 1);
    expect(median(ranks)).toEqual({ value: (n + 1) / 2, n, low, high });
  });

  test('nothing has no middle', () => {
    expect(median([])).toEqual({ value: null, n: 0, low: null, high: null });
  });

  test('what is no number is refused', () => {
    expect(() => median([1, Number.NaN])).toThrow(RangeError);
  });

  test('the order of the values does not matter, and the sign turns with theirs', () => {
    fc.assert(
      fc.property(values, (sample) => {
        expect(median(sample.toReversed())).toEqual(median(sample));
        const turned = median(sample.map((value) => -value));
        const { value, low, high } = median(sample);
        expect((turned.value ?? 0) + (value ?? 0)).toBeCloseTo(0, 9);
        expect((turned.low ?? 0) + (high ?? 0)).toBeCloseTo(0, 9);
        expect((turned.high ?? 0) + (low ?? 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  test('at most half of the values lie on either side', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const { value } = median(sample);
        if (value === null) return sample.length === 0;
        const half = sample.length / 2;
        return (
          sample.filter((one) => one < value).length <= half &&
          sample.filter((one) => one > value).length <= half
        );
      }),
    );
  });
});
