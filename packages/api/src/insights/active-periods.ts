import type { Bitmap } from '../activity/bitmap.ts';
import type { Days } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';

/** In how many of these periods each member was active, by ordinal; as far as the highest ordinal that was. */
export function countPeriods(
  days: Days,
  periods: readonly { from: string; to: string }[],
  members: Bitmap | null,
): Uint16Array {
  let counts = new Uint16Array(1024);
  for (const period of periods) {
    const active = days.union(ACTIVE, period);
    if (members) active.andInPlace(members);
    if (active.isEmpty) continue;
    if (active.maximum() >= counts.length) {
      const larger = new Uint16Array(Math.max(active.maximum() + 1, counts.length * 2));
      larger.set(counts);
      counts = larger;
    }
    for (const ordinal of active.toUint32Array()) counts[ordinal] = (counts[ordinal] ?? 0) + 1;
    active.dispose();
  }
  return counts;
}
