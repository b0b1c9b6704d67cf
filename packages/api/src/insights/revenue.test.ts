import { SubscriptionInputSchema } from '@hearth/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getAccount, listAccounts } from '../accounts/accounts.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { setSubscription } from '../revenue/set-subscription.ts';
import { preview } from '../segments/preview.ts';
import { Community } from '../testing/community.ts';
import { before, type Step, stepsOf, wholeOf } from './calendar.ts';
import { openQuestion } from './question.ts';
import { revenueCounters } from './revenue.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

type Metric = keyof typeof revenueCounters;
const count = async (metric: Metric, steps: readonly Step[], withReactivation = false) => {
  const question = await openQuestion(community.services, community.project.id, {});
  return revenueCounters[metric](question, steps, { surveyId: null, withReactivation });
};
const february = { from: '2026-02-01', to: '2026-03-01', incomplete: false };
const value = async (metric: Metric, withReactivation = false) =>
  (await count(metric, [february], withReactivation)).measures[0]?.value;

/** One subscription an account, of its own name. */
const set = (account: string, at: string, more: object = {}) =>
  setSubscription(
    community.services,
    community.project.id,
    SubscriptionInputSchema.parse({
      account,
      id: `sub of ${account}`,
      interval: 'month',
      amount: 1000,
      currency: 'USD',
      at: at.length === 10 ? `${at}T00:00:00.000Z` : at,
      ...more,
    }),
  );
const end = (account: string, at: string) => set(account, at, { status: 'canceled' });
const enter = (columns: string) =>
  database.execute(`UPDATE project SET ${columns} WHERE id = $1::uuid`, [community.project.id]);

describe('a month that began with 200 accounts and ended with 220, 40 of them new', () => {
  beforeEach(async () => {
    for (let number = 0; number < 200; number++) await set(`old ${number}`, '2026-01-15');
    for (let number = 0; number < 20; number++) await end(`old ${number}`, '2026-02-10');
    for (let number = 0; number < 40; number++) await set(`new ${number}`, '2026-02-20');
  });

  it('kept 90 %, lost 10 % and grew to 110 %', async () => {
    expect(await value('customer_retention')).toBe(90);
    expect(await value('customer_churn')).toBe(10);
    expect(await value('account_growth')).toBeCloseTo(110, 9);
    expect(await value('annualised_churn')).toBeCloseTo(100 * (1 - 0.9 ** 12), 9);
    expect(await value('mrr')).toBe(220_000);
    expect(await value('arpa')).toBe(1000);
  });

  it('values an account by its margin and a month’s churn, and its cost by the spend', async () => {
    expect(await value('lifetime_value')).toBeNull();
    await enter('gross_margin = 8000');
    expect(await value('lifetime_value')).toBeCloseTo(8000, 6);
    expect(await value('acquisition_cost')).toBeNull();
    await community.add('acquisition_spend', { month: '2026-02-01', amount: 40_000 });
    expect(await value('acquisition_cost')).toBe(1000);
    expect(await value('ltv_to_cac')).toBeCloseTo(8, 9);
    const half = { from: '2026-01-18', to: '2026-02-15', incomplete: false };
    expect(await count('acquisition_cost', [half])).toMatchObject({
      measures: [{ value: null, n: 0 }],
      exclusions: [{ reason: 'Months whose acquisition spend is not entered', count: 1 }],
    });
  });
});

describe('a period', () => {
  it('begins with its first instant and does not hold the first of the next', async () => {
    await set('early', '2026-02-01');
    await set('late', '2026-03-01');
    expect((await count('account_growth', [february])).measures).toEqual([
      { value: null, n: 0, low: null, high: null },
    ]);
    expect(await count('mrr', [february])).toMatchObject({ measures: [{ value: 1000, n: 1 }] });
  });

  it('lies in the project’s time zone', async () => {
    await enter(`time_zone = 'America/New_York'`);
    await set('early', '2026-02-01T04:59:59.000Z');
    await set('acme', '2026-02-01T05:00:00.000Z');
    expect(await count('customer_retention', [february])).toMatchObject({ measures: [{ value: 100, n: 1 }] });
  });

  it('does not know what is still to come', async () => {
    await set('acme', '2026-01-01', { end: '2026-03-20T00:00:00.000Z' });
    await set('globex', '2026-02-01', { start: '2026-03-15T00:00:00.000Z' });
    const march = { from: '2026-03-01', to: '2026-04-01', incomplete: true };
    expect(await count('customer_retention', [march])).toMatchObject({ measures: [{ value: 100, n: 1 }] });
    community.pass({ days: 25 });
    expect(await count('customer_retention', [march])).toMatchObject({ measures: [{ value: 0, n: 1 }] });
    expect(await count('mrr', [march])).toMatchObject({ measures: [{ value: 1000, n: 1 }] });
  });
});

