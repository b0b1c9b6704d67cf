import { SubscriptionInputSchema } from '@hearth/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { setSubscription } from './set-subscription.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const said = {
  account: 'acme',
  id: 'sub_1',
  interval: 'month',
  amount: 5000,
  currency: 'USD',
  at: '2026-01-01T00:00:00.000Z',
};
const set = (more: object = {}, of = community) =>
  setSubscription(of.services, of.project.id, SubscriptionInputSchema.parse({ ...said, ...more }));

const steps = async (of = community) => {
  const rows = await database.query<{ account: string; currency: string; at: Date; mrr: number }>(
    `SELECT a.external_id AS account, s.currency, s.at, s.mrr FROM mrr_step s
     JOIN account a ON a.project_id = s.project_id AND a.id = s.account_id
     WHERE s.project_id = $1::uuid ORDER BY 1, 2, 3`,
    [of.project.id],
  );
  return rows.map(({ account, currency, at, mrr }) => [
    account,
    currency,
    at.toISOString().slice(0, 10),
    mrr,
  ]);
};

describe('a subscription that a host sets', () => {
  it('becomes its account’s revenue, and the account is made if need be', async () => {
    expect(await set({ interval: 'year', quantity: 3 })).toEqual({
      stored: true,
      mrr: 1250,
      currency: 'USD',
    });
    expect(await steps()).toEqual([['acme', 'USD', '2026-01-01', 1250]]);
  });

  it('counts once, however often the same is said', async () => {
    await set();
    expect(await set()).toMatchObject({ stored: false, mrr: 5000 });
    expect(await community.count('subscription_fact')).toBe(1);
  });

  it('is asked for a later moment when it contradicts itself, or for a higher sequence', async () => {
    await set();
    await expect(set({ amount: 6000 })).rejects.toMatchObject({ reason: 'conflict' });
    await set({ amount: 6000, sequence: 1 });
    expect(await steps()).toEqual([['acme', 'USD', '2026-01-01', 6000]]);
  });

  it('is the same whatever order its history arrives in', async () => {
    const ended = {
      id: 'sub_2',
      status: 'canceled',
      start: '2026-01-10T00:00:00.000Z',
      end: '2026-02-10T00:00:00.000Z',
    };
    const history = [
      { at: '2026-01-01T00:00:00.000Z', start: '2025-11-01T00:00:00.000Z' },
      { at: '2026-02-01T00:00:00.000Z', amount: 9000 },
      { at: '2026-03-01T00:00:00.000Z', status: 'paused' },
      { ...ended, at: '2026-02-15T00:00:00.000Z' },
    ];
    for (const one of history) await set(one);
    const expected = await steps();
    expect(expected).toHaveLength(5);

    const turned = await Community.open(database);
    for (const one of [...history].reverse()) await set(one, turned);
    expect(await steps(turned)).toEqual(expected);

    const atOnce = await Community.open(database);
    await Promise.all(history.map((one) => set(one, atOnce)));
    expect(await steps(atOnce)).toEqual(expected);
  });

  it('moves to another account with all of its history when the latest word says so', async () => {
    await set();
    await set({ at: '2026-02-01T00:00:00.000Z', account: 'globex' });
    expect(await steps()).toEqual([['globex', 'USD', '2026-01-01', 5000]]);
    await set({ at: '2026-01-15T00:00:00.000Z', amount: 100 });
    expect(await steps()).toEqual([
      ['globex', 'USD', '2026-01-01', 5000],
      ['globex', 'USD', '2026-01-15', 100],
      ['globex', 'USD', '2026-02-01', 5000],
    ]);
  });

  it('earns nothing before a trial is over, nor after its end', async () => {
    const trialEnd = '2026-01-15T00:00:00.000Z';
    await set({ status: 'trialing', trialEnd, end: '2026-07-01T00:00:00.000Z' });
    expect(await steps()).toEqual([
      ['acme', 'USD', '2026-01-15', 5000],
      ['acme', 'USD', '2026-07-01', 0],
    ]);
  });

  it('is refused when a month of it, or of its account, is beyond exact numbers', async () => {
    const huge = { amount: Number.MAX_SAFE_INTEGER };
    await expect(set({ ...huge, quantity: 2 })).rejects.toThrow('"amount"');
    await set(huge);
    await expect(set({ ...huge, id: 'sub_2' })).rejects.toThrow('"amount"');
    expect(await community.count('subscription')).toBe(1);
  });
});

describe('what nobody can mean is refused by name', () => {
  it.each([
    ['amount', { amount: -1 }],
    ['amount', { amount: 10.5 }],
    ['currency', { currency: 'XYZ' }],
    ['end', { start: '2026-02-01T00:00:00.000Z', end: '2026-01-01T00:00:00.000Z' }],
    ['trialEnd', { start: '2026-02-01T00:00:00.000Z', trialEnd: '2026-01-01T00:00:00.000Z' }],
    ['interval', { interval: 'decade' }],
    ['account', { account: ' ' }],
  ])('%s', (field, more) => {
    const [issue] = SubscriptionInputSchema.safeParse({ ...said, ...more }).error?.issues ?? [];
    expect(issue?.path).toEqual([field]);
  });
});
