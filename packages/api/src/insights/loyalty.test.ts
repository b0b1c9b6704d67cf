import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { award } from '../rewards/award.ts';
import { Community } from '../testing/community.ts';
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
const days = { from: '2026-03-01', to: '2026-03-04', interval: 'day' as const };

describe('points', () => {
  const give = (memberId: string, points: number) => {
    const { project, now } = community;
    return database.transaction((tx) =>
      award(tx, [{ projectId: project.id, memberId, points, reason: 'gift', sourceId: v7(), at: now }]),
    );
  };
  const redeem = async (maya: Awaited<ReturnType<Community['member']>>) => {
    const id = v7();
    const name = { en: 'Mug' };
    await community.add('reward', { id, name, description: name, cost: 50, stock: 1 });
    return community.record(maya, 'reward.redeemed', { rewardId: wireId('reward', id) });
  };

  it('are earned and spent in a period, and owed at its end', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    await give(maya.memberId, 60);
    community.pass({ days: 1 });
    await give(noah.memberId, 30);
    await redeem(maya);

    const values = async (metric: 'points_earned' | 'points_spent' | 'points_outstanding') =>
      (await count(community, metric, days)).measures.map(({ value, n }) => [value, n]);
    expect(await values('points_earned')).toEqual([
      [60, 1],
      [30, 1],
      [null, 0],
    ]);
    expect(await values('points_spent')).toEqual([
      [0, 0],
      [50, 1],
      [null, 0],
    ]);
    expect(await values('points_outstanding')).toEqual([
      [60, 1],
      [40, 2],
      [null, 0],
    ]);
    const ofMaya = await count(community, 'points_outstanding', march, { members: [maya.memberId] });
    expect(ofMaya.measures).toMatchObject([{ value: 10, n: 1 }]);
  });

  it('are owed from before the period too', async () => {
    const maya = await community.member();
    await give(maya.memberId, 60);
    community.pass({ days: 40 });

    const april = { from: '2026-04-01', to: '2026-05-01' };
    expect((await count(community, 'points_outstanding', april)).measures).toMatchObject([
      { value: 60, n: 1 },
    ]);
    expect((await count(community, 'points_earned', april)).measures).toMatchObject([{ value: 0, n: 0 }]);
  });

  it('are owed at the end of a period that is long over, whatever came since', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    await give(maya.memberId, 60);
    community.pass({ days: 40 });
    await redeem(maya);
    await give(noah.memberId, 30);

    expect((await count(community, 'points_outstanding', march)).measures).toMatchObject([
      { value: 60, n: 1 },
    ]);
    const april = { from: '2026-04-01', to: '2026-05-01' };
    expect((await count(community, 'points_outstanding', april)).measures).toMatchObject([
      { value: 40, n: 2 },
    ]);
  });

  it('are redeemed by a share of those who are active', async () => {
    const [maya, noah] = [await community.member(), await community.member()];
    await give(maya.memberId, 60);
    await redeem(maya);
    await community.record(noah, 'event.tracked', { name: 'opened' });

    expect((await count(community, 'redeemers', march)).measures).toMatchObject([{ value: 50, n: 2 }]);
  });
});

describe('referrals', () => {
  const link = async (memberId: string, code: string, clicks: number) => {
    const at = community.now;
    await community.add('referral_code', { code, member_id: memberId, created_at: at });
    for (let click = 0; click < clicks; click += 1) {
      await community.add('referral_click', { code, visitor_hash: randomBytes(32), clicked_at: at });
    }
  };
  // Codes are unique everywhere, and so many letters are left over.
  const code = () => [...randomBytes(8)].map((byte) => 'ABCDEFGHJKLMNPQR'[byte % 16]).join('');

  it('are what a sharer brings; others’ are left out, and that is said', async () => {
    const [maya, noah, ida] = [await community.member(), await community.member(), await community.member()];
    const mayas = code();
    await link(maya.memberId, mayas, 3);
    await link(noah.memberId, code(), 2);
    await community.record(maya, 'referral.shared', { channel: 'copy' });
    await community.record(noah, 'event.tracked', { name: 'opened' });
    await community.add('referral', {
      member_id: ida.memberId,
      code: mayas,
      joined_at: community.now,
      qualified_at: new Date(community.now.getTime() + 40 * 86_400_000),
    });

    expect((await count(community, 'sharers', march)).measures).toMatchObject([{ value: 50, n: 2 }]);
    expect(await count(community, 'referral_clicks', march)).toMatchObject({
      measures: [{ value: 3, n: 1 }],
      exclusions: [{ reason: 'Clicks on links of members who did not share in the period', count: 2 }],
    });
    expect(await count(community, 'referral_sign_ups', march)).toMatchObject({
      measures: [{ value: 1, n: 1 }],
      exclusions: [],
    });
    expect((await count(community, 'referral_qualified', march)).measures).toMatchObject([
      { value: 0, n: 1 },
    ]);
    expect((await count(community, 'referral_k_factor', march)).measures).toMatchObject([
      { value: 0.5, n: 2 },
    ]);
  });

  it('are null where nobody shared', async () => {
    const february = { from: '2026-02-01', to: '2026-03-01' };

    for (const metric of ['sharers', 'referral_clicks', 'referral_k_factor'] as const) {
      expect((await count(community, metric, february)).measures).toMatchObject([{ value: null, n: 0 }]);
    }
  });
});
