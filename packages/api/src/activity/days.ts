import type { Sql } from '../database/database.ts';
import { type Bitmap, bitmapOf, type MutableBitmap, scratch, unionOf } from './bitmap.ts';
import { type Chunk, DayCache, type DayRange } from './day-cache.ts';
import { monthsOf } from './months.ts';

/** Sets that are lent until the callback returns. */
export interface Days {
  /** Undefined: nobody. */
  of(key: string, day: string): Bitmap | undefined;
  /** A new set of all who are in any of the key's sets of the period, days half-open. */
  union(key: string, period: { from: string; to: string }): MutableBitmap;
}

/** Held between questions: about a year of days for 200,000 members. Bytes. */
const CAPACITY = 64 * 1024 * 1024;
const cache = new DayCache(CAPACITY);

/**
 * Reads days and hands them to `work`, which is synchronous: whatever sets it is lent or makes are gone when it
 * returns, so that it returns numbers. Reads from the database what has changed since the last time.
 */
export async function withDays<T>(
  sql: Sql,
  projectId: string,
  ranges: readonly DayRange[],
  work: (days: Days) => T,
): Promise<T> {
  return cache.withChunks(sql, projectId, ranges, (chunks) => scratch(() => work(daysOf(chunks))));
}

function daysOf(chunks: ReadonlyMap<string, Chunk>): Days {
  const chunkOf = (key: string, month: string) => chunks.get(`${key} ${month}`);
  return {
    of: (key, day) => chunkOf(key, day.slice(0, 7))?.days.get(day)?.members,
    union: (key, { from, to }) => {
      const sets: Bitmap[] = [];
      for (const month of monthsOf({ from, to })) {
        for (const [day, { members }] of chunkOf(key, month)?.days ?? []) {
          if (day >= from && day < to) sets.push(members);
        }
      }
      return sets.length > 0 ? unionOf(sets) : bitmapOf();
    },
  };
}
