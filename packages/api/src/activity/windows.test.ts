import fc from 'fast-check';
import { expect, it } from 'vitest';
import { membersOf, sizeWithin, unionOf } from './member-set.ts';
import { windowSizes } from './windows.ts';

const histories = fc.record({
  days: fc.array(fc.array(fc.nat(80), { maxLength: 8 }), { minLength: 1, maxLength: 60 }),
  width: fc.integer({ min: 1, max: 31 }),
  places: fc.uniqueArray(fc.nat(80), { maxLength: 12 }),
  segment: fc.option(fc.array(fc.nat(80)), { nil: null }),
});

it('running unions count what uniting each window by itself counts', () => {
  fc.assert(
    fc.property(histories, ({ days, width, places, segment }) => {
      const sets = days.map((day) => membersOf(day));
      const members = segment === null ? null : membersOf(segment);
      const ends = places.map((place) => place + width).sort((a, b) => a - b);
      const naive = ends.map((end) => sizeWithin(unionOf(sets.slice(end - width, end)), members));
      expect(windowSizes((place) => sets[place], ends, width, members)).toEqual(naive);
    }),
  );
});
