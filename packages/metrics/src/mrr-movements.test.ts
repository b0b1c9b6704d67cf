import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grossRevenueRetention } from './gross-revenue-retention.ts';
import { mrr } from './mrr.ts';
import { type MrrChange, movementKinds, movementOf, mrrMovements } from './mrr-movements.ts';
import { netRevenueRetention } from './net-revenue-retention.ts';
import { revenueChurn } from './revenue-churn.ts';

const amount = fc.oneof(fc.constant(0), fc.nat(100_000));
const changes = fc.array(
  fc
    .record({ before: amount, after: amount, returning: fc.boolean() })
    .map((change): MrrChange => ({ ...change, returning: change.returning || change.before > 0 })),
);
const total = (of: readonly MrrChange[], when: 'before' | 'after') =>
  of.reduce((sum, one) => sum + one[when], 0);

test.each([
  [0, 500, false, 'new'],
  [0, 500, true, 'reactivation'],
  [500, 700, true, 'expansion'],
  [500, 300, true, 'contraction'],
  [500, 0, true, 'churn'],
  [500, 500, true, null],
  [0, 0, true, null],
] as const)('from %d to %d is %s', (before, after, returning, kind) => {
  expect(movementOf({ before, after, returning })).toBe(kind);
});

test('start and movements make the end', () => {
  fc.assert(
    fc.property(changes, (sample) => {
      const moved = mrrMovements(sample);
      const up = moved.new.amount + moved.expansion.amount + moved.reactivation.amount;
      const down = moved.contraction.amount + moved.churn.amount;
      expect(total(sample, 'before') + up - down).toBe(total(sample, 'after'));
      const movers = movementKinds.reduce((sum, kind) => sum + moved[kind].accounts, 0);
      expect(movers).toBe(sample.filter(({ before, after }) => before !== after).length);
    }),
  );
});

describe('revenue retention', () => {
  test('1000 − 100 churn + 200 expansion: net 110 %, gross 90 %', () => {
    const losses = { start: 1000, churn: 100, contraction: 0, accounts: 10 };
    expect(netRevenueRetention({ ...losses, expansion: 200 })).toEqual({
      value: 110,
      n: 10,
      low: null,
      high: null,
    });
    expect(grossRevenueRetention(losses)).toEqual({ value: 90, n: 10, low: null, high: null });
    expect(revenueChurn(losses).value).toBe(10);
  });

  test('200k − 6k churn − 4k contraction + 20k expansion: net 105 %, gross 95 %', () => {
    const losses = { start: 200_000, churn: 6000, contraction: 4000, accounts: 50 };
    expect(netRevenueRetention({ ...losses, expansion: 20_000 }).value).toBe(105);
    expect(grossRevenueRetention(losses).value).toBe(95);
    expect(revenueChurn(losses).value).toBe(5);
  });

  test('accounts that came back count only if asked for', () => {
    const counts = { start: 1000, churn: 0, contraction: 0, expansion: 0, accounts: 3 };
    expect(netRevenueRetention(counts).value).toBe(100);
    expect(netRevenueRetention({ ...counts, reactivation: 50 }).value).toBe(105);
  });

  test('no revenue at the start: null, not 0', () => {
    const none = { start: 0, churn: 0, contraction: 0, accounts: 0 };
    expect(grossRevenueRetention(none).value).toBeNull();
    expect(revenueChurn(none).value).toBeNull();
    expect(netRevenueRetention({ ...none, expansion: 0, reactivation: 9 }).value).toBeNull();
  });

  test('all recurring revenue is its sum and who pays it, without an interval', () => {
    expect(mrr({ mrr: 1_250_000, accounts: 140 })).toEqual({
      value: 1_250_000,
      n: 140,
      low: null,
      high: null,
    });
  });

  test('more lost than there was, and negative money, are refused', () => {
    expect(() => grossRevenueRetention({ start: 10, churn: 9, contraction: 2, accounts: 1 })).toThrow(
      RangeError,
    );
    expect(() => grossRevenueRetention({ start: 10, churn: -1, contraction: 0, accounts: 1 })).toThrow(
      RangeError,
    );
    expect(() => movementOf({ before: 0.5, after: 1, returning: false })).toThrow(RangeError);
    expect(() => mrr({ mrr: -1, accounts: 0 })).toThrow(RangeError);
  });

  test('of any accounts: gross is within 0 and 100 and at most net; churn is the rest', () => {
    fc.assert(
      fc.property(changes, (sample) => {
        const { expansion, contraction, churn } = mrrMovements(sample);
        const start = total(sample, 'before');
        const losses = {
          start,
          churn: churn.amount,
          contraction: contraction.amount,
          accounts: sample.length,
        };
        const gross = grossRevenueRetention(losses).value;
        const net = netRevenueRetention({ ...losses, expansion: expansion.amount }).value;
        const lost = revenueChurn(losses).value;
        if (start === 0) return gross === null && net === null && lost === null;
        if (gross === null || net === null || lost === null) return false;
        return gross >= 0 && gross <= 100 && gross <= net + 1e-9 && Math.abs(gross + lost - 100) < 1e-6;
      }),
    );
  });
});
