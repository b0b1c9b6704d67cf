import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, scaleOf } from './stack.ts';

test('what is gained stands on zero, what is lost hangs from it', () => {
  expect(blocksOf({ name: 'May', values: [10, 5, -3, 0, -2] })).toEqual([
    { kind: 0, from: 0, to: 10 },
    { kind: 1, from: 10, to: 15 },
    { kind: 2, from: -3, to: 0 },
    { kind: 4, from: -5, to: -3 },
  ]);
});

test('the axis has room for every bar, a line at zero and few lines', () => {
  const value = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { maxLength: 20 }), (rows) => {
      const bars = rows.map((values) => ({ name: '', values }));
      const { low, high, lines } = scaleOf(bars);
      for (const { from, to } of bars.flatMap(blocksOf)) {
        expect(from).toBeGreaterThanOrEqual(low);
        expect(to).toBeLessThanOrEqual(high);
      }
      expect(lines.some((line) => Math.abs(line) < 1e-9)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(10);
    }),
  );
});
