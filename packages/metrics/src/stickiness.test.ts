import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stickiness } from './stickiness.ts';

test('twenty members a day of fifty a month stick at 40 percent', () => {
  expect(stickiness({ memberDays: 600, days: 30, members: 50 })).toEqual({
    value: 40,
    n: 50,
    low: null,
    high: null,
  });
});

test('nobody active: null, not 0', () => {
  expect(stickiness({ memberDays: 0, days: 30, members: 0 }).value).toBeNull();
});

test('more member-days than days allow, or fewer than members, are refused', () => {
  expect(() => stickiness({ memberDays: 61, days: 30, members: 2 })).toThrow(RangeError);
  expect(() => stickiness({ memberDays: 1, days: 30, members: 2 })).toThrow(RangeError);
  expect(() => stickiness({ memberDays: 1.5, days: 30, members: 1 })).toThrow(RangeError);
});

const window = fc
  .record({ days: fc.integer({ min: 1, max: 90 }), members: fc.integer({ min: 1, max: 500 }) })
  .chain(({ days, members }) =>
    fc.record({
      days: fc.constant(days),
      members: fc.constant(members),
      memberDays: fc.integer({ min: members, max: members * days }),
    }),
  );

test('it lies between one day of the window and all of them', () => {
  fc.assert(
    fc.property(window, (counts) => {
      const value = stickiness(counts).value ?? Number.NaN;
      return value >= 100 / counts.days - 1e-9 && value <= 100 + 1e-9;
    }),
  );
});

test('two groups of members together stick at their weighted mean', () => {
  fc.assert(
    fc.property(window, fc.integer({ min: 1, max: 500 }), (a, members) => {
      const b = { days: a.days, members, memberDays: members };
      const both = stickiness({
        days: a.days,
        members: a.members + b.members,
        memberDays: a.memberDays + b.memberDays,
      });
      const weighted = (stickiness(a).value ?? 0) * a.members + (stickiness(b).value ?? 0) * b.members;
      expect((both.value ?? 0) * both.n).toBeCloseTo(weighted, 6);
    }),
  );
});
