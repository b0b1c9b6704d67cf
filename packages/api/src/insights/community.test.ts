import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { mergeMember } from '../members/merge-store.ts';
import { Community } from '../testing/community.ts';
import { getDropOff } from './drop-off.ts';
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

describe('the feed', () => {
  const post = async (author: Actor): Promise<string> => {
    const id = wireId('interaction', v7());
    const [outcome] = await community.send(
      author,
      community.item('post.created', { text: `Hello ${id}` }, { id }),
    );
    expect(outcome?.status).toBe('accepted');
    return id.replace('int_', 'pst_');
  };
  const comment = (author: Actor, postId: string) =>
    community.record(author, 'comment.created', { postId, text: 'Hi' });

  it('is taken part in by those who post, comment or react, of all who are active', async () => {
    const [maya, noah, ida] = [await community.member(), await community.member(), await community.member()];
    const postId = await post(maya);
    await community.record(noah, 'reaction.added', { postId, emoji: '👍' });
    await community.record(ida, 'event.tracked', { name: 'opened' });

    const { measures } = await count(community, 'participation', march);
    expect(measures).toMatchObject([{ value: 200 / 3, n: 3 }]);
    const ofIda = await count(community, 'participation', march, { members: [ida.memberId] });
    expect(ofIda.measures).toMatchObject([{ value: 0, n: 1 }]);
    expect(
      (await count(community, 'participation', { from: '2026-02-01', to: '2026-03-01' })).measures,
    ).toEqual([empty]);
  });

  it('answers a post when somebody else comments, and the first of them counts', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    const answered = await post(maya);
    await post(maya);
    await comment(maya, answered);
    community.pass({ minutes: 90 });
    await comment(noah, answered);
    community.pass({ minutes: 90 });
    await comment(noah, answered);

    expect((await count(community, 'unanswered_posts', march)).measures).toMatchObject([{ value: 50, n: 2 }]);
    expect(await count(community, 'time_to_first_answer', march)).toMatchObject({
      measures: [{ value: 1.5, n: 1, low: null, high: null }],
      exclusions: [{ reason: 'Posts without an answer', count: 1 }],
    });
    const ofNoah = await count(community, 'unanswered_posts', march, { members: [noah.memberId] });
    expect(ofNoah.measures).toEqual([empty]);
  });

  it('forgets what was deleted or is hidden, posts and answers alike', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    const [kept, gone] = [await post(maya), await post(maya)];
    await comment(noah, kept);
    await community.record(maya, 'post.deleted', { postId: gone });
    await database.execute(`UPDATE comment SET status = 'hidden' WHERE project_id = $1::uuid`, [
      community.project.id,
    ]);

    expect((await count(community, 'unanswered_posts', march)).measures).toMatchObject([
      { value: 100, n: 1 },
    ]);
  });
});

describe('activation', () => {
  const items = [v7(), v7()];
  let checklistId: string;

  beforeEach(async () => {
    const id = v7();
    checklistId = wireId('checklist', id);
    await community.add('checklist', { id, title: { en: 'Start' } });
    for (const [position, item] of items.entries()) {
      await community.add('checklist_item', {
        id: item,
        checklist_id: id,
        position,
        title: { en: `Step ${position + 1}` },
      });
    }
  });

  const show = (actor: Actor) =>
    community.record(actor, 'widget.shown', { widget: 'checklist', contentId: checklistId });
  const complete = (actor: Actor, place: number) =>
    community.record(actor, 'checklist.item.completed', { itemId: wireId('item', items[place] ?? '') });

  it('is of those first shown the list in a period, whenever they complete it', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    await show(maya);
    await show(noah);
    await complete(noah, 0);
    community.pass({ days: 2 });
    await show(maya);
    await complete(maya, 0);
    await complete(maya, 1);

    const days = { from: '2026-03-01', to: '2026-03-04', interval: 'day' as const };
    expect((await count(community, 'activation', days)).measures).toMatchObject([
      { value: 50, n: 2 },
      empty,
      empty,
    ]);
    expect(await count(community, 'activation_time', march)).toMatchObject({
      measures: [{ value: 48, n: 1 }],
      exclusions: [{ reason: 'Members who have not completed it', count: 1 }],
    });
    const ofNoah = await count(community, 'activation', march, { members: [noah.memberId] });
    expect(ofNoah.measures).toMatchObject([{ value: 0, n: 1 }]);
  });

  it('of an account is that of any of its members', async () => {
    const [acme, initech] = [v7(), v7()];
    for (const id of [acme, initech]) await community.add('account', { id, external_id: id });
    const members = [await community.member(), await community.member(), await community.member()];
    for (const [place, member] of members.entries()) {
      await database.execute(
        'UPDATE member SET account_id = $3::uuid WHERE project_id = $1::uuid AND id = $2::uuid',
        [community.project.id, member.memberId, place < 2 ? acme : initech],
      );
      await show(member);
    }
    const [maya] = members;
    if (!maya) throw new Error('No members');
    await complete(maya, 0);
    await complete(maya, 1);

    expect((await count(community, 'account_activation', march)).measures).toMatchObject([
      { value: 50, n: 2 },
    ]);
  });

  it('loses members from one step to the next', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    await show(maya);
    await show(noah);
    await complete(maya, 0);
    await complete(maya, 1);
    await complete(noah, 0);

    const { checklists } = await getDropOff(community.services, community.project.id, march);
    expect(checklists).toMatchObject([
      {
        id: checklistId,
        shown: 2,
        steps: [
          { title: 'Step 1', completed: 2, reached: 100, lost: 0 },
          { title: 'Step 2', completed: 1, reached: 50, lost: 1 },
        ],
      },
    ]);
  });

  it('takes a visitor who signed in for the one member that they became', async () => {
    const [somebody, maya] = [await community.anonymous(), await community.member()];
    await show(somebody);
    community.pass({ days: 1 });
    await show(maya);
    const rows = await database.query<{ hash: Buffer }>(
      'SELECT anonymous_hash AS hash FROM member WHERE project_id = $1::uuid AND id = $2::uuid',
      [community.project.id, somebody.memberId],
    );
    const anonymousHash = rows[0]?.hash ?? Buffer.alloc(0);
    await mergeMember(database, { projectId: community.project.id, anonymousHash, memberId: maya.memberId });

    const days = { from: '2026-03-01', to: '2026-03-03', interval: 'day' as const };
    expect((await count(community, 'activation', days)).measures.map(({ n }) => n)).toEqual([1, 0]);
  });
});
