import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { comment, openDesk, post, report } from './testing.ts';

let database: Database;
let community: Community;
let ada: Awaited<ReturnType<typeof openDesk>>;
let maya: Extract<Actor, { type: 'verified' }>;
let noah: Extract<Actor, { type: 'verified' }>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  ada = await openDesk(community, 'Ada');
  [maya, noah] = [await community.member('Maya'), await community.member('Noah')];
});

const idsOf = async (input: Parameters<typeof ada.queue>[0]) =>
  (await ada.queue(input)).items.map(({ id }) => id);

describe('the queue', () => {
  it('shows what is reported, longest waiting first, with the reasons', async () => {
    const [one, two] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const reply = await comment(community, maya, one);
    await report(community, noah, two);
    community.pass({ minutes: 5 });
    await report(community, noah, reply);
    await report(community, await community.member('Olu'), two);

    const { items } = await ada.queue({});

    expect(items.map(({ id }) => id)).toEqual([two, reply]);
    expect(items).toMatchObject([
      { reports: { open: 2, reasons: ['spam'] }, author: { name: 'Maya' } },
      { reports: { open: 1 }, postId: one },
    ]);
    expect(await ada.counts()).toEqual({ reported: 2, first: 3, all: 3 });
  });

  it('leaves out what its author has deleted meanwhile', async () => {
    const postId = await post(community, maya);
    await report(community, noah, postId);
    await community.record(maya, 'post.deleted', { postId });

    expect(await idsOf({})).toEqual([]);
    expect(await ada.counts()).toMatchObject({ reported: 0, all: 0 });
    await expect(ada.case({ id: postId })).rejects.toMatchObject({ reason: 'not_found' });
  });

  it('shows the first three of each member until somebody has decided about them', async () => {
    const postId = await post(community, maya, 'One');
    community.pass({ minutes: 1 });
    const [second, third] = [
      await comment(community, maya, postId, 'Two'),
      await comment(community, maya, postId, 'Three'),
    ];
    community.pass({ minutes: 1 });
    await comment(community, maya, postId, 'Four');

    expect(await idsOf({ tab: 'first' })).toEqual([postId, second, third]);
    const { batchId } = await ada.act({ verb: 'approve', targets: [{ id: second }] });
    expect(await idsOf({ tab: 'first' })).toEqual([postId, third]);
    await ada.undo({ batchId: batchId ?? '' });
    expect(await idsOf({ tab: 'first' })).toEqual([postId, second, third]);
    community.pass({ days: 31 });
    expect(await idsOf({ tab: 'first' })).toEqual([]);
  });

  it('goes through everything page by page, and finds words, names and statuses', async () => {
    const written: string[] = [];
    for (const text of ['50% off', 'Fifty off', 'Nothing']) {
      written.unshift(await post(community, maya, text));
      community.pass({ minutes: 1 });
    }
    written.unshift(await comment(community, noah, written[0] ?? '', 'Really 50%?'));
    await ada.act({ verb: 'hide', targets: [{ id: written[1] ?? '' }], reason: 'spam' });

    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const { items, nextCursor } = await ada.queue({ tab: 'all', limit: 2, cursor });
      seen.push(...items.map(({ id }) => id));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen).toEqual(written);
    // A wildcard of the database is a letter like any other.
    expect(await idsOf({ tab: 'all', text: '50%' })).toEqual([written[0], written[3]]);
    expect(await idsOf({ tab: 'all', text: 'noah' })).toEqual([written[0]]);
    expect(await idsOf({ tab: 'all', status: 'hidden' })).toEqual([written[1]]);
  });
});

describe('a case', () => {
  it('tells who wrote it, what they pay, how they feel and what happened before', async () => {
    const accountId = v7();
    const surveyId = v7();
    await community.add('account', { id: accountId, external_id: 'globex', name: 'Globex', plan: 'Scale' });
    const at = new Date(community.now.getTime() - 86_400_000);
    await database.execute(
      'UPDATE member SET account_id = $2::uuid WHERE project_id = $1::uuid AND id = $3::uuid',
      [community.project.id, accountId, maya.memberId],
    );
    for (const [currency, mrr, days] of [
      ['EUR', 10_000, 2],
      ['EUR', 24_900, 1],
      ['USD', 0, 1],
      ['EUR', 99_900, -1],
    ] as const) {
      const from = new Date(community.now.getTime() - days * 86_400_000);
      await community.add('mrr_step', { account_id: accountId, currency, at: from, mrr });
    }
    await community.add('survey', { id: surveyId, kind: 'nps' });
    const answer = { survey_id: surveyId, member_id: maya.memberId, answered_at: at, updated_at: at };
    await community.add('survey_answer', { id: v7(), score: 4, comment: 'Slow', ...answer });
    const earlier = await post(community, maya, 'Earlier');
    await ada.act({ verb: 'remove', targets: [{ id: earlier }], reason: 'abuse', note: 'Insults' });
    const parent = await post(community, noah, 'A question');
    const reply = await comment(community, maya, parent, 'An answer');
    await report(community, noah, reply, 'Rude');
    await ada.act({ verb: 'ban', targets: [{ id: reply }], reason: 'abuse', days: 1 });

    const found = await ada.case({ id: reply });

    expect(found).toMatchObject({
      item: { id: reply, earlier: 1, reports: { open: 1 } },
      post: { text: 'A question', author: { name: 'Noah' }, status: 'visible' },
      author: {
        name: 'Maya',
        verified: true,
        account: { name: 'Globex', plan: 'Scale' },
        mrr: [{ currency: 'EUR', amount: 24_900 }],
        nps: { score: 4, comment: 'Slow' },
        posts: 1,
        comments: 1,
        withheld: 1,
        ban: { until: '2026-03-02T12:00:00.000Z' },
      },
      reports: [{ reporter: { name: 'Noah' }, reason: 'spam', note: 'Rude', open: true }],
    });
    expect(found.author.actions.map(({ verb, target }) => [verb, target?.id])).toEqual([
      ['ban', reply],
      ['remove', earlier],
    ]);
    expect(found.actions.map(({ verb }) => verb)).toEqual(['ban']);
    expect((await ada.case({ id: parent })).author).toMatchObject({
      id: wireId('member', noah.memberId),
      account: null,
      mrr: [],
      nps: null,
      ban: null,
      actions: [],
    });
  });
});
