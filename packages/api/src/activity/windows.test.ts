import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitmapOf, scratch, unionOf } from './bitmap.ts';
import { windowSizes } from './windows.ts';

const histories = fc.record({
  days: fc.array(fc.array(fc.nat(20), { maxLength: 8 }), { minLength: 1, maxLength: 60 }),
  width: fc.integer({ min: 1, max: 31 }),
  places: fc.uniqueArray(fc.nat(80), { maxLength: 12 }),
  segment: fc.option(fc.array(fc.nat(20)), { nil: null }),
});

it('running unions count what uniting each window by itself counts', () => {
  fc.assert(
    fc.property(histories, ({ days, width, places, segment }) =>
      scratch(() => {
        const sets = days.map((day) => bitmapOf(day));
        const members = segment === null ? null : bitmapOf(segment);
        const ends = places.map((place) => place + width).sort((a, b) => a - b);
        const naive = ends.map((end) => {
          const window = unionOf(sets.slice(end - width, end));
          return members === null ? window.size : window.andCardinality(members);
        });
        expect(windowSizes((place) => sets[place], ends, width, members)).toEqual(naive);
      }),
    ),
  );
});
