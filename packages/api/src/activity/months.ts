/** Every month, as YYYY-MM, that a period of days touches. */
export function monthsOf({ from, to }: { from: string; to: string }): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01`);
  for (;;) {
    const name = month.toISOString().slice(0, 7);
    if (`${name}-01` >= to) return months;
    months.push(name);
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
}
