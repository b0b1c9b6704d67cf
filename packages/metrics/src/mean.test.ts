import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean } from './mean.ts';

const frequencies = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.nat(300)), { maxLength: 7 })
  .map((pairs) => new Map(pairs));

describe('mean', () => {
  test('5, 6 and 7 have the mean 6, from 3.5 to 8.5', () => {
    // s = 1, t with two degrees = 4.303: 6 ± 4.303 / √3.
    const result = mean(
      new Map([
        [5, 1],
        [6, 1],
        [7, 1],
      ]),
    );
    expect(result).toMatchObject({ value: 6, n: 3 });
    expect(result.low).toBeCloseTo(3.516, 3);
    expect(result.high).toBeCloseTo(8.484, 3);
  });

  test('nobody answered: null, not 0', () => {
    expect(mean(new Map([[3, 0]]))).toEqual({ value: null, n: 0, low: null, high: null });
  });

  test('one value alone has no interval', () => {
    expect(mean(new Map([[3, 1]]))).toEqual({ value: 3, n: 1, low: null, high: null });
  });

  test('half an answer is refused', () => {
    expect(() => mean(new Map([[3, 0.5]]))).toThrow(RangeError);
  });

  test('it lies between the least and the greatest value, and within its interval', () => {
    fc.assert(
      fc.property(frequencies, (sample) => {
        const { value, low, high } = mean(sample);
        const given = [...sample].filter(([, count]) => count > 0).map(([one]) => one);
        if (value === null) return given.length === 0;
        expect(value).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
        return low === null || high === null || (low <= value && value <= high);
      }),
    );
  });

  test('values that move by one move the mean and its interval by one', () => {
    fc.assert(
      fc.property(frequencies, (sample) => {
        const here = mean(sample);
        const there = mean(new Map([...sample].map(([value, count]) => [value + 1, count])));
        if (here.value === null) return there.value === null;
        expect(there.value).toBeCloseTo(here.value + 1, 9);
        expect((there.high ?? 0) - (there.low ?? 0)).toBeCloseTo((here.high ?? 0) - (here.low ?? 0), 6);
        return true;
      }),
    );
  });
});
