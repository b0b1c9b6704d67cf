import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { readAnswers } from './answers.ts';

let database: Database;
let community: Community;
const surveyId = v7();

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  await community.add('survey', { id: surveyId, kind: 'nps' });
});

const write = (day: string, score: number, ordinals: number[]) => {
  const bytes = Buffer.alloc(ordinals.length * 4);
  for (const [place, ordinal] of ordinals.entries()) bytes.writeInt32BE(ordinal, place * 4);
  return database.execute(
    `INSERT INTO answer_day (project_id, survey_id, day, score, ordinals)
     VALUES ($1::uuid, $2::uuid, $3::date, $4::int, $5::bytea)`,
    [community.project.id, surveyId, day, score, bytes],
  );
};
const read = async (version: number, survey: string | null = null) => {
  const source = { sql: database, projectId: community.project.id, version };
  const wanted = { from: '2026-02-27', to: '2026-03-03', kind: 'nps' as const, surveyId: survey };
  const answers = (await readAnswers(source, wanted)).map(
    ({ place, score, ordinals }) => `${place}: ${score} by ${[...ordinals].join(', ')}`,
  );
  return answers.sort();
};

it('answers come with their day, their score and whose they are, of the period alone', async () => {
  await write('2026-02-26', 9, [1]);
  await write('2026-02-27', 9, [70_000, 70_001]);
  await write('2026-03-02', 0, [3, 3]);
  await write('2026-03-02', 10, [2]);
  await write('2026-03-03', 10, [1]);
  expect(await read(1)).toEqual(['0: 9 by 70000, 70001', '3: 0 by 3, 3', '3: 10 by 2']);
  expect(await read(1, surveyId)).toHaveLength(3);
  expect(await read(1, v7())).toEqual([]);
});

it('answers are read again after a fold, and not before', async () => {
  expect(await read(1)).toEqual([]);
  await write('2026-03-02', 8, [5]);
  expect(await read(1)).toEqual([]);
  expect(await read(2)).toEqual(['3: 8 by 5']);
});
