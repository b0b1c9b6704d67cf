import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { pageOf, postBy } from '../feed/page.ts';
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

const reader = () => ({ services: community.services, project: community.project, memberId: null });
const shown = async () => (await pageOf(reader(), { limit: 50 })).posts.map(({ id }) => id);

describe('undoing', () => {
  it('brings back all that was done at once, each to where it was', async () => {
    const [one, two] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const reply = await comment(community, maya, one);
    await ada.act({ verb: 'hide', targets: [{ id: two }], reason: 'other' });

    const targets = [one, two, reply].map((id) => ({ id }));
    const bulk = await ada.act({ verb: 'remove', targets, reason: 'spam' });
    expect(codesOf(bulk)).toEqual(['done', 'done', 'done']);
    expect(await shown()).toEqual([]);

    const undone = await ada.undo({ batchId: bulk.batchId ?? '' });
    expect(codesOf(undone)).toEqual(['done', 'done', 'done']);
    expect(undone.outcomes.map(({ id }) => id)).toEqual([one, two, reply]);
    expect(await shown()).toEqual([one]);
    expect(await postBy(reader(), one)).toMatchObject({ commentCount: 1 });
    const { items } = await ada.queue({ tab: 'all', status: 'hidden' });
    expect(items.map(({ id }) => id)).toEqual([two]);
    const { entries } = await ada.audit({});
    expect(entries.slice(0, 3).map(({ verb, undoes }) => [verb, undoes !== null])).toEqual([
      ['remove', true],
      ['remove', true],
      ['remove', true],
    ]);
    expect(entries.slice(3, 6).map(({ undone: isUndone }) => isUndone)).toEqual([true, true, true]);
  });

  it('leaves what was decided anew since then', async () => {
    const ben = await openDesk(community, 'Ben');
    const [one, two] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const bulk = await ada.act({ verb: 'hide', targets: [{ id: one }, { id: two }], reason: 'spam' });
    await ben.act({ verb: 'remove', targets: [{ id: two }], reason: 'abuse' });

    const result = await ada.undo({ batchId: bulk.batchId ?? '' });

    expect(result.outcomes).toMatchObject([
      { id: one, status: 'done' },
      { id: two, code: 'decided', message: 'Ben has removed this.' },
    ]);
    expect(await shown()).toEqual([one]);
  });

  it('happens once, whoever presses when', async () => {
    const postId = await post(community, maya);
    const { batchId } = await ada.act({ verb: 'hide', targets: [{ id: postId }], reason: 'spam' });
    const undo = { batchId: batchId ?? '' };

    const both = await Promise.all([ada.undo(undo), ada.undo(undo)]);
    expect(both.flatMap(codesOf).toSorted()).toEqual(['done', 'undone']);
    const again = both.find((result) => result.batchId !== null)?.batchId ?? '';
    expect(codesOf(await ada.undo({ batchId: again }))).toEqual(['undone']);
    expect(await shown()).toEqual([postId]);
    expect(await community.count('moderation_action')).toBe(2);
  });

  it('leaves what another operator is looking at, and what its author has deleted', async () => {
    const ben = await openDesk(community, 'Ben');
    const [one, two] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const { batchId } = await ada.act({ verb: 'approve', targets: [{ id: one }, { id: two }] });
    await ben.claim({ id: one });
    await community.record(maya, 'post.deleted', { postId: two });

    expect(codesOf(await ada.undo({ batchId: batchId ?? '' }))).toEqual(['claimed', 'not_found']);
  });

  it('of one action of many leaves the others', async () => {
    const [one, two] = [await post(community, maya, 'One'), await post(community, maya, 'Two')];
    const { outcomes } = await ada.act({
      verb: 'hide',
      targets: [{ id: one }, { id: two }],
      reason: 'spam',
    });
    const [first] = outcomes;
    if (first?.status !== 'done') throw new Error('It was not done');

    expect(codesOf(await ada.undo({ actionId: first.actionId }))).toEqual(['done']);
    expect(await shown()).toEqual([one]);
  });
});
