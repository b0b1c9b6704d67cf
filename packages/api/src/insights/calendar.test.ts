import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, before, daysBetween, daysOf, stepsOf, wholeOf } from './calendar.ts';

const today = '2026-07-01';

describe('the steps of a period', () => {
  it('are ISO weeks, from Monday, cut to the period', () => {
    expect(stepsOf({ from: '2026-01-01', to: '2026-01-14', interval: 'week' }, today)).toEqual([
      { from: '2026-01-01', to: '2026-01-05', incomplete: true },
      { from: '2026-01-05', to: '2026-01-12', incomplete: false },
      { from: '2026-01-12', to: '2026-01-14', incomplete: true },
    ]);
  });

  it('are calendar months, however long', () => {
    expect(stepsOf({ from: '2027-12-01', to: '2028-03-01', interval: 'month' }, '2029-01-01')).toEqual([
      { from: '2027-12-01', to: '2028-01-01', incomplete: false },
      { from: '2028-01-01', to: '2028-02-01', incomplete: false },
      { from: '2028-02-01', to: '2028-03-01', incomplete: false },
    ]);
  });

  it('are incomplete while a day of theirs is not over', () => {
    const days = stepsOf({ from: '2026-06-30', to: '2026-07-03', interval: 'day' }, today);

    expect(days.map(({ incomplete }) => incomplete)).toEqual([false, true, true]);
    expect(wholeOf({ from: '2026-06-01', to: '2026-07-01' }, today).incomplete).toBe(false);
    expect(wholeOf({ from: '2026-06-01', to: '2026-07-02' }, today).incomplete).toBe(true);
  });

  it('cover every day of the period once', () => {
    const period = fc.record({
      start: fc.integer({ min: -5_000, max: 20_000 }),
      length: fc.integer({ min: 1, max: 400 }),
      interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    });
    fc.assert(
      fc.property(period, ({ start, length, interval }) => {
        const from = addDays('2000-01-01', start);
        const to = addDays(from, length);
        const steps = stepsOf({ from, to, interval }, today);
        expect(steps.flatMap(daysOf)).toEqual(daysOf({ from, to }));
      }),
    );
  });
});

it('the period before is as long and ends where this one begins', () => {
  expect(before({ from: '2028-03-01', to: '2028-04-01' })).toEqual({
    from: '2028-01-30',
    to: '2028-03-01',
    incomplete: false,
  });
  expect(daysBetween('2028-01-30', '2028-03-01')).toBe(31);
});
