import type { Day } from '@hearth/schema';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs far more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    era: 'short',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** What clocks in the zone show at an instant, as if it were UTC, in milliseconds. */
function wallClock(timeZone: string, at: Date): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const dayAt = (timeZone: string, at: Date): Day =>
  new Date(wallClock(timeZone, at)).toISOString().slice(0, 10);

/** The calendar day in the zone. @throws RangeError for an unknown zone */
export const todayIn = (timeZone: string, now: Date): Day => dayAt(timeZone, now);

/**
 * The first instant of a calendar day in the zone. Where clocks are put forward at midnight the day begins later
 * than 00:00; where they are put back over midnight, at the first of two.
 *
 * @throws RangeError for an unknown zone
 */
export function startOf(day: Day, timeZone: string): Date {
  const midnight = Date.parse(day);
  // A zone's offset changes at most once within a few days: one of these two is in force when the day begins.
  const candidates = [-36, 36]
    .map((hours) => midnight + hours * 3_600_000)
    .map((near) => midnight - (wallClock(timeZone, new Date(near)) - near))
    .sort((a, b) => a - b);
  const first = candidates.find((instant) => dayAt(timeZone, new Date(instant)) >= day);
  if (first === undefined) throw new RangeError(`${day} does not begin in ${timeZone}.`);
  return new Date(first);
}
