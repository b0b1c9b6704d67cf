import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { getFunnel } from '../insights/funnel.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { codesOf, comment, openDesk, post } from './testing.ts';

let database: Database;
let community: Community;
let ada: Awaited<ReturnType<typeof openDesk>>;
let maya: Extract<Actor, { type: 'verified' }>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  ada = await openDesk(community, 'Ada');
  maya = await community.member('Maya');
});

const feedOf = async (actor: Actor) =>
  (await boot(community.context(actor), { widgets: ['feed'], locale: 'en' })).feed;
const mayas = () => [{ id: wireId('member', maya.memberId) }];
const say = (text: string) => community.record(maya, 'post.created', { text });

describe('a banned member', () => {
  it('may not post, comment, react or report, is told until when, and may take back what they said', async () => {
    const noah = await community.member('Noah');
    const [postId, mine] = [await post(community, noah), await post(community, maya, 'Mine')];
    const reply = await comment(community, maya, postId);
    await community.record(maya, 'reaction.added', { postId, emoji: '👍' });

    await ada.act({ verb: 'ban', targets: mayas(), reason: 'abuse', days: 7 });

    const outcomes = await community.send(
      maya,
      community.item('post.created', { text: 'Me again' }),
      community.item('post.edited', { postId: mine, text: 'And again' }),
      community.item('comment.created', { postId, text: 'And here' }),
      community.item('reaction.added', { postId, emoji: '🎉' }),
      community.item('report.created', { target: { postId }, reason: 'spam' }),
      community.item('reaction.removed', { postId, emoji: '👍' }),
      community.item('comment.deleted', { commentId: reply }),
      community.item('post.deleted', { postId: mine }),
    );
    expect(outcomes.map(codeOf)).toEqual([
      ...Array.from({ length: 5 }, () => 'not_allowed'),
      ...Array.from({ length: 3 }, () => 'accepted'),
    ]);
    expect(outcomes[0]).toMatchObject({ message: expect.stringContaining('until 2026-03-08 12:00 UTC') });
    expect(await feedOf(maya)).toMatchObject({
      canPost: false,
      paused: { until: '2026-03-08T12:00:00.000Z' },
    });
    expect(await feedOf(noah)).not.toHaveProperty('paused');
    expect(codeOf(await community.record(noah, 'reaction.added', { postId, emoji: '🎉' }))).toBe('accepted');
  });

  it('is back when the time is over', async () => {
    await ada.act({ verb: 'ban', targets: mayas(), reason: 'spam', days: 1 });
    expect(codeOf(await say('Too soon'))).toBe('not_allowed');

    community.pass({ days: 1 });

    expect(codeOf(await say('Back'))).toBe('accepted');
    expect(await feedOf(maya)).toMatchObject({ canPost: true });
  });

  it('is back when the ban is lifted, and out again when that is undone', async () => {
    await ada.act({ verb: 'ban', targets: mayas(), reason: 'spam', days: null });
    community.pass({ days: 400 });
    expect(codeOf(await say('Still out'))).toBe('not_allowed');

    const lifted = await ada.act({ verb: 'unban', targets: mayas() });
    expect(codeOf(await say('Back'))).toBe('accepted');
    expect(codesOf(await ada.act({ verb: 'unban', targets: mayas() }))).toEqual(['already_so']);

    expect(codesOf(await ada.undo({ batchId: lifted.batchId ?? '' }))).toEqual(['done']);
    expect(codeOf(await say('Out'))).toBe('not_allowed');
  });

  it('is banned once by a post and its comment, and undoing restores the ban before', async () => {
    const postId = await post(community, maya);
    const reply = await comment(community, maya, postId);
    await ada.act({ verb: 'ban', targets: mayas(), reason: 'spam', days: 1 });

    const longer = await ada.act({
      verb: 'ban',
      targets: [{ id: postId }, { id: reply }],
      reason: 'spam',
      days: 30,
    });
    expect(codesOf(longer)).toEqual(['done', 'already_so']);
    expect(await feedOf(maya)).toMatchObject({ paused: { until: '2026-03-31T12:00:00.000Z' } });

    await ada.undo({ batchId: longer.batchId ?? '' });
    expect(await feedOf(maya)).toMatchObject({ paused: { until: '2026-03-02T12:00:00.000Z' } });
  });

  it('stays banned when an older ban of theirs is undone', async () => {
    const first = await ada.act({ verb: 'ban', targets: mayas(), reason: 'spam', days: 1 });
    await ada.act({ verb: 'ban', targets: mayas(), reason: 'spam', days: 7 });

    expect(codesOf(await ada.undo({ batchId: first.batchId ?? '' }))).toEqual(['decided']);
    expect(codeOf(await say('No'))).toBe('not_allowed');
  });
});

describe('a warning', () => {
  it('reaches the member once, in the moderator’s words', async () => {
    const postId = await post(community, maya, 'Look at my shop');
    const warned = await ada.act({
      verb: 'warn',
      targets: [{ id: postId }],
      reason: 'spam',
      note: 'Please keep shops out of here.',
    });

    const notice = (await feedOf(maya))?.notice;
    expect(notice).toEqual({
      id: warned.batchId,
      reason: 'spam',
      text: 'Please keep shops out of here.',
      excerpt: 'Look at my shop',
    });
    expect(await feedOf(await community.member('Noah'))).not.toHaveProperty('notice');

    await community.record(maya, 'widget.dismissed', { widget: 'feed', contentId: notice?.id });
    expect(await feedOf(maya)).not.toHaveProperty('notice');
    expect(codesOf(await ada.undo({ batchId: warned.batchId ?? '' }))).toEqual(['read']);
    // Which is no word against the feed.
    const { services, project } = community;
    const { rows } = await getFunnel(services, project.id, { from: '2026-03-01', to: '2026-03-02' });
    expect(rows.find(({ widget }) => widget === 'feed')?.dismissed ?? 0).toBe(0);
    await community.record(maya, 'widget.dismissed', { widget: 'feed' });
    const after = await getFunnel(services, project.id, { from: '2026-03-01', to: '2026-03-02' });
    expect(after.rows.find(({ widget }) => widget === 'feed')?.dismissed).toBe(1);
  });

  it('is taken back before it is read', async () => {
    const warned = await ada.act({ verb: 'warn', targets: mayas(), reason: 'abuse', note: 'Be kind.' });
    expect(codesOf(await ada.undo({ batchId: warned.batchId ?? '' }))).toEqual(['done']);
    expect(await feedOf(maya)).not.toHaveProperty('notice');
  });
});
