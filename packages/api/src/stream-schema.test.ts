import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleContext } from './context.ts';
import type { Database } from './database/database.ts';
import { openTestDatabase } from './database/testing.ts';
import { feedRouter } from './feed/router.ts';
import { interactionsConsoleRouter } from './interactions/console-router.ts';
import { Community } from './testing/community.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
  community = await Community.open(database);
});
afterAll(() => database.close());

/** The first item of a subscription, while `act` makes it happen. */
async function firstOf<T>(stream: AsyncIterable<T>, act: () => Promise<unknown>): Promise<T | undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  const first = iterator.next();
  await act();
  const { value } = await first;
  await iterator.return?.();
  return value;
}

describe('a subscription through the router', () => {
  it('tells open feeds of a new post', async () => {
    const maya = await community.member();
    const stream = await feedRouter.createCaller(community.context({ type: 'visitor' })).live();

    const event = await firstOf(stream, () => community.record(maya, 'post.created', { text: 'News' }));

    expect(event).toMatchObject({ type: 'post.created' });
  });

  it('tells the console, with an id to resume from', async () => {
    const maya = await community.member('Maya');
    const context: ConsoleContext = {
      services: community.services,
      requestId: 'test',
      operator: { id: 'operator', projectId: community.project.id, role: 'analyst' },
      address: '192.0.2.1',
      session: { set: () => {}, clear: () => {}, token: null },
    };
    const item = community.item('event.tracked', { name: 'opened' });
    const stream = await interactionsConsoleRouter.createCaller(context).live({});

    const event = await firstOf(stream, () => community.send(maya, item));

    // Before it reaches the wire it is tRPC's envelope: id, data and a mark.
    const data = expect.objectContaining({ id: item.id, summary: 'opened' });
    expect(event).toEqual([item.id, data, expect.anything()]);
  });
});
