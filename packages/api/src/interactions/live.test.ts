import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { live, recent } from './live.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const take = async (filter: Parameters<typeof live>[2], count: number, act: () => Promise<unknown>) => {
  const aborter = new AbortController();
  const stream = live(community.services, community.project.id, filter, aborter.signal);
  const first = stream.next();
  await act();
  const seen = [];
  for (let next = await first; !next.done; next = await stream.next()) {
    seen.push(next.value[1].summary);
    if (seen.length === count) aborter.abort();
  }
  return seen;
};

describe('the Live page', () => {
  it('lists the latest, newest first, in a few words', async () => {
    const maya = await community.member('Maya');
    const item = community.item('event.tracked', { name: 'signed_up' });
    await community.send(maya, item);
    community.pass({ minutes: 1 });
    await community.record(maya, 'post.created', { text: `Hello\n${'everybody '.repeat(20)}` });

    const items = await recent(community.services, community.project.id, { limit: 10 });

    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      kind: 'post.created',
      widget: 'feed',
      summary: expect.stringMatching(/^Hello every.*…$/),
    });
    expect(items[1]).toMatchObject({
      id: item.id,
      widget: null,
      summary: 'signed_up',
      member: { id: wireId('member', maya.memberId), name: 'Maya', verified: true },
    });
  });

  it('filters by widget, by part of a name and by member', async () => {
    const [maya, noah] = [await community.member('Maya Lind'), await community.member('Noah')];
    await community.record(maya, 'widget.shown', { widget: 'nps' });
    await community.record(noah, 'widget.shown', { widget: 'feed' });
    const names = async (filter: { widget?: 'nps' | 'feed'; member?: string }) =>
      (await recent(community.services, community.project.id, { limit: 10, ...filter })).map(
        ({ member }) => member.name,
      );

    expect(await names({ widget: 'nps' })).toEqual(['Maya Lind']);
    expect(await names({ member: 'LIND' })).toEqual(['Maya Lind']);
    expect(await names({ member: '%' })).toEqual([]);
    expect(await names({ member: wireId('member', noah.memberId) })).toEqual(['Noah']);
  });

  it('tells of what is stored from the moment it is opened, of its own project alone', async () => {
    const maya = await community.member();
    const other = await Community.open(database);
    const stranger = await other.member();

    const seen = await take({}, 2, async () => {
      await other.record(stranger, 'event.tracked', { name: 'elsewhere' });
      await community.record(maya, 'event.tracked', { name: 'one' });
      await community.record(maya, 'event.tracked', { name: 'two' });
    });

    expect(seen).toEqual(['one', 'two']);
  });

  it('catches up after a lost connection', async () => {
    const maya = await community.member();
    const before = community.item('event.tracked', { name: 'before' });
    await community.send(maya, before);
    community.pass({ minutes: 1 });
    await community.record(maya, 'event.tracked', { name: 'missed' });

    const seen = await take({ lastEventId: before.id }, 2, () =>
      community.record(maya, 'event.tracked', { name: 'now' }),
    );

    expect(seen).toEqual(['missed', 'now']);
  });

  it('keeps to its filter while live', async () => {
    const [maya, noah] = [await community.member('Maya'), await community.member('Noah')];

    const seen = await take({ member: 'noah' }, 1, async () => {
      await community.record(maya, 'event.tracked', { name: 'hers' });
      await community.record(noah, 'event.tracked', { name: 'his' });
    });

    expect(seen).toEqual(['his']);
  });

  it('begins with the next one when it does not know the last one', async () => {
    const maya = await community.member();
    await community.record(maya, 'event.tracked', { name: 'old' });

    const seen = await take({ lastEventId: wireId('interaction', v7()) }, 1, () =>
      community.record(maya, 'event.tracked', { name: 'new' }),
    );

    expect(seen).toEqual(['new']);
  });
});