describe('revenue retention', () => {
  it('of 1000 − 100 churn + 200 expansion is 110 % net and 90 % gross', async () => {
    await set('large', '2026-01-01', { amount: 900 });
    await set('small', '2026-01-01', { amount: 100 });
    await set('large', '2026-02-05', { amount: 1100 });
    await end('small', '2026-02-06');
    await set('fresh', '2026-02-07', { amount: 5000 });
    expect(await value('net_revenue_retention')).toBeCloseTo(110, 9);
    expect(await value('gross_revenue_retention')).toBe(90);
    expect(await value('revenue_churn')).toBe(10);
  });

  it('counts who came back only if asked to', async () => {
    await set('stays', '2026-01-01');
    await set('returns', '2025-06-01', { amount: 500 });
    await end('returns', '2025-09-01');
    await set('returns', '2026-02-10', { amount: 500 });
    expect(await value('net_revenue_retention')).toBe(100);
    expect(await value('net_revenue_retention', true)).toBe(150);
  });
});

describe('money of several currencies', () => {
  it('is counted in the project’s, by one rate for all times; without a rate it is reported', async () => {
    await set('acme', '2026-01-01', { currency: 'JPY', amount: 1000 });
    await set('globex', '2026-01-01', { currency: 'EUR' });
    await set('both', '2026-01-01');
    await set('both', '2026-01-01', { id: 'second', currency: 'BHD', amount: 1000 });
    await community.add('exchange_rate', { currency: 'JPY', rate: '0.0067' });
    await community.add('exchange_rate', { currency: 'BHD', rate: '2.65' });
    // 1,000 yen are 6.70 dollars, one dinar of 1,000 fils 2.65.
    expect(await count('mrr', [february])).toEqual({
      measures: [{ value: 670 + 1000 + 265, n: 2, low: null, high: null }],
      exclusions: [
        {
          reason: 'Accounts with revenue in a currency that has no exchange rate: that part is left out',
          count: 1,
        },
      ],
    });
    await database.execute(
      `UPDATE exchange_rate SET rate = 0.01 WHERE currency = 'JPY' AND project_id = $1::uuid`,
      [community.project.id],
    );
    expect(await value('net_revenue_retention')).toBe(100);
  });

  it('of several currencies is the same to the last unit in the number, at its account and in a segment', async () => {
    for (const currency of ['EUR', 'GBP']) {
      await community.add('exchange_rate', { currency, rate: '0.5' });
      await set('halves', '2026-01-15', { id: `in ${currency}`, currency, amount: 1 });
    }
    // Half a cent each: every amount is rounded by itself, and halves away from zero.
    expect(await value('mrr')).toBe(2);
    const { services, project } = community;
    const { accounts } = await listAccounts(services, project.id, { sort: 'mrr', limit: 10, offset: 0 });
    expect(accounts).toMatchObject([{ externalId: 'halves', mrr: 2 }]);
    const profile = await getAccount(services, project.id, accounts[0]?.id ?? '');
    expect(profile.steps.at(-1)).toMatchObject({ mrr: 2 });

    const { memberId } = await community.member('Maya');
    await database.execute(
      `UPDATE member SET account_id = (SELECT id FROM account WHERE project_id = $1::uuid)
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      [project.id, memberId],
    );
    const rule = { about: 'mrr', test: 'at_least', value: 2 } as const;
    expect(await preview(services, project.id, rule)).toMatchObject({ count: 1 });
  });

  it('is still answered when one price is absurd and its rate makes it more so', async () => {
    await set('absurd', '2026-01-01', { currency: 'KWD', amount: Number.MAX_SAFE_INTEGER });
    await community.add('exchange_rate', { currency: 'KWD', rate: '999999999' });
    expect(await value('mrr')).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(await value('net_revenue_retention')).toBeCloseTo(100, 6);
  });
});

describe('any history', () => {
  const day = (number: number) => new Date(Date.UTC(2025, 11, 1) + number * 86_400_000);
  const told = fc.array(
    fc.record({
      account: fc.constantFrom('a', 'b', 'c'),
      id: fc.constantFrom('one', 'two'),
      at: fc.integer({ min: 0, max: 100 }),
      amount: fc.nat(3).map((amount) => amount * 100),
      end: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
    }),
    { maxLength: 14 },
  );
  type Told = typeof told extends fc.Arbitrary<(infer T)[]> ? T : never;

  /** Revenue at a moment by asking each subscription's statements in turn; none of them has a start. */
  const mrrAt = (history: readonly Told[], account: string, moment: Date): number =>
    ['one', 'two'].reduce((sum, id) => {
      const own = history
        .filter((one) => one.account === account && one.id === id)
        .sort((left, right) => left.at - right.at);
      const current = own.findLast(({ at, end: until }) => day(Math.min(at, until ?? at)) <= moment);
      const ended = current?.end !== undefined && day(current.end) <= moment;
      return sum + (current && !ended ? current.amount : 0);
    }, 0);

  it('is counted as one would by asking every account at every boundary', async () => {
    await fc.assert(
      fc.asyncProperty(told, fc.integer({ min: 1, max: 120 }), async (said, nowAt) => {
        community = await Community.open(database);
        community.pass({ minutes: (day(nowAt).getTime() - community.now.getTime()) / 60_000 });
        // One statement a moment: of two, nobody could say which one stands.
        const history = [...new Map(said.map((one) => [`${one.account} ${one.id} ${one.at}`, one])).values()];
        for (const { account, id, at, amount, end: until } of history) {
          const span = until === undefined ? {} : { end: day(until).toISOString() };
          await set(account, day(at).toISOString(), { id: `${account} ${id}`, amount, ...span });
        }
        const asked = { from: '2026-01-01', to: '2026-03-02' };
        const steps = [
          wholeOf(asked, '2026-03-01'),
          before(asked),
          ...stepsOf({ ...asked, interval: 'week' }, '2026-03-01'),
        ];

        // The instant before a day begins, and nothing that is still to come.
        const stand = (account: string, boundary: string) =>
          mrrAt(history, account, new Date(Math.min(Date.parse(boundary) - 1, community.now.getTime())));
        const ever = (account: string, boundary: string) =>
          Array.from({ length: 400 }, (_, half) => new Date(day(0).getTime() + half * 43_200_000)).some(
            (moment) =>
              moment <= community.now && moment < new Date(boundary) && mrrAt(history, account, moment) > 0,
          );
        const naive = steps.map(({ from, to }) => {
          const all = ['a', 'b', 'c'].map((account) => {
            const [start, finish] = [stand(account, from), stand(account, to)];
            return { start, finish, isNew: start === 0 && finish > 0 && !ever(account, from) };
          });
          const sum = (of: (one: (typeof all)[number]) => number) =>
            all.reduce((total, one) => total + of(one), 0);
          const start = sum((one) => one.start);
          const kept = sum((one) => Math.min(one.start, one.finish));
          const fromStart = sum((one) => (one.start > 0 ? one.finish : 0));
          const back = sum((one) => (one.start === 0 && !one.isNew ? one.finish : 0));
          const percent = (part: number) => (start === 0 ? null : Math.round((1e6 * part) / start));
          const atStart = all.filter((one) => one.start > 0);
          return {
            mrr: sum((one) => one.finish),
            gross: percent(kept),
            net: percent(fromStart),
            netWithReturns: percent(fromStart + back),
            retained:
              atStart.length === 0
                ? null
                : Math.round((1e6 * atStart.filter((one) => one.finish > 0).length) / atStart.length),
            fresh: all.filter((one) => one.isNew).length,
          };
        });

        const ask = async (metric: Metric, withReactivation = false) =>
          (await count(metric, steps, withReactivation)).measures;
        const rounded = (number: number | null) => (number === null ? null : Math.round(number * 1e4));
        const [mrr, gross, net, netWithReturns, retained, fresh] = [
          await ask('mrr'),
          await ask('gross_revenue_retention'),
          await ask('net_revenue_retention'),
          await ask('net_revenue_retention', true),
          await ask('customer_retention'),
          await ask('acquisition_cost'),
        ];
        expect(
          steps.map((_, index) => ({
            mrr: mrr[index]?.value,
            gross: rounded(gross[index]?.value ?? null),
            net: rounded(net[index]?.value ?? null),
            netWithReturns: rounded(netWithReturns[index]?.value ?? null),
            retained: rounded(retained[index]?.value ?? null),
            fresh: fresh[index]?.n,
          })),
        ).toEqual(naive);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
