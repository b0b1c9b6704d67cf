import type { FeedEvent } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { commentsOf, pageOf, postBy } from '../feed/page.ts';
import { rowId, wireId } from '../ids.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { codesOf, comment, openDesk, post, report } from './testing.ts';

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

const reader = (memberId: string | null = null) => ({
  services: community.services,
  project: community.project,
  memberId,
});
const shown = async () => (await pageOf(reader(), { limit: 50 })).posts.map(({ id }) => id);
const commentsUnder = async (postId: string) =>
  (await commentsOf(reader(), { postId, limit: 50 })).comments.map(({ id }) => id);

function hear(): FeedEvent[] {
  const events: FeedEvent[] = [];
  community.services.bus.on('feed', ({ projectId, event }) => {
    if (projectId === community.project.id) events.push(event);
  });
  return events;
}

describe('hiding, removing and restoring', () => {
  it('takes a post out of every feed at once, its author’s too, and brings it back', async () => {
    const postId = await post(community, maya);
    const events = hear();

    await ada.act({ verb: 'hide', targets: [{ id: postId }], reason: 'spam' });
    expect(await shown()).toEqual([]);
    expect(await postBy(reader(maya.memberId), postId)).toBeNull();
    await ada.act({ verb: 'remove', targets: [{ id: postId }], reason: 'abuse' });
    expect(await shown()).toEqual([]);
    await ada.act({ verb: 'restore', targets: [{ id: postId }] });
    expect(await shown()).toEqual([postId]);

    // Removing what was hidden already is no news to anybody.
    expect(events).toEqual([
      { type: 'post.deleted', postId, authorId: wireId('member', maya.memberId) },
      { type: 'post.created', postId, authorId: wireId('member', maya.memberId) },
    ]);
  });

  it('takes a comment out of its post and of its count', async () => {
    const postId = await post(community, maya);
    const [bad, good] = [
      await comment(community, noah, postId, 'Buy this'),
      await comment(community, noah, postId, 'Well said'),
    ];
    const events = hear();

    await ada.act({ verb: 'hide', targets: [{ id: bad }], reason: 'spam' });

    expect(await commentsUnder(postId)).toEqual([good]);
    expect(await postBy(reader(), postId)).toMatchObject({ commentCount: 1 });
    expect(events).toEqual([{ type: 'post.changed', postId, authorId: wireId('member', noah.memberId) }]);
    await ada.act({ verb: 'remove', targets: [{ id: bad }], reason: 'spam' });
    expect(await postBy(reader(), postId)).toMatchObject({ commentCount: 1 });
    await ada.act({ verb: 'restore', targets: [{ id: bad }] });
    expect(await commentsUnder(postId)).toEqual([bad, good]);
    expect(await postBy(reader(), postId)).toMatchObject({ commentCount: 2 });
  });

  it('leaves members nothing to do with what is withheld', async () => {
    const postId = await post(community, maya);
    const commentId = await comment(community, noah, postId);
    const other = await post(community, maya, 'Another');
    await ada.act({ verb: 'hide', targets: [{ id: postId }, { id: commentId }], reason: 'other' });

    const outcomes = [
      await community.record(noah, 'comment.created', { postId, text: 'Hm' }),
      await community.record(noah, 'reaction.added', { postId, emoji: '👍' }),
      await community.record(noah, 'report.created', { target: { postId }, reason: 'spam' }),
      await community.record(maya, 'post.edited', { postId, text: 'Better' }),
      await community.record(maya, 'post.deleted', { postId }),
      await community.record(noah, 'comment.deleted', { commentId }),
    ];

    expect(outcomes.map(codeOf)).toEqual(Array.from({ length: 6 }, () => 'not_found'));
    expect(await shown()).toEqual([other]);
  });

  it('says of each target whether it was done, and why not', async () => {
    const [first, second] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const deleted = await post(community, maya, 'Three');
    await community.record(maya, 'post.deleted', { postId: deleted });
    await ada.act({ verb: 'remove', targets: [{ id: second }], reason: 'spam' });

    const targets = [first, second, deleted, wireId('comment', v7())].map((id) => ({ id }));
    const result = await ada.act({ verb: 'remove', targets, reason: 'spam' });

    expect(codesOf(result)).toEqual(['done', 'already_so', 'not_found', 'not_found']);
    expect(result.outcomes[1]).toMatchObject({ message: 'Ada has removed this.' });
    expect(codesOf(await ada.act({ verb: 'approve', targets: [{ id: first }] }))).toEqual(['decided']);
    expect(codesOf(await ada.act({ verb: 'hide', targets: [{ id: first }], reason: 'spam' }))).toEqual([
      'already_so',
    ]);
  });

  it('does nothing to what belongs to another project', async () => {
    const postId = await post(community, maya);
    const stranger = await openDesk(await Community.open(database), 'Eve', 'owner');
    const targets = [{ id: postId }];

    expect(await stranger.act({ verb: 'hide', targets, reason: 'spam' })).toMatchObject({
      batchId: null,
      outcomes: [{ code: 'not_found' }],
    });
    const member = [{ id: wireId('member', maya.memberId) }];
    expect(codesOf(await stranger.act({ verb: 'ban', targets: member, reason: 'spam', days: 1 }))).toEqual([
      'not_found',
    ]);
    await expect(stranger.case({ id: postId })).rejects.toMatchObject({ reason: 'not_found' });
    await expect(stranger.claim({ id: postId })).rejects.toMatchObject({ reason: 'not_found' });
    const done = await ada.act({ verb: 'hide', targets, reason: 'spam' });
    await expect(stranger.undo({ batchId: done.batchId ?? '' })).rejects.toMatchObject({
      reason: 'not_found',
    });
    expect((await stranger.audit({})).entries).toEqual([]);
    expect((await stranger.queue({ tab: 'all' })).items).toEqual([]);
  });
});

