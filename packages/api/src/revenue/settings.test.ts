import { RevenueSettingsInputSchema, SpendInputSchema, SubscriptionInputSchema } from '@hearth/schema';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { setSubscription } from './set-subscription.ts';
import { configureRevenue, getSettings } from './settings.ts';
import { listSpend, setSpend } from './spend.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const configure = async (input: object) => {
  const operatorId = v7();
  await community.add('operator', {
    id: operatorId,
    email: `${operatorId}@acme.test`,
    name: 'Ada',
    role: 'owner',
  });
  const author = { projectId: community.project.id, operatorId, now: community.now };
  return configureRevenue(community.services, author, RevenueSettingsInputSchema.parse(input));
};

describe('how a project counts its money', () => {
  it('is changed in part, and the rest stays as it is', async () => {
    const stripeSecret = 'whsec_0123456789abcdef';
    await configure({ currency: 'eur', grossMargin: 8000, stripeSecret });
    expect(await configure({ rates: [{ currency: 'JPY', rate: 0.0061 }] })).toEqual({
      currency: 'EUR',
      grossMargin: 8000,
      rates: [{ currency: 'JPY', rate: 0.0061 }],
      missingRates: [],
      hasStripeSecret: true,
      stripeUrl: `https://hearth.example/v1/webhooks/stripe/${community.project.siteKey}`,
    });
    expect(await configure({ grossMargin: null, stripeSecret: null, rates: [] })).toMatchObject({
      currency: 'EUR',
      grossMargin: null,
      rates: [],
      hasStripeSecret: false,
    });
  });

  it('never shows Stripe’s secret', async () => {
    const settings = await configure({ stripeSecret: 'whsec_0123456789abcdef' });
    expect(JSON.stringify(settings)).not.toContain('0123456789abcdef');
    const changes = await database.query('SELECT detail FROM set_up_change WHERE project_id = $1::uuid', [
      community.project.id,
    ]);
    expect(changes).toEqual([{ detail: 'stripeSecret' }]);
  });

  it('names the currencies that have no rate yet', async () => {
    const said = { account: 'acme', id: 'one', interval: 'month', amount: 100, currency: 'CHF' };
    await setSubscription(community.services, community.project.id, SubscriptionInputSchema.parse(said));
    expect((await getSettings(community.services, community.project.id)).missingRates).toEqual(['CHF']);
  });

  it('has no rate for its own currency, nor two for one', async () => {
    await expect(configure({ rates: [{ currency: 'USD', rate: 1 }] })).rejects.toThrow('"rates.0.currency"');
    const twice = [1, 2].map((rate) => ({ currency: 'CHF', rate }));
    await expect(configure({ rates: twice })).rejects.toThrow('"rates.1.currency"');
    expect(await community.count('exchange_rate')).toBe(0);
  });
});

describe('what was spent', () => {
  const set = (input: object) =>
    setSpend(community.services, community.project.id, SpendInputSchema.parse(input));

  it('is entered by month, corrected and taken out', async () => {
    await set({ month: '2026-02', amount: 5 });
    await set({ month: '2026-01', amount: 100 });
    expect((await set({ month: '2026-02', amount: 7 })).months).toEqual([
      { month: '2026-01', amount: 100 },
      { month: '2026-02', amount: 7 },
    ]);
    await set({ month: '2026-02', amount: null });
    expect(await listSpend(community.services, community.project.id)).toEqual({
      currency: 'USD',
      months: [{ month: '2026-01', amount: 100 }],
    });
  });

  it.each([
    ['month', { month: '2026-13', amount: 1 }],
    ['month', { month: '0000-11', amount: null }],
    ['amount', { month: '2026-01', amount: -1 }],
  ])('is refused for its %s', (field, input) => {
    expect(SpendInputSchema.safeParse(input).error?.issues[0]?.path).toEqual([field]);
  });
});
