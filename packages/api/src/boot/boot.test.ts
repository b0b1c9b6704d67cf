import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { boot } from './boot.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const theme = (value: object) =>
  database.execute('UPDATE project SET theme = $2::jsonb WHERE id = $1::uuid', [community.project.id, value]);

describe('boot', () => {
  it('answers for the widgets that were asked for, and no other', async () => {
    const booted = await boot(community.context({ type: 'visitor' }), {
      widgets: ['nps', 'checklist', 'rewards'],
      locale: 'en',
    });

    expect(booted).toEqual({
      serverTime: community.now.toISOString(),
      member: null,
      theme: {},
      nps: null,
      checklist: null,
      rewards: null,
    });
  });

  it('says who the member is', async () => {
    const [maya, somebody] = [await community.member('Maya'), await community.anonymous()];
    const ask = { widgets: ['feed' as const], locale: 'en' as const };

    expect((await boot(community.context(maya), ask)).member).toEqual({
      id: wireId('member', maya.memberId),
      name: 'Maya',
      verified: true,
    });
    expect((await boot(community.context(somebody), ask)).member).toMatchObject({
      name: null,
      verified: false,
    });
  });

  it("brings the project's look, unless it is not one", async () => {
    const ask = { widgets: ['feed' as const], locale: 'en' as const };
    const context = community.context({ type: 'visitor' });

    await theme({ accent: '#aa5500', radius: 8 });
    expect((await boot(context, ask)).theme).toEqual({ accent: '#aa5500', radius: 8 });
    await theme({ accent: 'red; background: url(https://evil.example)' });
    expect((await boot(context, ask)).theme).toEqual({});
  });
});
