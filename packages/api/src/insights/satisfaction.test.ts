import type { SurveyKind } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { getInsight } from './get.ts';
import { getScores } from './scores.ts';
import { count } from './testing.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const march = { from: '2026-03-01', to: '2026-04-01' };
const empty = { value: null, n: 0, low: null, high: null };

async function survey(kind: SurveyKind): Promise<string> {
  const id = v7();
  await community.add('survey', { id, kind });
  return wireId('survey', id);
}

const answer = (actor: Actor, surveyId: string, score: number) =>
  community.record(actor, 'survey.answered', {
    surveyId,
    answerId: wireId('answer', v7()),
    score,
    complete: true,
  });

async function answers(surveyId: string, ...scores: number[]): Promise<string[]> {
  const members: string[] = [];
  for (const score of scores) {
    const member = await community.member();
    await answer(member, surveyId, score);
    members.push(member.memberId);
  }
  return members;
}

const show = (actor: Actor, surveyId: string) =>
  community.record(actor, 'widget.shown', { widget: 'nps', contentId: surveyId });

describe('scores', () => {
  it('are a number for each kind of survey, whose scales are never mixed', async () => {
    await answers(await survey('nps'), 10, 9, 9, 8, 7, 6, 0);
    await answers(await survey('csat'), 5, 4, 3, 1);
    await answers(await survey('ces'), 7, 7, 4);

    expect((await count(community, 'nps', march)).measures).toMatchObject([{ value: 100 / 7, n: 7 }]);
    expect((await count(community, 'csat', march)).measures).toMatchObject([{ value: 50, n: 4 }]);
    expect((await count(community, 'ces', march)).measures).toMatchObject([{ value: 6, n: 3 }]);
  });

  it('are null where nobody has answered, and not another project’s', async () => {
    await answers(await survey('nps'), 10);
    const other = await Community.open(database);

    expect((await count(other, 'nps', march)).measures).toEqual([empty]);
    expect((await count(community, 'csat', march)).measures).toEqual([empty]);
  });

  it('are those of a segment, and of one survey', async () => {
    const [first, second] = [await survey('nps'), await survey('nps')];
    const [happy = '', sad = ''] = await answers(first, 10, 0);
    await answers(second, 8);

    const of = async (members: string[]) => (await count(community, 'nps', march, { members })).measures[0];
    expect(await of([happy])).toMatchObject({ value: 100, n: 1 });
    expect(await of([sad])).toMatchObject({ value: -100, n: 1 });
    expect(await of([])).toEqual(empty);
    expect(
      (
        await getScores(community.services, community.project.id, {
          ...march,
          kind: 'nps',
          surveyId: second,
        })
      ).scores.filter(({ answers }) => answers > 0),
    ).toEqual([{ score: 8, answers: 1 }]);
  });

  it('belong to the day that the project’s calendar shows', async () => {
    await database.execute(`UPDATE project SET time_zone = 'Pacific/Auckland' WHERE id = $1::uuid`, [
      community.project.id,
    ]);
    // 12:00 UTC is 01:00 of the next day there.
    await answers(await survey('nps'), 9);

    const { measures, steps } = await count(community, 'nps', {
      from: '2026-03-01',
      to: '2026-03-04',
      interval: 'day',
    });
    expect(measures.map(({ n }) => n)).toEqual([0, 1, 0]);
    expect(steps.map(({ incomplete }) => incomplete)).toEqual([false, true, true]);
  });

  it('come with the days before, and a trend whose parts make the whole', async () => {
    const nps = await survey('nps');
    await answers(nps, 0);
    community.pass({ days: 7 });
    await answers(nps, 10, 8);

    const insight = await getInsight(community.services, community.project.id, {
      metric: 'nps',
      from: '2026-03-08',
      to: '2026-03-15',
      interval: 'day',
      withReactivation: false,
    });
    expect(insight).toMatchObject({
      value: 50,
      n: 2,
      incomplete: true,
      previous: { value: -100, n: 1 },
      currency: null,
      segmentAsOf: null,
      asOf: community.now.toISOString(),
    });
    expect(insight.series.map(({ n }) => n)).toEqual([2, 0, 0, 0, 0, 0, 0]);
  });
});

describe('the response rate', () => {
  it('counts an answer for the day that asked, even if it came later', async () => {
    const nps = await survey('nps');
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    await show(maya, nps);
    await show(noah, nps);
    community.pass({ days: 5 });
    await answer(maya, nps, 9);

    const days = { from: '2026-03-01', to: '2026-03-07', interval: 'day' as const };
    const { measures } = await count(community, 'response_rate', days);
    expect(measures.map(({ value, n }) => [value, n])).toEqual([
      [50, 2],
      [null, 0],
      [null, 0],
      [null, 0],
      [null, 0],
      [null, 0],
    ]);
    const ofNoah = await count(community, 'response_rate', march, { members: [noah.memberId] });
    expect(ofNoah.measures).toMatchObject([{ value: 0, n: 1 }]);
  });

  it('takes an answer two weeks later for one to something else', async () => {
    const nps = await survey('nps');
    const maya = await community.member();
    await show(maya, nps);
    community.pass({ days: 14 });
    await answer(maya, nps, 9);

    expect((await count(community, 'response_rate', march)).measures).toMatchObject([{ value: 0, n: 1 }]);
  });

  it('counts each survey for itself, and an answer to one only there', async () => {
    const [nps, csat] = [await survey('nps'), await survey('csat')];
    const maya = await community.member();
    await show(maya, nps);
    await show(maya, csat);
    await answer(maya, csat, 4);

    expect((await count(community, 'response_rate', march)).measures).toMatchObject([{ value: 50, n: 2 }]);
  });
});
