/** At least so many months up to now, the latest first, and on to the earliest that is asked for: `2026-11`. */
export function monthsUpTo(now: Date, least: number, earliest = '9999-12'): string[] {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const months: string[] = [];
  for (let back = 0; ; back += 1) {
    const name = new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 7);
    if (back >= least && name < earliest) return months;
    months.push(name);
  }
}