describe('reports', () => {
  it('are settled by a decision, and open again when it is undone', async () => {
    const postId = await post(community, maya);
    await report(community, noah, postId, 'An advertisement');
    expect(await ada.counts()).toMatchObject({ reported: 1 });

    await ada.act({ verb: 'warn', targets: [{ id: postId }], reason: 'spam', note: 'Please do not.' });
    expect(await ada.counts()).toMatchObject({ reported: 1 });
    const { batchId } = await ada.act({ verb: 'approve', targets: [{ id: postId }] });
    expect(await ada.counts()).toMatchObject({ reported: 0 });
    expect((await ada.case({ id: postId })).reports).toMatchObject([
      { reporter: { name: 'Noah' }, note: 'An advertisement', open: false },
    ]);

    await ada.undo({ batchId: batchId ?? '' });
    expect(await ada.counts()).toMatchObject({ reported: 1 });
  });

  it('that come after an approval bring it back into the queue', async () => {
    const postId = await post(community, maya);
    await ada.act({ verb: 'approve', targets: [{ id: postId }] });
    expect(codesOf(await ada.act({ verb: 'approve', targets: [{ id: postId }] }))).toEqual(['already_so']);

    await report(community, noah, postId);

    expect((await ada.queue({})).items).toMatchObject([{ id: postId, reports: { open: 1 } }]);
    expect(codesOf(await ada.act({ verb: 'approve', targets: [{ id: postId }] }))).toEqual(['done']);
    expect((await ada.queue({})).items).toEqual([]);
  });
});

