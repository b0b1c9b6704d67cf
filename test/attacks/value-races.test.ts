import { newId } from '@hearth/api';
import { createId } from '@hearth/client';
import type { Outcome } from '@hearth/schema';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { interaction } from '../wire.ts';
import { type Bank, balances, Client, faultsOfBooks, openBank } from './bank.ts';
import { type Attacked, openTwoProjects, type Target } from './two-projects.ts';

let server: Attacked;
let one: Target;
let bank: Bank;
let people = 0;

beforeAll(async () => {
  // Two processes share nothing but the database: what holds in one alone is found out.
  server = await openTwoProjects({ processes: 2, environment: { LOG_LEVEL: 'warn' } });
  ({ one } = server);
  bank = await openBank(server, one);
});
afterAll(() => server?.close());
afterEach(async () => {
  expect(await faultsOfBooks(server)).toEqual([]);
  // A busy machine's late answers are sent again; anything else that was complained of is ours.
  const said = server.said().split('\n');
  expect(said.filter((line) => /"reason":"internal"|A handler failed/.test(line))).toEqual([]);
});

const someone = (): Client => {
  people += 1;
  return new Client(server, one, { sub: `member-${people}` });
};
/** Members whom every process has met: being met for the first time is not what is raced for. */
const crowd = async (count: number): Promise<Client[]> => {
  const all = Array.from({ length: count }, someone);
  for (let from = 0; from < count; from += 10)
    await Promise.all(
      all.slice(from, from + 10).map(async (each) => {
        for (const turn of server.apis.keys()) await each.send([shown()], turn);
      }),
    );
  return all;
};
const shown = () => interaction('widget.shown', { widget: 'rewards' });
const codeOf = (outcome: Outcome | undefined): string | undefined =>
  outcome?.status === 'rejected' ? outcome.code : outcome?.status;
