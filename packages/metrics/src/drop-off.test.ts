import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dropOff } from './drop-off.ts';

test('of ten, eight take the first step and five the second', () => {
  expect(dropOff(10, [8, 5])).toEqual([
    { members: 8, reached: 80, lost: 2 },
    { members: 5, reached: 50, lost: 3 },
  ]);
});

test('a step that more take than the one before has lost nobody', () => {
  expect(dropOff(4, [1, 3]).map(({ lost }) => lost)).toEqual([3, -2]);
});

test('shown to nobody, no share is reached', () => {
  expect(dropOff(0, [0])).toEqual([{ members: 0, reached: null, lost: 0 }]);
});

test('more at a step than were shown the list are refused', () => {
  expect(() => dropOff(1, [2])).toThrow(RangeError);
});

test('what the steps lose adds up to those who did not take the last', () => {
  const ways = fc
    .nat(1000)
    .chain((shown) => fc.tuple(fc.constant(shown), fc.array(fc.nat(shown), { minLength: 1 })));
  fc.assert(
    fc.property(ways, ([shown, taken]) => {
      const lost = dropOff(shown, taken).reduce((sum, step) => sum + step.lost, 0);
      expect(lost).toBe(shown - (taken.at(-1) ?? 0));
    }),
  );
});
