import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { Recorder } from './recorder.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('takes in a crowd through two processes, each item once, whatever order it comes in', async () => {
  const community = await Community.open(database);
  const [survey, list, step, reward] = [v7(), v7(), v7(), v7()];
  await community.add('survey', { id: survey, kind: 'nps' });
  await community.add('checklist', { id: list, title: { en: 'Start' } });
  await community.add('checklist_item', {
    id: step,
    checklist_id: list,
    position: 1,
    title: { en: 'Five times' },
    event_name: 'opened',
    event_count: 5,
    points: 10,
  });
  await community.add('reward', {
    id: reward,
    name: { en: 'Mug' },
    description: { en: 'Mug' },
    cost: 5,
    stock: 9,
  });
  for (const kind of ['survey.answered', 'post.created', 'comment.created']) {
    await community.add('earning_rule', { kind, points: 3, per_day: 5 });
  }
  const members = await Promise.all(Array.from({ length: 12 }, () => community.member()));
  const [author] = members;
  if (!author) throw new Error('No members');
  const first = community.item('post.created', { text: 'The first' });
  await community.send(author, first);
  const postId = first.id.replace('int_', 'pst_');
  const { bus, now } = community.services;
  const other = new Recorder({ database, bus, now, onError: (error) => community.failures.push(error) });

  const batches = members.flatMap((member) => [
    [
      community.item('reaction.added', { postId, emoji: '👍' }),
      community.item('event.tracked', { name: 'opened' }),
      community.item('comment.created', { postId, text: 'Hello' }),
      community.item('reward.redeemed', { rewardId: wireId('reward', reward) }),
    ].map((item) => ({ member, item })),
    [
      community.item('survey.answered', {
        surveyId: wireId('survey', survey),
        answerId: wireId('answer', v7()),
        score: 9,
        complete: true,
      }),
      community.item('post.created', { text: 'My own' }),
      ...Array.from({ length: 4 }, () => community.item('event.tracked', { name: 'opened' })),
    ].map((item) => ({ member, item })),
  ]);
  // Every batch twice, forwards and backwards, through both.
  const outcomes = await Promise.all(
    [...batches, ...batches.map((batch) => batch.toReversed()).toReversed()].map((batch, index) =>
      (index % 2 === 0 ? other : community.services.recorder).record(
        community.project,
        batch[0]?.member ?? author,
        {
          sentAt: community.now.toISOString(),
          items: batch.map(({ item }) => item),
        },
      ),
    ),
  );

  expect(community.failures).toEqual([]);
  const codes = outcomes.flat().map(codeOf);
  expect(codes.filter((code) => code === 'handler_failed')).toEqual([]);
  const acceptedIds = outcomes
    .flat()
    .filter(({ status }) => status === 'accepted')
    .map(({ id }) => id);
  expect(new Set(acceptedIds).size).toBe(acceptedIds.length);
  expect(await community.count('interaction')).toBe(acceptedIds.length + 1);
  const [row] = await database.query(
    `SELECT (SELECT count(*) FROM checklist_progress WHERE project_id = $1::uuid AND count = 5) AS finished,
            (SELECT comment_count FROM post WHERE id = $2::uuid) AS comments,
            (SELECT count(*) FROM survey_answer WHERE project_id = $1::uuid) AS answers,
            (SELECT sum(balance)::int8 FROM ledger_account WHERE project_id = $1::uuid) AS total`,
    [community.project.id, postId.slice(4)],
  );
  expect(row).toEqual({ finished: 12, comments: 12, answers: 12, total: 0 });
});
