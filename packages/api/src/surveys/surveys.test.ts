import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';

let database: Database;
let community: Community;
let surveyId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  surveyId = await addSurvey(community);
});

async function addSurvey(to: Community): Promise<string> {
  const id = v7();
  await to.add('survey', { id, kind: 'nps', question: { en: 'How likely?', de: 'Wie wahrscheinlich?' } });
  return wireId('survey', id);
}

const answer = (score: number, more: { answerId?: string; comment?: string; complete?: boolean } = {}) => ({
  surveyId,
  answerId: wireId('answer', v7()),
  score,
  complete: true,
  ...more,
});

const stored = () =>
  database.query('SELECT score, comment, complete FROM survey_answer WHERE project_id = $1::uuid', [
    community.project.id,
  ]);

const nps = async (actor: Actor) =>
  (await boot(community.context(actor), { widgets: ['nps'], locale: 'de' })).nps;

describe('answering a survey', () => {
  it('keeps a score before the comment follows, as one answer', async () => {
    const maya = await community.member();
    const answerId = wireId('answer', v7());

    await community.record(maya, 'survey.answered', answer(9, { answerId, complete: false }));
    expect(await stored()).toEqual([{ score: 9, comment: null, complete: false }]);
    await community.record(maya, 'survey.answered', answer(10, { answerId, comment: 'Lovely.' }));

    expect(await stored()).toEqual([{ score: 10, comment: 'Lovely.', complete: true }]);
  });

  it('keeps the answer that was given last, whichever arrives last', async () => {
    const maya = await community.member();
    const answerId = wireId('answer', v7());
    const earlier = community.item('survey.answered', answer(2, { answerId }), {
      occurredAt: new Date(community.now.getTime() - 60_000),
    });
    const later = community.item('survey.answered', answer(8, { answerId }));

    await community.send(maya, later);
    const outcomes = await community.send(maya, earlier);

    expect(outcomes.map(codeOf)).toEqual(['accepted']);
    expect(await stored()).toMatchObject([{ score: 8 }]);
  });

  it("refuses to change another member's answer", async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    const answerId = wireId('answer', v7());
    await community.record(maya, 'survey.answered', answer(9, { answerId }));

    const outcome = await community.record(noah, 'survey.answered', answer(0, { answerId }));

    expect(codeOf(outcome)).toBe('not_allowed');
    expect(await stored()).toMatchObject([{ score: 9 }]);
    expect(await community.count('interaction')).toBe(1);
  });

  it("does not know another project's survey", async () => {
    const other = await Community.open(database);
    const theirs = await addSurvey(other);
    const maya = await community.member();

    const outcome = await community.record(maya, 'survey.answered', { ...answer(9), surveyId: theirs });

    expect(codeOf(outcome)).toBe('not_found');
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['csat', 1, 5],
    ['ces', 1, 7],
  ])('takes an answer on the scale of its kind alone: %s from %i to %i', async (kind, least, most) => {
    const id = v7();
    await community.add('survey', { id, kind });
    const maya = await community.member();
    const give = (score: number) =>
      community.record(maya, 'survey.answered', { ...answer(score), surveyId: wireId('survey', id) });

    for (const score of [least - 1, most + 1]) {
      expect(await give(score)).toMatchObject({
        code: 'score_out_of_range',
        message: `The scale of this survey goes from ${least} to ${most}, and the score is ${score}.`,
      });
    }
    for (const score of [least, most]) expect(codeOf(await give(score))).toBe('accepted');
    expect(await stored()).toMatchObject([{ score: least }, { score: most }]);
  });

  it('takes no score for a question of why somebody leaves', async () => {
    const id = v7();
    await community.add('survey', { id, kind: 'exit' });
    const maya = await community.member();

    const outcome = await community.record(maya, 'survey.answered', {
      ...answer(5),
      surveyId: wireId('survey', id),
    });

    expect(codeOf(outcome)).toBe('not_allowed');
  });

  it('takes an anonymous answer', async () => {
    const somebody = await community.anonymous();

    expect(codeOf(await community.record(somebody, 'survey.answered', answer(7)))).toBe('accepted');
    expect(await stored()).toHaveLength(1);
  });
});

describe('whether a survey is due', () => {
  it('is due for a visitor and a newcomer, in their language', async () => {
    const maya = await community.member();

    expect(await nps({ type: 'visitor' })).toMatchObject({
      surveyId,
      due: true,
      question: 'Wie wahrscheinlich?',
    });
    expect(await nps(maya)).toMatchObject({ due: true, delaySeconds: 5, cooldownDays: 90, followUps: null });
  });

  it('is not due for 90 days after an answer', async () => {
    const maya = await community.member();
    await community.record(maya, 'survey.answered', answer(9));

    expect(await nps(maya)).toMatchObject({ due: false });
    community.pass({ days: 89 });
    expect(await nps(maya)).toMatchObject({ due: false });
    community.pass({ days: 1 });
    expect(await nps(maya)).toMatchObject({ due: true });
  });

  it('is not due after it was sent away, but still after it was only shown', async () => {
    const maya = await community.member();
    const contentId = surveyId;

    await community.record(maya, 'widget.shown', { widget: 'nps', contentId });
    expect(await nps(maya)).toMatchObject({ due: true });
    const outcome = await community.record(maya, 'widget.dismissed', { widget: 'nps', contentId });

    expect(outcome).toMatchObject({ status: 'accepted', changed: ['nps'] });
    expect(await nps(maya)).toMatchObject({ due: false });
  });

  it('remembers the moment of showing when the dismissal comes later', async () => {
    const maya = await community.member();
    const shownAt = community.now;
    await community.record(maya, 'widget.shown', { widget: 'nps', contentId: surveyId });
    community.pass({ minutes: 1 });
    await community.record(maya, 'widget.dismissed', { widget: 'nps', contentId: surveyId });

    const rows = await database.query(
      'SELECT survey_id, shown_at, dismissed_at FROM survey_exposure WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(rows).toEqual([{ survey_id: rowId(surveyId), shown_at: shownAt, dismissed_at: community.now }]);
  });

  it('remembers the moment of showing also when it was sent away in the same instant', async () => {
    const maya = await community.member();
    await community.record(maya, 'widget.shown', { widget: 'nps', contentId: surveyId });
    community.pass({ minutes: 1 });
    await community.send(
      maya,
      community.item('widget.shown', { widget: 'nps', contentId: surveyId }),
      community.item('widget.dismissed', { widget: 'nps', contentId: surveyId }),
    );

    const rows = await database.query(
      'SELECT shown_at, dismissed_at FROM survey_exposure WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(rows).toEqual([{ shown_at: community.now, dismissed_at: community.now }]);
  });

  it('offers a question of another kind to nobody, be it ever so new', async () => {
    for (const kind of ['csat', 'ces', 'exit']) await community.add('survey', { id: v7(), kind });

    expect(await nps({ type: 'visitor' })).toMatchObject({ surveyId });
  });

  it('is null where the project asks nothing', async () => {
    const other = await Community.open(database);

    const booted = await boot(other.context({ type: 'visitor' }), { widgets: ['nps'], locale: 'en' });

    expect(booted.nps).toBeNull();
  });
});
