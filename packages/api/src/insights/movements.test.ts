import { SubscriptionInputSchema } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId } from '../ids.ts';
import { setSubscription } from '../revenue/set-subscription.ts';
import { Community } from '../testing/community.ts';
import { behindRevenue } from './behind-revenue.ts';
import { getChurnReasons } from './churn-reasons.ts';
import { getMovements } from './movements.ts';
import { openQuestion } from './question.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const set = (account: string, day: string, amount: number) =>
  setSubscription(
    community.services,
    community.project.id,
    SubscriptionInputSchema.parse({
      account,
      id: `sub of ${account}`,
      interval: 'month',
      amount,
      currency: 'USD',
      at: `${day}T00:00:00.000Z`,
      ...(amount === 0 ? { status: 'canceled' } : {}),
    }),
  );
const year = { from: '2025-12-01', to: '2026-03-01' };

beforeEach(async () => {
  community = await Community.open(database);
  await set('back', '2025-10-01', 300);
  await set('back', '2025-11-01', 0);
  await set('grows', '2025-11-05', 1000);
  await set('leaves', '2025-11-05', 700);
  await set('shrinks', '2025-11-05', 500);
  await set('fresh', '2026-01-10', 250);
  await set('back', '2026-01-20', 300);
  await set('grows', '2026-02-01', 1600);
  await set('shrinks', '2026-02-03', 400);
  await set('leaves', '2026-02-28', 0);
  // Away and back within a month: netted, it has not moved.
  await set('fresh', '2026-02-05', 0);
  await set('fresh', '2026-02-15', 250);
});

describe('movements', () => {
  it('chain from each month’s start to its end', async () => {
    const { points, currency, exclusions } = await getMovements(community.services, community.project.id, {
      ...year,
      interval: 'month',
    });
    const still = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 };
    const months = points.map(({ from, to, incomplete, ...numbers }) => numbers);
    expect(months).toEqual([
      { ...still, start: 2200, end: 2200 },
      { ...still, start: 2200, new: 250, reactivation: 300, end: 2750 },
      { ...still, start: 2750, expansion: 600, contraction: 100, churn: 700, end: 2550 },
    ]);
    expect([currency, exclusions]).toEqual(['USD', []]);
  });
});

describe('who is behind a number of revenue', () => {
  const step = { from: '2026-02-01', to: '2026-03-01', incomplete: false };
  const ask = async (metric: Parameters<typeof behindRevenue>[2], part?: string, cursor?: string) =>
    behindRevenue(await openQuestion(community.services, community.project.id, {}), step, metric, {
      part,
      cursor,
    });
  const names = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).rows.map(({ name, amount }) => [name, amount]);

  it('is told part by part', async () => {
    expect(await names('customer_retention', 'kept')).toEqual([
      ['grows', 1600],
      ['shrinks', 400],
      ['back', 300],
      ['fresh', 250],
    ]);
    expect(await names('customer_churn', 'lost')).toEqual([['leaves', 700]]);
    expect(await names('net_revenue_retention', 'expansion')).toEqual([['grows', 600]]);
    expect(await names('gross_revenue_retention', 'contraction')).toEqual([['shrinks', 100]]);
    expect(await names('account_growth', 'new')).toEqual([]);
    expect((await ask('mrr')).total).toBe(4);
    expect((await ask('customer_churn')).total).toBe(5);
  });

  it('refuses a part that there is not, and a cursor of somebody else’s', async () => {
    await expect(ask('mrr', 'constructor')).rejects.toThrow('"part"');
    await expect(ask('mrr', undefined, 'x')).rejects.toThrow('cursor');
  });

  it('comes in pages, each account once', async () => {
    for (let number = 0; number < 60; number++) await set(`many ${number}`, '2026-02-10', 42);
    const first = await ask('account_growth', 'new');
    expect([first.rows.length, first.total]).toEqual([50, 60]);
    const second = await ask('account_growth', 'new', first.nextCursor ?? '');
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60);
  });
});

describe('accounts that left', () => {
  const answer = async (account: string, reason: string, at: string) => {
    const [row] = await database.query<{ id: string }>(
      'SELECT id FROM account WHERE project_id = $1::uuid AND external_id = $2::text',
      [community.project.id, account],
    );
    if (!row) throw new Error('No such account');
    const survey = v7();
    const maya = await community.member();
    await community.add('survey', { id: survey, kind: 'exit' });
    const about = { survey_id: survey, member_id: maya.memberId, account_id: row.id };
    await community.add('exit_answer', { ...about, id: v7(), reason, answered_at: new Date(at) });
  };
  const reasons = async () =>
    (
      await getChurnReasons(community.services, community.project.id, {
        from: '2026-02-01',
        to: '2026-03-01',
      })
    ).rows;

  it('are grouped by what they last said, with the revenue they took along', async () => {
    // It paid 1,000 when the month began: that it grew before it left is netted away.
    await set('grows', '2026-02-20', 0);
    expect(await reasons()).toEqual([{ reason: null, accounts: 2, mrr: 1700 }]);
    await answer('leaves', 'features', '2026-01-02T00:00:00.000Z');
    await answer('leaves', 'price', '2026-02-01T00:00:00.000Z');
    // Said by somebody of an account that stayed.
    await answer('shrinks', 'price', '2026-02-01T00:00:00.000Z');
    expect(await reasons()).toEqual([
      { reason: null, accounts: 1, mrr: 1000 },
      { reason: 'price', accounts: 1, mrr: 700 },
    ]);
  });

  it('are those of a segment, when one is asked for', async () => {
    const leaver = (await behind('customer_churn')).find(({ name }) => name === 'leaves');
    const question = await openQuestion(community.services, community.project.id, {});
    const accounts = async () => new Set([rowId(leaver?.id ?? '')]);
    const step = { from: '2026-02-01', to: '2026-03-01', incomplete: false };
    const only = await behindRevenue({ ...question, accounts }, step, 'customer_churn', {
      part: undefined,
      cursor: undefined,
    });
    expect(only.rows.map(({ name }) => name)).toEqual(['leaves']);
  });

  async function behind(metric: Parameters<typeof behindRevenue>[2]) {
    const question = await openQuestion(community.services, community.project.id, {});
    const step = { from: '2026-02-01', to: '2026-03-01', incomplete: false };
    return (await behindRevenue(question, step, metric, { part: undefined, cursor: undefined })).rows;
  }
});
