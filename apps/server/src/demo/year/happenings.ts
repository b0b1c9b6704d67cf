const DAY = 24 * 3_600_000;

interface Happening {
  /** Days before the year's end. */
  daysAgo: number;
  text: string;
  /** What it does to everyone's satisfaction at first, from -1 to 1. */
  effect: number;
  /** Days after which half of that is gone. */
  halfLife: number;
}

/** What moved everyone; marked on every trend as the notable days of the year. */
export const happenings: readonly Happening[] = [
  { daysAgo: 298, text: 'Fieldnote 4 released', effect: 0.05, halfLife: 60 },
  { daysAgo: 206, text: 'Outage: notes unreachable for seven hours', effect: -0.2, halfLife: 18 },
  { daysAgo: 131, text: 'Prices raised for new seats', effect: -0.09, halfLife: 45 },
  { daysAgo: 74, text: 'New search', effect: 0.1, halfLife: 200 },
];

/** How much better or worse than usual everyone feels at a moment. */
export function moodAt(at: Date, end: Date): number {
  return happenings.reduce((sum, { daysAgo, effect, halfLife }) => {
    const days = (at.getTime() - end.getTime()) / DAY + daysAgo;
    return days < 0 ? sum : sum + effect * 0.5 ** (days / halfLife);
  }, 0);
}

/** How busy a day is: quiet weekends, August and the last days of December. */
export function bustle(at: Date): number {
  const weekday = at.getUTCDay();
  const month = at.getUTCMonth();
  const weekend = weekday === 0 || weekday === 6 ? 0.18 : 1;
  const holidays = month === 11 && at.getUTCDate() > 22 ? 0.3 : month === 7 ? 0.7 : 1;
  return weekend * holidays;
}