const tally = (outcomes: readonly (Outcome | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[`${codeOf(outcome)}`] = (counts[`${codeOf(outcome)}`] ?? 0) + 1;
  return counts;
};
const paidBy = (outcomes: readonly (Outcome | undefined)[]): number =>
  outcomes.reduce((sum, one) => sum + (one?.status === 'accepted' ? (one.earned?.points ?? 0) : 0), 0);
const balanceOf = async ({ sub }: Client): Promise<number> => (await balances(server, one))[sub] ?? 0;
const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

test('200 members redeem the last one at once: one gets it, and pays once', async () => {
  const members = await crowd(200);
  const ticked = await Promise.all(
    members.map((each, index) =>
      each.send([interaction('checklist.item.completed', { itemId: bank.itemId })], index),
    ),
  );
  expect(paidBy(ticked.flat())).toBe(200 * 50);

  const redeem = () => interaction('reward.redeemed', { rewardId: bank.lastRewardId });
  const outcomes = await Promise.all(members.map((each, index) => each.send([redeem()], index)));

  expect(tally(outcomes.flat())).toEqual({ accepted: 1, out_of_stock: 199 });
  const left = Object.values(await balances(server, one));
  expect(left.filter((balance) => balance === 0)).toHaveLength(1);
  expect(left.filter((balance) => balance === 50)).toHaveLength(199);
  expect(await server.rows('SELECT stock FROM reward WHERE cost = 50')).toEqual([{ stock: 0 }]);
  expect(await server.rows('SELECT FROM redemption')).toHaveLength(1);
});

test('one member redeems 60 times at once with points for five: five are had', async () => {
  const [maya = someone()] = await crowd(1);
  await maya.send([interaction('checklist.item.completed', { itemId: bank.itemId })]);
  const redeem = () => interaction('reward.redeemed', { rewardId: bank.rewardId });
  const outcomes = await times(20, (index) => maya.send([redeem(), redeem(), redeem()], index));
  expect(tally(outcomes.flat())).toEqual({ accepted: 5, insufficient_points: 55 });
  expect(await balanceOf(maya)).toBe(0);
});

describe('an answer', () => {
  test('that is replayed 1,000 times is one row and one award', async () => {
    const [maya = someone()] = await crowd(1);
    const payload = { surveyId: bank.surveyId, answerId: createId('ans'), score: 9, complete: true };
    const answer = interaction('survey.answered', payload);
    const outcomes = (await times(50, (index) => maya.send(Array(20).fill(answer), index))).flat();
    expect(tally(outcomes)).toEqual({ accepted: 1, duplicate: 999 });
    expect(await balanceOf(maya)).toBe(10);
    expect(await server.rows('SELECT FROM survey_answer')).toHaveLength(1);
  });

  test('that is sent 300 times at once under ever new ids is one row and one award', async () => {
    const [maya = someone()] = await crowd(1);
    const answerId = createId('ans');
    const outcomes = await times(300, (index) => maya.answerAnew(bank.surveyId, answerId, index));
    expect(tally(outcomes)).toEqual({ accepted: 300 });
    expect(paidBy(outcomes)).toBe(10);
    expect(await balanceOf(maya)).toBe(10);
  });

  test('of one member is not another’s, however many claim it at once', async () => {
    const members = await crowd(40);
    const answerId = createId('ans');
    const outcomes = await Promise.all(
      members.map((each, index) => each.answerAnew(bank.surveyId, answerId, index)),
    );
    expect(paidBy(outcomes)).toBe(10);
    // Whoever is told that it was taken has it stored.
    expect(tally(outcomes)).toEqual({ accepted: 1, not_allowed: 39 });
  });

  test('of why somebody leaves is one member’s too: whoever else claims it is told so', async () => {
    const members = await crowd(40);
    const payload = { surveyId: bank.exitSurveyId, reason: 'price' };
    // Few at a time meet within the moment that is raced for: so several ids, one after another.
    for (let round = 0; round < 5; round += 1) {
      const answerId = createId('ans');
      const claim = () => interaction('exit.answered', { ...payload, answerId });
      const outcomes = await Promise.all(members.map((each, index) => each.send([claim()], index)));
      expect(tally(outcomes.flat())).toEqual({ accepted: 1, not_allowed: 39 });
    }
    expect(await server.rows('SELECT FROM exit_answer')).toHaveLength(5);
  });
});

describe('a step', () => {
  test('that is ticked 100 times at once pays once', async () => {
    const [maya = someone()] = await crowd(1);
    const tick = () => interaction('checklist.item.completed', { itemId: bank.itemId });
    const outcomes = (await times(50, (index) => maya.send([tick(), tick()], index))).flat();
    expect(paidBy(outcomes)).toBe(50);
    expect(await balanceOf(maya)).toBe(50);
  });

  test('that counts events pays once, however many arrive at once', async () => {
    const [maya = someone()] = await crowd(1);
    const track = () => interaction('event.tracked', { name: 'project_created' });
    const outcomes = (await times(40, (index) => maya.send([track(), track()], index))).flat();
    expect(paidBy(outcomes)).toBe(25);
  });
});

test('a reaction counts towards a badge once, however often it is sent at once', async () => {
  const { projectId } = one;
  await server.rows(
    `INSERT INTO badge (project_id, id, name, description, icon, kind, target)
     VALUES ($1, $2, '{"en":"x"}', '{"en":"x"}', 'heart', 'reaction.added', 1000)`,
    [projectId, newId()],
  );
  const [maya = someone(), noah = someone()] = await crowd(2);
  for (let round = 1; round <= 5; round += 1) {
    const [post] = await noah.send([interaction('post.created', { text: createId('int') })]);
    const postId = `${post?.id}`.replace('int_', 'pst_');
    const react = () => interaction('reaction.added', { postId, emoji: '👍' });
    await times(40, (index) => maya.send([react()], index));
    expect(await server.rows('SELECT count FROM badge_award WHERE project_id = $1', [projectId])).toEqual([
      { count: round },
    ]);
  }
});

describe('a day’s limit', () => {
  test('holds when a member writes in two processes at once', async () => {
    const [maya = someone()] = await crowd(1);
    const post = () => interaction('post.created', { text: createId('int') });
    const posts = (await times(20, (index) => maya.send([post()], index))).flat();
    expect(paidBy(posts)).toBe(30);
    const [first] = posts.filter(({ status }) => status === 'accepted');
    const postId = `${first?.id}`.replace('int_', 'pst_');
    const comment = () => interaction('comment.created', { postId, text: createId('int') });
    const comments = (await times(30, (index) => maya.send([comment()], index))).flat();
    expect(paidBy(comments)).toBe(15);
    expect(await balanceOf(maya)).toBe(45);
  });

  test('of posts an hour holds too', async () => {
    const [maya = someone()] = await crowd(1);
    const post = () => interaction('post.created', { text: createId('int') });
    const posts = (await times(40, (index) => maya.send([post()], index))).flat();
    expect(tally(posts)).toEqual({ accepted: 5, too_many: 35 });
  });
});
