import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { fold, rebuild } from './fold.ts';
import { derivedAnswers, derivedSets } from './testing/derived.ts';
import { histories, Life } from './testing/history.ts';
import { naiveAnswers, naiveSets } from './testing/naive.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('whatever happens in whatever order, folding finds what straight SQL finds, and so does a rebuild', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ timeZone, events }) => {
      const life = new Life(await Community.open(database));
      await life.begin(timeZone);
      for (const event of events) await life.live(event);
      const { id } = life.community.project;

      await fold(database, id, life.community.now);
      const [sets, answers] = [await naiveSets(database, id), await naiveAnswers(database, id)];
      expect(await derivedSets(database, id)).toEqual(sets);
      expect(await derivedAnswers(database, id)).toEqual(answers);

      await rebuild(database, id, life.community.now);
      expect(await derivedSets(database, id)).toEqual(sets);
      expect(await derivedAnswers(database, id)).toEqual(answers);
    }),
    { seed: 20_261_122, numRuns: 20 },
  );
}, 120_000);
