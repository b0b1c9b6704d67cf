import { bitmapOf, intersectionOf, type MutableBitmap, unionOf } from './bitmap.ts';

export interface FirstDays {
  /** Sets that have changed, by day. */
  changed: Map<string, MutableBitmap>;
  ever: MutableBitmap;
}

/**
 * Puts right who was first active when, after more of what happened has become known: somebody new is first active
 * on their earliest day, and somebody known moves there from a later one.
 *
 * @param active who turned out to be active, by day
 * @param first who was held to be first active, by day: all days from the earliest of `active` on
 * @param ever all who were ever active
 */
export function correctFirstDays(
  active: ReadonlyMap<string, MutableBitmap>,
  first: ReadonlyMap<string, MutableBitmap>,
  ever: MutableBitmap,
): FirstDays {
  const days = [...new Set([...active.keys(), ...first.keys()])].sort();
  const later = laterThan(days, first);
  const settled = bitmapOf();
  const arrivals = new Map<string, MutableBitmap>();
  for (const day of days) {
    const candidates = active.get(day);
    if (!candidates) continue;
    const arriving = candidates.clone();
    arriving.andNotInPlace(settled);
    const known = intersectionOf(arriving, ever);
    const moving = intersectionOf(known, later.get(day) ?? bitmapOf());
    arriving.andNotInPlace(known);
    arriving.orInPlace(moving);
    if (arriving.isEmpty) continue;
    arrivals.set(day, arriving);
    settled.orInPlace(arriving);
  }
  const changed = new Map<string, MutableBitmap>();
  for (const day of days) {
    const before = first.get(day) ?? bitmapOf();
    const arriving = arrivals.get(day);
    if (!arriving && !before.intersects(settled)) continue;
    const after = before.clone();
    after.andNotInPlace(settled);
    if (arriving) after.orInPlace(arriving);
    changed.set(day, after);
  }
  return { changed, ever: unionOf([ever, settled]) };
}

/** By day, all who are held to be first active on a later one. */
function laterThan(
  days: readonly string[],
  first: ReadonlyMap<string, MutableBitmap>,
): Map<string, MutableBitmap> {
  const later = new Map<string, MutableBitmap>();
  const sum = bitmapOf();
  for (const day of days.toReversed()) {
    later.set(day, sum.clone());
    const own = first.get(day);
    if (own) sum.orInPlace(own);
  }
  return later;
}
