const DAY_MS = 86_400_000;
/** Mean length of a month in the Gregorian calendar. */
const DAYS_A_MONTH = 365.2425 / 12;

/**
 * How many months a period of days lasts: whole ones if it ends on the day of the month it began on, otherwise its
 * days by the mean length of a month. `to` is the first day left out.
 *
 * @throws RangeError if a day is no day, or the period is empty
 * @example monthsIn('2026-01-01', '2026-04-01') // 3
 * @example monthsIn('2026-01-01', '2026-01-08') // 0.23
 */
export const monthsIn = (from: string, to: string): number => {
  const [start, end] = [new Date(from), new Date(to)];
  if (!(start < end))
    throw new RangeError(`A period goes from a day to a later one, not from ${from} to ${to}.`);
  if (start.getUTCDate() === end.getUTCDate()) {
    return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  }
  return (end.getTime() - start.getTime()) / DAY_MS / DAYS_A_MONTH;
};
