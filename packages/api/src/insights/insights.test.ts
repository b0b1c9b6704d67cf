import type { MetricId } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { getInsight } from './get.ts';

let database: Database;
let community: Community;
let surveyId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  const id = v7();
  await community.add('survey', { id, kind: 'nps' });
  surveyId = wireId('survey', id);
});

const get = (metric: MetricId, days = 1) =>
  getInsight(database, metric, {
    projectId: community.project.id,
    from: new Date(community.now.getTime() - days * 24 * 3_600_000),
    to: new Date(community.now.getTime() + 1),
  });

const answer = async (score: number) => {
  const member = await community.member();
  const answerId = wireId('answer', v7());
  await community.record(member, 'survey.answered', { surveyId, answerId, score, complete: true });
};

describe('insights', () => {
  it('counts bands for the Net Promoter Score', async () => {
    for (const score of [10, 9, 9, 8, 7, 6, 0]) await answer(score);
    const other = await Community.open(database);
    expect(
      await getInsight(database, 'nps', { projectId: other.project.id, from: new Date(0), to: new Date() }),
    ).toEqual({ value: null, n: 0, low: null, high: null });

    expect(await get('nps')).toMatchObject({ value: 100 / 7, n: 7 });
  });

  it('leaves out what was answered before the period', async () => {
    await answer(0);
    community.pass({ days: 2 });
    await answer(10);

    expect(await get('nps')).toMatchObject({ value: 100, n: 1 });
    expect(await get('nps', 3)).toMatchObject({ value: 0, n: 2 });
  });

  it('divides those who answered by those who were asked', async () => {
    const members = await Promise.all(Array.from({ length: 4 }, () => community.member()));
    for (const member of members) {
      await community.record(member, 'widget.shown', { widget: 'nps', contentId: surveyId });
    }
    const [first] = members;
    if (!first) throw new Error('No members');
    const answerId = wireId('answer', v7());
    await community.record(first, 'survey.answered', { surveyId, answerId, score: 9, complete: true });

    expect(await get('response_rate')).toMatchObject({ value: 25, n: 4 });
  });

  it('counts members who did something on purpose, each once', async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    await community.record(maya, 'event.tracked', { name: 'opened' });
    await community.record(maya, 'event.tracked', { name: 'opened' });
    await community.record(noah, 'widget.shown', { widget: 'feed' });

    expect(await get('active_members')).toMatchObject({ value: 1 });
  });

  it('counts a member who signed in meanwhile as one', async () => {
    const [somebody, maya] = [await community.anonymous(), await community.member()];
    await community.record(somebody, 'event.tracked', { name: 'opened' });
    await community.record(maya, 'event.tracked', { name: 'opened' });
    await database.execute(
      'UPDATE member SET merged_into_id = $3::uuid WHERE project_id = $1::uuid AND id = $2::uuid',
      [community.project.id, somebody.memberId, maya.memberId],
    );

    expect(await get('active_members')).toMatchObject({ value: 1 });
  });
});
