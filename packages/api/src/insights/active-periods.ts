import type { Days } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import type { MarkedSet } from '../activity/member-set.ts';

/** In how many of these periods each member was active, by ordinal; as far as the highest ordinal that was. */
export function countPeriods(
  days: Days,
  periods: readonly { from: string; to: string }[],
  members: MarkedSet | null,
): Uint16Array {
  let counts = new Uint16Array(1024);
  for (const period of periods) {
    const active = days.union(ACTIVE, period);
    if (members) active.keep(members);
    if (active.extent > counts.length) {
      const larger = new Uint16Array(Math.max(active.extent, counts.length * 2));
      larger.set(counts);
      counts = larger;
    }
    for (const ordinal of active.toUint32Array()) counts[ordinal] = (counts[ordinal] ?? 0) + 1;
  }
  return counts;
}
