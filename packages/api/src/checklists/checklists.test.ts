import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';

let database: Database;
let community: Community;
/** Ticked by hand, 20 points; and by three events, 30 points. */
let byHand: string;
let byEvents: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  const [list, first, second] = [v7(), v7(), v7()];
  byHand = wireId('item', first);
  byEvents = wireId('item', second);
  await community.add('checklist', { id: list, title: { en: 'Start' } });
  await community.add('checklist_item', {
    id: first,
    checklist_id: list,
    position: 1,
    title: { en: 'Read' },
    points: 20,
  });
  await community.add('checklist_item', {
    id: second,
    checklist_id: list,
    position: 2,
    title: { en: 'Invite three' },
    event_name: 'invited',
    event_count: 3,
    points: 30,
  });
});

const items = async (actor: Actor) =>
  (await boot(community.context(actor), { widgets: ['checklist'], locale: 'en' })).checklist?.items;

describe('a checklist', () => {
  it('shows what is open, started and completed', async () => {
    const maya = await community.member();
    expect(await items(maya)).toMatchObject([
      { id: byHand, status: 'open', automatic: false, count: 0, target: 1, points: 20 },
      { id: byEvents, status: 'open', automatic: true, count: 0, target: 3, points: 30 },
    ]);

    await community.record(maya, 'checklist.item.started', { itemId: byHand });
    await community.record(maya, 'event.tracked', { name: 'invited' });
    expect(await items(maya)).toMatchObject([{ status: 'started' }, { status: 'started', count: 1 }]);

    await community.record(maya, 'checklist.item.completed', { itemId: byHand });
    expect(await items(maya)).toMatchObject([{ status: 'completed', count: 1 }, { status: 'started' }]);
  });

  it('completes a step once its event was tracked often enough, and pays once', async () => {
    const maya = await community.member();
    const events = Array.from({ length: 5 }, () => community.item('event.tracked', { name: 'invited' }));

    const outcomes = await community.send(maya, ...events);

    expect(
      outcomes.map((outcome) => (outcome.status === 'accepted' ? outcome.earned?.points : null)),
    ).toEqual([undefined, undefined, 30, undefined, undefined]);
    expect(await items(maya)).toMatchObject([{}, { status: 'completed', count: 3 }]);
  });

  it('counts every event when they arrive at the same moment in several groups', async () => {
    const maya = await community.member();
    await Promise.all([
      community.record(maya, 'event.tracked', { name: 'invited' }),
      new Promise((resolve) => setTimeout(resolve, 1)).then(() =>
        community.record(maya, 'event.tracked', { name: 'invited' }),
      ),
    ]);

    expect(await items(maya)).toMatchObject([{}, { count: 2 }]);
  });

  it('cannot be ticked by hand where an event completes it', async () => {
    const maya = await community.member();

    const outcome = await community.record(maya, 'checklist.item.completed', { itemId: byEvents });

    expect(codeOf(outcome)).toBe('not_allowed');
    expect(await items(maya)).toMatchObject([{}, { status: 'open' }]);
  });

  it('pays a step once, however often it is completed', async () => {
    const maya = await community.member();

    const first = await community.record(maya, 'checklist.item.completed', { itemId: byHand });
    const again = await community.record(maya, 'checklist.item.completed', { itemId: byHand });

    expect(first).toMatchObject({ earned: { points: 20 }, changed: ['checklist', 'rewards'] });
    expect(again).toMatchObject({ status: 'accepted', changed: [] });
    expect(again).not.toHaveProperty('earned');
  });

  it('lets an anonymous member tick, without points', async () => {
    const somebody = await community.anonymous();

    const outcome = await community.record(somebody, 'checklist.item.completed', { itemId: byHand });

    expect(outcome).toEqual({ id: expect.any(String), status: 'accepted', changed: ['checklist'] });
    expect(await items(somebody)).toMatchObject([{ status: 'completed' }, {}]);
    expect(await community.count('ledger_transaction')).toBe(0);
  });

  it('stays away once it is finished and sent away', async () => {
    const maya = await community.member();
    const state = async () =>
      (await boot(community.context(maya), { widgets: ['checklist'], locale: 'en' })).checklist;
    const contentId = (await state())?.checklistId ?? '';

    const outcome = await community.record(maya, 'widget.dismissed', { widget: 'checklist', contentId });
    expect(outcome).toMatchObject({ changed: ['checklist'] });
    expect(await state()).not.toBeNull();
    await community.send(
      maya,
      community.item('checklist.item.completed', { itemId: byHand }),
      ...Array.from({ length: 3 }, () => community.item('event.tracked', { name: 'invited' })),
    );

    expect(await state()).toBeNull();
  });

  it("does not know another project's step", async () => {
    const other = await Community.open(database);
    const stranger = await other.member();

    expect(codeOf(await other.record(stranger, 'checklist.item.completed', { itemId: byHand }))).toBe(
      'not_found',
    );
    expect(await other.count('checklist_progress')).toBe(0);
  });
});
