import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { commentsOf, pageOf, postBy } from './page.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const readerOf = (actor: Actor) => ({
  services: community.services,
  project: community.project,
  memberId: actor.type === 'visitor' ? null : actor.memberId,
});

async function write(actor: Actor, text = 'Hello'): Promise<string> {
  const item = community.item('post.created', { text });
  const outcomes = await community.send(actor, item);
  expect(outcomes.map(codeOf)).toEqual(['accepted']);
  return item.id.replace('int_', 'pst_');
}

describe('posting', () => {
  it('makes one post of a post that is sent again and again', async () => {
    const maya = await community.member('Maya');
    const item = community.item('post.created', { text: 'Hello' });

    await Promise.all([
      community.send(maya, item),
      community.send(maya, item),
      community.send(maya, item, item),
    ]);

    const { posts } = await pageOf(readerOf(maya), { limit: 20 });
    expect(posts).toEqual([
      {
        id: item.id.replace('int_', 'pst_'),
        author: { id: wireId('member', maya.memberId), name: 'Maya', avatarUrl: null },
        text: 'Hello',
        createdAt: community.now.toISOString(),
        editedAt: null,
        pinned: false,
        mine: true,
        editableUntil: new Date(community.now.getTime() + 300_000).toISOString(),
        reactions: [],
        commentCount: 0,
      },
    ]);
  });

  it('can be changed for five minutes, by its author alone', async () => {
    const [maya, noah] = [await community.member(), await community.member(null)];
    const postId = await write(maya);
    const text = 'Hello, world';

    expect(codeOf(await community.record(noah, 'post.edited', { postId, text }))).toBe('not_allowed');
    community.pass({ minutes: 5 });
    expect(codeOf(await community.record(maya, 'post.edited', { postId, text }))).toBe('accepted');
    community.pass({ minutes: 0.01 });
    const late = community.item(
      'post.edited',
      { postId, text: 'Too late' },
      { occurredAt: new Date('2026-03-01') },
    );
    expect((await community.send(maya, late)).map(codeOf)).toEqual(['edit_window_closed']);

    expect(await postBy(readerOf(maya), postId)).toMatchObject({ text, mine: true, editableUntil: null });
  });

  it('keeps what was said in the log when a post is edited and deleted', async () => {
    const maya = await community.member();
    const postId = await write(maya, 'First thought');

    await community.record(maya, 'post.edited', { postId, text: 'Second thought' });
    await community.record(maya, 'post.deleted', { postId });

    expect(await postBy(readerOf(maya), postId)).toBeNull();
    expect(codeOf(await community.record(maya, 'post.deleted', { postId }))).toBe('not_found');
    const log = await database.query(
      `SELECT kind, payload->>'text' AS text FROM interaction WHERE project_id = $1::uuid ORDER BY id`,
      [community.project.id],
    );
    expect(log).toEqual([
      { kind: 'post.created', text: 'First thought' },
      { kind: 'post.edited', text: 'Second thought' },
      { kind: 'post.deleted', text: null },
    ]);
  });

  it('refuses the same words twice, and more than five posts an hour', async () => {
    const maya = await community.member();
    await write(maya, 'one');

    expect(codeOf(await community.record(maya, 'post.created', { text: 'one' }))).toBe('already_done');
    const batch = ['two', 'three', 'four', 'five', 'six'].map((text) =>
      community.item('post.created', { text }),
    );
    const outcomes = await community.send(maya, ...batch);
    expect(outcomes.map(codeOf)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'too_many']);
    // What is sent again counts as what it is: written before.
    const again = await community.send(
      maya,
      ...batch.slice(0, 4),
      community.item('post.created', { text: 'seven' }),
      community.item('post.created', { text: 'two' }),
    );
    expect(again.map(codeOf)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'too_many',
      'already_done',
    ]);
    community.pass({ minutes: 61 });
    await write(maya, 'one');
  });

  it('is closed to what belongs to another project', async () => {
    const maya = await community.member();
    const postId = await write(maya);
    const other = await Community.open(database);
    const stranger = await other.member();

    const outcomes = await other.send(
      stranger,
      other.item('post.edited', { postId, text: 'Mine now' }),
      other.item('post.deleted', { postId }),
      other.item('comment.created', { postId, text: 'Hi' }),
      other.item('reaction.added', { postId, emoji: '👍' }),
      other.item('report.created', { target: { postId }, reason: 'spam' }),
    );

    expect(outcomes.map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'not_found'));
    expect(await other.count('interaction')).toBe(0);
    expect(
      await postBy({ services: other.services, project: other.project, memberId: null }, postId),
    ).toBeNull();
    expect(await postBy(readerOf(maya), postId)).toMatchObject({ text: 'Hello', commentCount: 0 });
  });
});

