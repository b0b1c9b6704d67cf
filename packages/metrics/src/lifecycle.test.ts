import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lifecycle } from './lifecycle.ts';

test('of 100 active, 60 of the 80 before and 25 new: 15 came back after a pause, 20 are gone', () => {
  expect(lifecycle({ active: 100, before: 80, both: 60, first: 25 })).toEqual({
    new: 25,
    returning: 60,
    resurrecting: 15,
    dormant: 20,
  });
});

test('counts that contradict each other are refused', () => {
  expect(() => lifecycle({ active: 10, before: 5, both: 6, first: 0 })).toThrow(RangeError);
  expect(() => lifecycle({ active: 10, before: 9, both: 6, first: 5 })).toThrow(RangeError);
  expect(() => lifecycle({ active: -1, before: 0, both: 0, first: 0 })).toThrow(RangeError);
});

const histories = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 200 });

test('the parts are those that counting member by member gives', () => {
  fc.assert(
    fc.property(histories, (members) => {
      const count = (is: (member: readonly [boolean, boolean, boolean]) => boolean) =>
        members.filter(is).length;
      const parts = lifecycle({
        active: count(([, , now]) => now),
        before: count(([, before]) => before),
        both: count(([, before, now]) => before && now),
        first: count(([earlier, before, now]) => now && !before && !earlier),
      });
      expect(parts).toEqual({
        new: count(([earlier, before, now]) => now && !before && !earlier),
        returning: count(([, before, now]) => now && before),
        resurrecting: count(([earlier, before, now]) => now && !before && earlier),
        dormant: count(([, before, now]) => !now && before),
      });
    }),
  );
});
