import type { Day } from '@hearth/schema';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bitmapOf, writeBitmap } from '../activity/bitmap.ts';
import { histories, Life } from '../activity/testing/history.ts';
import { naiveActivity } from '../activity/testing/naive.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { addDays, stepsOf } from './calendar.ts';
import { getInsight } from './get.ts';
import { getHistogram } from './histogram.ts';
import { getLifecycle } from './lifecycle.ts';
import { getRetention } from './retention.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const [from, to] = ['2026-02-18', '2026-03-27'];
const SEGMENT = [0, 3, 6];

/** Sets of members by plain counting, from rows that straight SQL found. */
class Naive {
  readonly #rows: readonly { ordinal: number; day: Day }[];

  constructor(rows: readonly { ordinal: number; day: Day }[]) {
    this.#rows = rows.filter(({ ordinal }) => SEGMENT.includes(ordinal));
  }

  active(first: Day, end: Day): Set<number> {
    return new Set(this.#rows.flatMap(({ ordinal, day }) => (day >= first && day < end ? [ordinal] : [])));
  }

  first(begin: Day, end: Day): Set<number> {
    const earlier = this.active('0001-01-01', begin);
    return new Set([...this.active(begin, end)].filter((ordinal) => !earlier.has(ordinal)));
  }

  days(first: Day, end: Day): number {
    return this.#rows.filter(({ day }) => day >= first && day < end).length;
  }
}

const both = (a: Set<number>, b: Set<number>) => [...a].filter((ordinal) => b.has(ordinal)).length;

it('every number of activity is what counting straight from the log gives', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ timeZone, events }) => {
      const life = new Life(await Community.open(database));
      await life.begin(timeZone);
      for (const event of events) await life.live(event);
      const { community } = life;
      community.pass({ days: 40 });
      const { id } = community.project;
      const segment = v7();
      const members = writeBitmap(bitmapOf(SEGMENT));
      await community.add('segment', {
        id: segment,
        name: 'A third',
        members,
        size: 3,
        refreshed_at: community.now,
      });
      await community.add('segment_version', { segment_id: segment, version: 1, rule: {} });
      const period = { from, to, segmentId: wireId('segment', segment) };

      // The first question folds the tail, which gives the ordinals that the oracle then reads.
      const points = async (metric: 'active_members' | 'monthly_active_members' | 'stickiness') => {
        const { series } = await getInsight(community.services, id, {
          ...period,
          metric,
          interval: 'week',
          withReactivation: false,
        });
        return series.map(({ value }) => value);
      };
      const active = await points('active_members');
      const naive = new Naive(await naiveActivity(database, id));
      const weeks = stepsOf({ from, to, interval: 'week' }, to);
      expect(active).toEqual(weeks.map((week) => naive.active(week.from, week.to).size));
      const month = (end: Day) => naive.active(addDays(end, -30), end).size;
      expect(await points('monthly_active_members')).toEqual(weeks.map((week) => month(week.to)));
      const stuck = await points('stickiness');
      weeks.forEach((week, index) => {
        const size = month(week.to);
        const days = naive.days(addDays(week.to, -30), week.to);
        if (size === 0) expect(stuck[index]).toBeNull();
        else expect(stuck[index]).toBeCloseTo((100 * days) / 30 / size, 9);
      });

      const { points: stages } = await getLifecycle(community.services, id, { ...period, interval: 'week' });
      expect(stages.map((stage) => [stage.new, stage.returning, stage.resurrecting, stage.dormant])).toEqual(
        weeks.map((week, index) => {
          const before = weeks[index - 1] ?? { from: addDays(from, -5), to: from };
          const [now, then] = [naive.active(week.from, week.to), naive.active(before.from, before.to)];
          const [fresh, again] = [naive.first(week.from, week.to).size, both(now, then)];
          return [fresh, again, now.size - fresh - again, then.size - again];
        }),
      );

      const { bars } = await getHistogram(community.services, id, { ...period, interval: 'day' });
      expect(bars.reduce((sum, { members: count }) => sum + count, 0)).toBe(naive.active(from, to).size);
      expect(bars.reduce((sum, { periods, members: count }) => sum + periods * count, 0)).toBe(
        naive.days(from, to),
      );

      for (const mode of ['on', 'on_or_after'] as const) {
        for (const cohort of ['first', 'recurring'] as const) {
          const table = await getRetention(community.services, id, {
            ...period,
            interval: 'week',
            mode,
            cohort,
          });
          expect(table.cohorts.map(({ cells }) => cells.map((cell) => cell.members))).toEqual(
            weeks.map((own, row) => {
              const set = cohort === 'first' ? naive.first(own.from, own.to) : naive.active(own.from, own.to);
              return weeks
                .slice(row)
                .map((week) => both(set, naive.active(week.from, mode === 'on' ? week.to : to)));
            }),
          );
        }
      }
    }),
    { seed: 20_261_122, numRuns: 6 },
  );
}, 120_000);
