import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nps } from './nps.ts';

const counts = fc.record({ promoters: fc.nat(5000), passives: fc.nat(5000), detractors: fc.nat(5000) });

describe('nps', () => {
  test('70 promoters, 10 passives and 20 detractors score 50, from 32.9 to 64.1', () => {
    const result = nps({ promoters: 70, passives: 10, detractors: 20 });
    expect(result.value).toBe(50);
    expect(result.n).toBe(100);
    expect(result.low).toBeCloseTo(32.94, 2);
    expect(result.high).toBeCloseTo(64.15, 2);
  });

  test('three promoters alone score 100, but the interval reaches down to −6.6', () => {
    const result = nps({ promoters: 3, passives: 0, detractors: 0 });
    expect(result.value).toBe(100);
    expect(result.low).toBeCloseTo(-6.58, 2);
    expect(result.high).toBe(100);
  });

  test('nobody answered: null, not 0', () => {
    expect(nps({ promoters: 0, passives: 0, detractors: 0 })).toEqual({
      value: null,
      n: 0,
      low: null,
      high: null,
    });
  });

  test('a count that is no count is refused', () => {
    expect(() => nps({ promoters: -1, passives: 0, detractors: 0 })).toThrow(RangeError);
    expect(() => nps({ promoters: 0.5, passives: 0, detractors: 0 })).toThrow(RangeError);
    expect(() => nps({ promoters: Number.NaN, passives: 0, detractors: 0 })).toThrow(RangeError);
  });

  test('value and interval stay within ±100 and in order', () => {
    fc.assert(
      fc.property(counts, (sample) => {
        const { value, n, low, high } = nps(sample);
        if (n === 0) return value === null && low === null && high === null;
        return (
          [low, value, high].every((number) => number !== null && number >= -100 && number <= 100) &&
          Number(low) < Number(high)
        );
      }),
    );
  });

  test('swapping promoters and detractors turns the sign', () => {
    fc.assert(
      fc.property(counts, ({ promoters, passives, detractors }) => {
        const there = nps({ promoters, passives, detractors });
        const back = nps({ promoters: detractors, passives, detractors: promoters });
        expect((there.value ?? 0) + (back.value ?? 0)).toBeCloseTo(0, 9);
        expect((there.low ?? 0) + (back.high ?? 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  test('two samples together score their weighted mean', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [first, second] = [nps(a), nps(b)];
        const both = nps({
          promoters: a.promoters + b.promoters,
          passives: a.passives + b.passives,
          detractors: a.detractors + b.detractors,
        });
        const weighted = (first.value ?? 0) * first.n + (second.value ?? 0) * second.n;
        expect((both.value ?? 0) * both.n).toBeCloseTo(weighted, 6);
      }),
    );
  });
});
