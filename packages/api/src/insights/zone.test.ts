import { expect, test } from 'vitest';
import { startOf, todayIn } from './zone.ts';

test.each([
  ['2026-07-01', 'UTC', '2026-07-01T00:00:00.000Z'],
  ['2026-07-01', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
  // Clocks go forward at 02:00: the day is 23 hours long.
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  // They go forward at midnight: the day begins at 01:00.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  // They go back at midnight to 23:00 of the day before.
  ['2026-04-05', 'America/Santiago', '2026-04-05T04:00:00.000Z'],
  // They go back from 01:00 to 00:00: the day begins at the first of the two midnights.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, instant) => {
  expect(startOf(day, zone).toISOString()).toBe(instant);
});

test.each([
  'UTC',
  'Europe/Berlin',
  'America/Santiago',
  'Pacific/Apia',
  'Africa/Cairo',
  'Australia/Lord_Howe',
])('the first instant of each day is that day in %s, and the one before is not', (zone) => {
  for (let number = 0; number < 400; number += 1) {
    const day = new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
    const start = startOf(day, zone);
    expect(todayIn(zone, start)).toBe(day);
    expect(todayIn(zone, new Date(start.getTime() - 1)) < day).toBe(true);
  }
});

test('an unknown zone is refused', () => {
  expect(() => startOf('2026-01-01', 'Europe/Atlantis')).toThrow(RangeError);
});
