import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ces } from './ces.ts';

test('7, 7 and 4 have the score 6, from 1.7 to the end of the scale', () => {
  // s² = 3, t with two degrees = 4.303: 6 ± 4.303.
  const result = ces(
    new Map([
      [7, 2],
      [4, 1],
    ]),
  );
  expect(result).toMatchObject({ value: 6, n: 3, high: 7 });
  expect(result.low).toBeCloseTo(1.697, 3);
});

test('nobody answered: null, not 0', () => {
  expect(ces(new Map())).toEqual({ value: null, n: 0, low: null, high: null });
});

test.each([0, 8, 4.5])('a score of %f belongs to another scale and is refused', (score) => {
  expect(() => ces(new Map([[score, 1]]))).toThrow(RangeError);
});

test('score and interval stay on the scale', () => {
  const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.nat(50))).map((all) => new Map(all));
  fc.assert(
    fc.property(answers, (sample) => {
      const { value, low, high } = ces(sample);
      return [value, low, high].every((number) => number === null || (number >= 1 && number <= 7));
    }),
  );
});
