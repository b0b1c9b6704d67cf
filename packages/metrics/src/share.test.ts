import fc from 'fast-check';
import { expect, test } from 'vitest';
import { share } from './share.ts';

test('81 of 263 are 30.8 %, from 25.5 to 36.6, as Newcombe published it', () => {
  const result = share(81, 263);
  expect(result.value).toBeCloseTo(30.798, 3);
  expect(result.n).toBe(263);
  expect(result.low).toBeCloseTo(25.53, 2);
  expect(result.high).toBeCloseTo(36.62, 2);
});

test('nothing of nothing: null, not 0', () => {
  expect(share(0, 0)).toEqual({ value: null, n: 0, low: null, high: null });
});

test('a part and what is left over make a hundred', () => {
  const counts = fc.tuple(fc.nat(10_000), fc.nat(10_000)).filter(([a, b]) => a + b > 0);
  fc.assert(
    fc.property(counts, ([part, rest]) => {
      const sum = (share(part, part + rest).value ?? 0) + (share(rest, part + rest).value ?? 0);
      expect(sum).toBeCloseTo(100, 9);
    }),
  );
});