describe('commenting, reacting and reporting', () => {
  it('counts comments as they come and go', async () => {
    const [maya, noah] = [await community.member(), await community.member(null)];
    const postId = await write(maya);
    const item = community.item('comment.created', { postId, text: 'Welcome' });
    const commentId = item.id.replace('int_', 'cmt_');

    await community.send(noah, item, community.item('comment.created', { postId, text: 'And more' }));
    expect(await postBy(readerOf(maya), postId)).toMatchObject({ commentCount: 2 });
    expect(codeOf(await community.record(maya, 'comment.deleted', { commentId }))).toBe('not_allowed');
    expect(codeOf(await community.record(noah, 'comment.deleted', { commentId }))).toBe('accepted');
    expect(codeOf(await community.record(noah, 'comment.deleted', { commentId }))).toBe('not_found');

    expect(await postBy(readerOf(maya), postId)).toMatchObject({ commentCount: 1 });
    const { comments } = await commentsOf(readerOf(maya), { postId, limit: 20 });
    expect(comments).toMatchObject([{ postId, text: 'And more', author: { name: 'Member' }, mine: false }]);
  });

  it('takes a post and what is said of it in one batch, whatever comes first', async () => {
    const maya = await community.member();
    const post = community.item('post.created', { text: 'Hello' });
    const postId = post.id.replace('int_', 'pst_');
    const comment = community.item('comment.created', { postId, text: 'First!' });
    const commentId = comment.id.replace('int_', 'cmt_');

    const outcomes = await community.send(
      maya,
      community.item('report.created', { target: { commentId }, reason: 'spam' }),
      community.item('report.created', { target: { postId }, reason: 'spam' }),
      community.item('reaction.added', { postId, emoji: '👍' }),
      comment,
      post,
    );

    expect(outcomes.map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'accepted'));
    expect(await postBy(readerOf(maya), postId)).toMatchObject({
      commentCount: 1,
      reactions: [{ emoji: '👍', count: 1, mine: true }],
    });
    expect(await community.count('report')).toBe(2);
  });

  it('takes nothing about a post that goes in the same batch', async () => {
    const maya = await community.member();
    const postId = await write(maya);

    const outcomes = await community.send(
      maya,
      community.item('comment.created', { postId, text: 'Wait!' }),
      community.item('reaction.added', { postId, emoji: '👍' }),
      community.item('report.created', { target: { postId }, reason: 'spam' }),
      community.item('post.deleted', { postId }),
    );

    expect(outcomes.map(codeOf)).toEqual(['not_found', 'not_found', 'not_found', 'accepted']);
  });

  it('counts each reaction of a member once, and takes it back', async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    const postId = await write(maya);
    const [heart, thumb] = [{ postId, emoji: '❤️' } as const, { postId, emoji: '👍' } as const];

    await community.record(noah, 'reaction.added', heart);
    const again = await community.record(noah, 'reaction.added', heart);
    await community.record(noah, 'reaction.added', thumb);
    await community.record(maya, 'reaction.added', thumb);

    expect(again).toMatchObject({ status: 'accepted', changed: [] });
    expect((await postBy(readerOf(maya), postId))?.reactions).toEqual([
      { emoji: '👍', count: 2, mine: true },
      { emoji: '❤️', count: 1, mine: false },
    ]);
    await community.send(
      noah,
      community.item('reaction.removed', heart),
      community.item('reaction.added', heart),
      community.item('reaction.removed', heart),
    );
    expect((await postBy(readerOf(maya), postId))?.reactions).toEqual([
      { emoji: '👍', count: 2, mine: true },
    ]);
  });

  it('takes one report of a thing from a member', async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    const postId = await write(maya);
    const report = { target: { postId }, reason: 'spam', note: 'An advertisement' } as const;

    const outcomes = await community.send(
      noah,
      community.item('report.created', report),
      community.item('report.created', report),
      community.item('report.created', { target: { commentId: wireId('comment', v7()) }, reason: 'abuse' }),
    );

    expect(outcomes.map(codeOf)).toEqual(['accepted', 'already_done', 'not_found']);
    expect(await community.count('report')).toBe(1);
  });
});

describe('reading the feed', () => {
  it('goes through all posts once, newest first, even those of the same instant', async () => {
    const written: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const authors = await Promise.all(Array.from({ length: 6 }, () => community.member()));
      written.push(...(await Promise.all(authors.map((author) => write(author)))));
      if (round % 2 === 1) community.pass({ minutes: 1 });
    }

    const seen: string[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const page = await pageOf(readerOf({ type: 'visitor' }), { cursor, limit: 5 });
      seen.push(...page.posts.map(({ id }) => id));
      expect(page.hasMore).toBe(page.nextCursor !== null);
      cursor = page.nextCursor;
    }

    expect(seen).toHaveLength(24);
    expect(new Set(seen)).toEqual(new Set(written));
  });

  it('puts pinned posts first, once', async () => {
    const maya = await community.member();
    const pinned = await write(maya, 'Rules');
    community.pass({ minutes: 1 });
    const newer = await write(maya, 'News');
    await database.execute('UPDATE post SET pinned = true WHERE id = $1::uuid', [rowId(pinned)]);

    const { feed } = await boot(community.context(maya), { widgets: ['feed'], locale: 'en' });

    expect(feed?.posts.map(({ id }) => id)).toEqual([pinned, newer]);
    expect(feed).toMatchObject({ canPost: true, hasMore: false, nextCursor: null });
  });

  it('reads comments oldest first, page by page', async () => {
    const maya = await community.member();
    const postId = await write(maya);
    for (let index = 0; index < 5; index += 1) {
      await community.record(maya, 'comment.created', { postId, text: `No. ${index}` });
    }

    const first = await commentsOf(readerOf(maya), { postId, limit: 3 });
    const second = await commentsOf(readerOf(maya), { postId, limit: 3, cursor: first.nextCursor ?? '' });

    const texts = [...first.comments, ...second.comments].map(({ text }) => text);
    expect(texts).toEqual(['No. 0', 'No. 1', 'No. 2', 'No. 3', 'No. 4']);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
  });

  it('refuses a cursor that is not its own', async () => {
    for (const cursor of ['', 'nonsense', Buffer.from('9_zz').toString('base64url')]) {
      await expect(pageOf(readerOf({ type: 'visitor' }), { cursor, limit: 5 })).rejects.toMatchObject({
        reason: 'bad_request',
      });
    }
  });

  it('lets an anonymous member read only', async () => {
    const somebody = await community.anonymous();

    const { feed } = await boot(community.context(somebody), { widgets: ['feed'], locale: 'en' });

    expect(feed).toMatchObject({ canPost: false, posts: [] });
  });
});
