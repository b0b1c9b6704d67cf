import { type Chunk, DayCache, type DayRange, type Source } from './day-cache.ts';
import { type MarkedSet, type MemberSet, unionOf } from './member-set.ts';
import { monthsOf } from './months.ts';

/** Who did what on which day. Sets of single days are everybody's: nobody changes them. */
export interface Days {
  /** Undefined: nobody. */
  of(key: string, day: string): MemberSet | undefined;
  /** A new set of all who are in any of the key's sets of the period, days half-open. */
  union(key: string, period: { from: string; to: string }): MarkedSet;
}

/** Held between questions: some years of days for 200,000 members. Bytes. */
const CAPACITY = 64 * 1024 * 1024;
const cache = new DayCache(CAPACITY);

/**
 * Reads days and hands them to `work`, which is synchronous. Asks the database only for what has been folded since the
 * last time.
 */
export async function withDays<T>(
  source: Source,
  ranges: readonly DayRange[],
  work: (days: Days) => T,
): Promise<T> {
  return cache.withChunks(source, ranges, (chunks) => work(daysOf(chunks)));
}

function daysOf(chunks: ReadonlyMap<string, Chunk>): Days {
  const chunkOf = (key: string, month: string) => chunks.get(`${key} ${month}`);
  return {
    of: (key, day) => chunkOf(key, day.slice(0, 7))?.days.get(day)?.members,
    union: (key, { from, to }) => {
      const sets: MemberSet[] = [];
      for (const month of monthsOf({ from, to })) {
        for (const [day, { members }] of chunkOf(key, month)?.days ?? []) {
          if (day >= from && day < to) sets.push(members);
        }
      }
      return unionOf(sets);
    },
  };
}
