import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountGrowth } from './account-growth.ts';
import { annualisedChurn, monthlyChurn } from './annualised-churn.ts';
import { customerChurn } from './customer-churn.ts';
import { customerRetention } from './customer-retention.ts';
import { monthsIn } from './months-in.ts';

const nothing = { value: null, n: 0, low: null, high: null };
const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((atStart) => fc.record({ atStart: fc.constant(atStart), lost: fc.nat(atStart) }));

describe('200 accounts at the start, 220 at the end, 40 of them new', () => {
  // So 180 of the 200 are still there: 20 were lost. Wilson's bounds worked by hand from the same 180 of 200.
  const sample = { atStart: 200, lost: 20 };

  test('retention is 90 %', () => {
    const { value, n, low, high } = customerRetention(sample);
    expect([value, n]).toEqual([90, 200]);
    expect(low).toBeCloseTo(85.06, 2);
    expect(high).toBeCloseTo(93.43, 2);
  });

  test('churn is 10 %, though there are more accounts than before', () => {
    expect(customerChurn(sample)).toMatchObject({ value: 10, n: 200 });
  });

  test('growth is 110 %, and has no interval', () => {
    expect(accountGrowth({ atStart: 200, atEnd: 220 })).toEqual({
      value: 110,
      n: 200,
      low: null,
      high: null,
    });
  });
});

test('nobody at the start: nulls, not 0', () => {
  const none = { atStart: 0, lost: 0 };
  expect(customerRetention(none)).toEqual(nothing);
  expect(customerChurn(none)).toEqual(nothing);
  expect(annualisedChurn(none, 1)).toEqual(nothing);
  expect(accountGrowth({ atStart: 0, atEnd: 7 })).toEqual(nothing);
  expect(monthlyChurn(none, 1)).toBeNull();
});

test('more lost than there were is refused', () => {
  expect(() => customerRetention({ atStart: 2, lost: 3 })).toThrow(RangeError);
  expect(() => customerChurn({ atStart: 2, lost: 3 })).toThrow(RangeError);
  expect(() => annualisedChurn({ atStart: 2, lost: 1 }, 0)).toThrow(RangeError);
});

test('2 % a month is 21.5 % a year: 1 − 0.98^12', () => {
  expect(annualisedChurn({ atStart: 100, lost: 2 }, 1).value).toBeCloseTo(21.528, 3);
  expect(annualisedChurn({ atStart: 100, lost: 20 }, 12).value).toBeCloseTo(20, 9);
});

test.each([0, -1, Number.NaN])('no pace can be told of a period of %d months', (months) => {
  const sentence = `A period lasts more than 0 months, not ${months}.`;
  expect(() => annualisedChurn({ atStart: 2, lost: 1 }, months)).toThrow(new RangeError(sentence));
  expect(() => monthlyChurn({ atStart: 2, lost: 1 }, months)).toThrow(new RangeError(sentence));
});

test('19 % in two months is 10 % in each', () => {
  expect(monthlyChurn({ atStart: 100, lost: 19 }, 2)).toBeCloseTo(0.1, 9);
});

test('retention and churn make 100, their intervals mirror each other', () => {
  fc.assert(
    fc.property(counts, (sample) => {
      const [kept, lost] = [customerRetention(sample), customerChurn(sample)];
      expect((kept.value ?? 0) + (lost.value ?? 0)).toBeCloseTo(100, 9);
      expect((kept.low ?? 0) + (lost.high ?? 0)).toBeCloseTo(100, 6);
    }),
  );
});

test('a year at this pace loses more than the month did, never more than all, within its interval', () => {
  fc.assert(
    fc.property(counts, (sample) => {
      const month = customerChurn(sample).value ?? 0;
      const { value, low, high } = annualisedChurn(sample, 1);
      const [least, most] = [low ?? Number.NaN, high ?? Number.NaN];
      const year = value ?? Number.NaN;
      return year >= month - 1e-9 && year <= 100 && least <= year + 1e-9 && year <= most + 1e-9;
    }),
  );
});

test.each([
  ['2026-01-01', '2026-02-01', 1],
  ['2026-01-15', '2027-01-15', 12],
  ['2026-01-01', '2026-01-31', 0.9856],
  ['2025-12-01', '2026-12-08', 12.222],
  ['2026-03-15', '2026-05-15', 2],
  ['2025-11-30', '2026-01-30', 2],
])('%s to %s lasts %d months', (from, to, months) => {
  expect(monthsIn(from, to)).toBeCloseTo(months, 3);
});

test('a period that ends before it begins has no length', () => {
  for (const to of ['2026-01-01', '2025-12-31', 'never'])
    expect(() => monthsIn('2026-01-01', to)).toThrow(
      new RangeError(`A period goes from a day to a later one, not from 2026-01-01 to ${to}.`),
    );
});
