import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitmapOf, writeBitmap } from './bitmap.ts';
import { intersectionOf, type MarkedSet, membersOf, readMembers, sizeWithin, unionOf } from './member-set.ts';

// Dense and sparse ones, and the first and last bits of words.
const ordinals: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(fc.nat(100), { maxLength: 120 }),
  fc.array(fc.nat(70_000), { maxLength: 12 }),
  fc.array(fc.constantFrom<number>(0, 31, 32, 63, 64, 65_535, 65_536), { maxLength: 7 }),
);
const ascending = (of: Iterable<number>) => [...new Set(of)].sort((a, b) => a - b);
const stored = (of: number[]) => readMembers(writeBitmap(bitmapOf(of)));

it('a set that was stored is read as it was, however many are in it', () => {
  fc.assert(
    fc.property(ordinals, fc.nat(70_000), (own, stranger) => {
      const set = stored(own);
      expect([...set.toUint32Array()]).toEqual(ascending(own));
      expect(set.size).toBe(new Set(own).size);
      for (const one of [...own, stranger]) expect(set.has(one)).toBe(own.includes(one));
    }),
  );
});

it('unions, intersections and differences hold whom sets of JavaScript would hold', () => {
  fc.assert(
    fc.property(ordinals, ordinals, (a, b) => {
      const whoever = (set: MarkedSet) => [...set.toUint32Array()];
      expect(whoever(unionOf([stored(a), stored(b)]))).toEqual(ascending([...a, ...b]));
      const both = ascending(a.filter((one) => b.includes(one)));
      expect(whoever(intersectionOf(stored(a), membersOf(b)))).toEqual(both);
      expect(sizeWithin(stored(a), membersOf(b))).toBe(both.length);
      expect(sizeWithin(membersOf(a), membersOf(b))).toBe(both.length);
      const given = a.filter((one) => b.includes(one));
      expect(membersOf(b).countOf(Uint32Array.from(a))).toBe(given.length);
      expect(sizeWithin(stored(a), null)).toBe(new Set(a).size);

      const changed = membersOf(a);
      const copy = changed.clone();
      changed.add(stored(b));
      expect(whoever(changed)).toEqual(ascending([...a, ...b]));
      changed.remove(membersOf(b));
      expect(whoever(changed)).toEqual(ascending(a.filter((one) => !b.includes(one))));
      expect(changed.isEmpty).toBe(changed.size === 0);
      expect(whoever(copy)).toEqual(ascending(a));
    }),
  );
});

it('few members among many take no more room than their ordinals', () => {
  expect(stored([5, 190_000]).bytes).toBe(8);
  expect(stored(Array.from({ length: 20_000 }, (_, index) => index * 2)).bytes).toBe(5_000);
});
