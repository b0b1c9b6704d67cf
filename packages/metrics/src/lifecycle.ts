import { assertCount } from './measure.ts';

export interface LifecycleCounts {
  /** Distinct members active in the period. */
  active: number;
  /** Distinct members active in the period before. */
  before: number;
  /** Active in both. */
  both: number;
  /** Active for the first time ever. */
  first: number;
}

export interface LifecycleMembers {
  /** First ever active in the period. */
  new: number;
  /** Active in the period before, and again. */
  returning: number;
  /** Active before, though not in the period before. */
  resurrecting: number;
  /** Active in the period before, not now. */
  dormant: number;
}

/**
 * Growth accounting: where a period's active members come from, and how many of the last period's are gone. New,
 * returning and resurrecting make up the active members; returning and dormant those of the period before.
 *
 * Source: J. Hsu (2009), growth accounting, Social Capital; as "lifecycle" in product analytics since.
 *
 * @throws RangeError if a count is not whole, or they contradict each other
 * @example lifecycle({ active: 100, before: 80, both: 60, first: 25 })
 * // { new: 25, returning: 60, resurrecting: 15, dormant: 20 }
 */
export const lifecycle = ({ active, before, both, first }: LifecycleCounts): LifecycleMembers => {
  for (const [name, count] of Object.entries({ active, before, both, first })) assertCount(name, count);
  if (both > before || first + both > active) {
    throw new RangeError(
      `Of ${active} active, ${both} of ${before} came back and ${first} were new: too many.`,
    );
  }
  return { new: first, returning: both, resurrecting: active - both - first, dormant: before - both };
};
