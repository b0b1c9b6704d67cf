import { describe, expect, test } from 'vitest';
import { edited } from '../address/param.ts';
import { daysIn, isDay, periodBefore, plusMonths, projectToday } from './calendar.ts';
import { intervalFor, periodOf, periodParam, presetNames } from './period.ts';

const today = '2026-11-22';

describe('a named period', () => {
  test.each([
    ['7d', '2026-11-16', '2026-11-23'],
    ['30d', '2026-10-24', '2026-11-23'],
    ['this-month', '2026-11-01', '2026-11-23'],
    ['last-month', '2026-10-01', '2026-11-01'],
    ['this-quarter', '2026-10-01', '2026-11-23'],
    ['last-quarter', '2026-07-01', '2026-10-01'],
    ['this-year', '2026-01-01', '2026-11-23'],
    ['last-year', '2025-01-01', '2026-01-01'],
  ] as const)('%s is %s to %s', (preset, from, to) => {
    expect(periodOf(preset, today)).toEqual({ from, to });
  });

  test('holds at least one day, whatever day it is', () => {
    for (const day of ['2024-02-29', '2026-01-01', '2026-12-31', '2026-03-31']) {
      for (const preset of presetNames) expect(daysIn(periodOf(preset, day))).toBeGreaterThan(0);
    }
  });

  test('in January, the last month and quarter lie in the year before', () => {
    expect(periodOf('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2026-01-01' });
    expect(periodOf('last-quarter', '2026-02-15')).toEqual({ from: '2025-10-01', to: '2026-01-01' });
  });
});

describe('the period in the address', () => {
  test.each([
    { preset: '90d' as const },
    { preset: null, from: '2026-01-01', to: '2026-02-01' },
    { preset: '30d' as const },
  ])('%o is read back as it was written', (choice) => {
    expect(periodParam.read(edited('', periodParam.to(choice)))).toEqual(choice);
  });

  test.each([
    '2026-02-01_2026-01-01',
    '2026-02-30_2026-03-05',
    '1900-01-01_2026-01-01',
    '2026-01-01',
    'toString',
  ])('%s is no period', (text) => {
    expect(periodParam.read(`?period=${text}`)).toEqual({ preset: '30d' });
  });
});

describe('the calendar', () => {
  test('the period before has as many days', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
      from: '2026-01-30',
      to: '2026-03-01',
    });
  });

  test('it is another day elsewhere', () => {
    const now = new Date('2026-11-22T23:30:00Z');
    expect(projectToday('Asia/Tokyo', now)).toBe('2026-11-23');
    expect(projectToday('America/New_York', now)).toBe('2026-11-22');
  });

  test('a day must exist', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-1-1')).toBe(false);
    expect(plusMonths('2026-03-31', -1)).toBe('2026-02-01');
  });

  test('a trend has points as wide as the period and the number allow', () => {
    const month = periodOf('30d', today);
    expect(intervalFor(month, 'auto')).toBe('day');
    expect(intervalFor(month, 'auto', 'week')).toBe('week');
    expect(intervalFor(month, 'month')).toBe('month');
    expect(intervalFor(periodOf('last-year', today), 'auto')).toBe('month');
  });
});