describe('two operators', () => {
  it('do not decide a case that one of them has taken', async () => {
    const ben = await openDesk(community, 'Ben');
    const postId = await post(community, maya);
    const targets = [{ id: postId }];

    const claim = await ada.claim({ id: postId });
    expect(claim).toMatchObject({ mine: true, operator: { name: 'Ada' } });
    await expect(ben.claim({ id: postId })).rejects.toMatchObject({
      reason: 'conflict',
      message: 'Ada is looking at this. Go on with the next one.',
    });
    expect((await ben.queue({ tab: 'all' })).items).toMatchObject([
      { claim: { operator: { name: 'Ada' }, mine: false } },
    ]);
    expect(codesOf(await ben.act({ verb: 'approve', targets }))).toEqual(['claimed']);
    expect(await ben.release({ id: postId })).toEqual({ released: false });

    community.pass({ minutes: 11 });
    expect(await ben.claim({ id: postId })).toMatchObject({ mine: true });
    expect(codesOf(await ada.act({ verb: 'approve', targets }))).toEqual(['claimed']);
    expect(await ben.release({ id: postId })).toEqual({ released: true });
    expect(codesOf(await ada.act({ verb: 'approve', targets }))).toEqual(['done']);
  });

  it('who press at the same time: one does it, the other is told', async () => {
    const ben = await openDesk(community, 'Ben');
    const postId = await post(community, maya);
    const targets = [{ id: postId, seen: null }];

    const results = await Promise.all([
      ada.act({ verb: 'hide', targets, reason: 'spam' }),
      ben.act({ verb: 'remove', targets, reason: 'abuse' }),
    ]);

    expect(results.flatMap(codesOf).toSorted()).toEqual(['decided', 'done']);
    expect((await ada.audit({})).entries).toHaveLength(1);
    const claims = await Promise.allSettled([ada.claim({ id: postId }), ben.claim({ id: postId })]);
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('may decide anew once they have seen what the other decided', async () => {
    const ben = await openDesk(community, 'Ben');
    const postId = await post(community, maya);
    await ada.act({ verb: 'hide', targets: [{ id: postId }], reason: 'spam' });

    const [item] = (await ben.queue({ tab: 'all' })).items;
    expect(item?.decision).toMatchObject({ verb: 'hide', operator: { name: 'Ada' } });
    const seen = item?.decision?.id ?? null;
    expect(codesOf(await ben.act({ verb: 'restore', targets: [{ id: postId, seen }] }))).toEqual(['done']);
    const stale = await ada.act({ verb: 'remove', targets: [{ id: postId, seen }], reason: 'spam' });
    expect(stale.outcomes).toMatchObject([
      { code: 'decided', message: 'Ben has restored this. Look again before you decide.' },
    ]);
  });
});

describe('the log', () => {
  it('cannot be changed by anybody, not even in the database', async () => {
    const postId = await post(community, maya);
    await ada.act({ verb: 'hide', targets: [{ id: postId }], reason: 'spam', note: 'Third time' });
    const where = 'WHERE project_id = $1::uuid';

    for (const statement of [
      `UPDATE moderation_action SET note = 'Nothing' ${where}`,
      `DELETE FROM moderation_action ${where}`,
    ]) {
      await expect(database.execute(statement, [community.project.id])).rejects.toThrow(/appended/);
    }
    expect((await ada.audit({})).entries).toMatchObject([
      {
        operator: { id: ada.id, name: 'Ada' },
        verb: 'hide',
        target: { id: postId, excerpt: 'Hello' },
        member: { name: 'Maya' },
        reason: 'spam',
        note: 'Third time',
        undone: false,
      },
    ]);
  });

  it('is read by operator, member and kind of action, page by page', async () => {
    const ben = await openDesk(community, 'Ben');
    const [first, second] = [await post(community, maya, 'One'), await post(community, noah, 'Two')];
    await ada.act({ verb: 'hide', targets: [{ id: first }, { id: second }], reason: 'spam' });
    await ben.act({ verb: 'restore', targets: [{ id: first }] });
    const told = async (filter: Parameters<typeof ada.audit>[0]) =>
      (await ada.audit(filter)).entries.map(({ verb, target }) => `${verb} ${target?.excerpt}`);

    expect(await told({})).toEqual(['restore One', 'hide Two', 'hide One']);
    expect(await told({ operatorId: ben.id })).toEqual(['restore One']);
    expect(await told({ memberId: wireId('member', noah.memberId) })).toEqual(['hide Two']);
    expect(await told({ verb: 'hide' })).toEqual(['hide Two', 'hide One']);
    const page = await ada.audit({ limit: 2 });
    expect(page.operators.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    expect(await told({ limit: 2, cursor: page.nextCursor ?? '' })).toEqual(['hide One']);
  });

  it('is for those who may read it', async () => {
    const analyst = await openDesk(community, 'Ann', 'analyst');
    const postId = await post(community, maya);
    const denied = { reason: 'permission_denied' };

    await expect(analyst.audit({})).rejects.toMatchObject(denied);
    await expect(analyst.queue({})).rejects.toMatchObject(denied);
    await expect(analyst.act({ verb: 'approve', targets: [{ id: postId }] })).rejects.toMatchObject(denied);
    await expect(analyst.claim({ id: postId })).rejects.toMatchObject(denied);
    await expect(analyst.undo({ actionId: wireId('action', rowId(postId)) })).rejects.toMatchObject(denied);
  });
});

describe('what is asked for wrongly', () => {
  it('is refused with the field and the rule', async () => {
    const postId = await post(community, maya);
    const targets = [{ id: postId }];
    const problems = [
      [{ verb: 'hide', targets }, /Say why/],
      [{ verb: 'warn', targets, reason: 'spam' }, /what the member will read/],
      [{ verb: 'ban', targets, reason: 'spam' }, /lasts 1, 7 or 30 days/],
      [{ verb: 'hide', targets, reason: 'spam', days: 7 }, /lasts 1, 7 or 30 days/],
      [{ verb: 'hide', targets: [{ id: wireId('member', maya.memberId) }], reason: 'spam' }, /name a post/],
      [{ verb: 'approve', targets: [...targets, ...targets] }, /each target once/],
      [{ verb: 'approve', targets: [] }, /at least one/],
      [
        { verb: 'approve', targets: Array.from({ length: 101 }, () => ({ id: wireId('post', v7()) })) },
        /at most 100/,
      ],
    ] as const;

    for (const [input, message] of problems) {
      // @ts-expect-error: what the types refuse must be refused on the wire too
      await expect(ada.act(input)).rejects.toThrow(message);
    }
    expect(await community.count('moderation_action')).toBe(0);
  });
});
