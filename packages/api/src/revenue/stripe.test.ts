import fc from 'fast-check';
import Stripe from 'stripe';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const SECRET = 'whsec_test_0123456789abcdef';
const open = async () => {
  const opened = await Community.open(database);
  await database.execute('UPDATE project SET stripe_secret = $2::text WHERE id = $1::uuid', [
    opened.project.id,
    SECRET,
  ]);
  return opened;
};
beforeEach(async () => {
  community = await open();
});

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
const price = (more: object = {}) => ({
  currency: 'usd',
  unit_amount: 4900,
  unit_amount_decimal: '4900',
  billing_scheme: 'per_unit',
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
  ...more,
});
const subscription = (more: object = {}) => ({
  id: 'sub_1',
  object: 'subscription',
  customer: 'cus_1',
  status: 'active',
  metadata: {},
  start_date: seconds('2026-01-10'),
  items: { object: 'list', data: [{ quantity: 2, price: price() }] },
  discounts: [],
  ...more,
});
const event = (day: string, object: object, type = 'customer.subscription.updated', id = `evt_${v7()}`) => ({
  id,
  object: 'event',
  type,
  created: seconds(day),
  data: { object },
});

const send = (body: object, of = community, secret = SECRET, key: string | null = of.project.siteKey) => {
  const payload = JSON.stringify(body);
  const timestamp = Math.floor(of.now.getTime() / 1000);
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return receiveStripeEvent(of.services, key, Buffer.from(payload), header);
};
const steps = async (of = community) => {
  const rows = await database.query<{ account: string; at: Date; mrr: number; currency: string }>(
    `SELECT a.external_id AS account, s.at, s.mrr, s.currency FROM mrr_step s
     JOIN account a ON a.project_id = s.project_id AND a.id = s.account_id
     WHERE s.project_id = $1::uuid ORDER BY 1, 4, 2`,
    [of.project.id],
  );
  return rows.map(({ account, at, mrr, currency }) => [
    account,
    at.toISOString().slice(0, 10),
    mrr,
    currency,
  ]);
};
const earned = async (object: object) => {
  await send(event('2026-02-01', object));
  return (await steps()).at(-1)?.[2] ?? 0;
};
const item = (more: object, quantity = 1) => ({ quantity, price: price(more) });
const items = (...data: object[]) => subscription({ items: { data } });

describe('an event of Stripe’s', () => {
  it('becomes revenue since the subscription began, and is counted once', async () => {
    const told = event('2026-02-01', subscription());
    expect(await send(told)).toEqual({ received: true, event: told.id, handled: true });
    expect(await send(told)).toMatchObject({ handled: false });
    expect(await steps()).toEqual([['cus_1', '2026-01-10', 9800, 'USD']]);
  });

  it('is told from the others of its second by what it is about', async () => {
    const incomplete = event(
      '2026-01-10',
      subscription({ status: 'incomplete' }),
      'customer.subscription.created',
    );
    await send(event('2026-01-10', subscription()));
    await send(incomplete);
    expect(await steps()).toEqual([['cus_1', '2026-01-10', 9800, 'USD']]);
  });

  it('may come in any order', async () => {
    const history = [
      event('2026-01-10', subscription({ status: 'trialing', trial_end: seconds('2026-01-24') })),
      event('2026-01-24', subscription({ trial_end: seconds('2026-01-24') })),
      event('2026-02-03', subscription({ items: { data: [item({ unit_amount_decimal: '9900' }, 3)] } })),
      event('2026-02-10', subscription({ pause_collection: { behavior: 'void' } })),
      event('2026-02-20', subscription()),
      event(
        '2026-02-25',
        subscription({ status: 'canceled', ended_at: seconds('2026-02-25') }),
        'customer.subscription.deleted',
      ),
    ];
    for (const one of history) await send(one);
    const expected = await steps();
    expect(expected.map(([, day, mrr]) => [day, mrr])).toEqual([
      ['2026-01-24', 9800],
      ['2026-02-03', 29_700],
      ['2026-02-10', 0],
      ['2026-02-20', 9800],
      ['2026-02-25', 0],
    ]);
    const orders = fc.sample(fc.shuffledSubarray(history, { minLength: history.length }), 5);
    for (const order of orders) {
      const other = await open();
      for (const one of order) await send(one, other);
      expect(await steps(other)).toEqual(expected);
    }
  });

  it('foresees the end that was asked for', async () => {
    await send(event('2026-02-01', subscription({ cancel_at: seconds('2026-03-10') })));
    expect((await steps()).at(-1)).toEqual(['cus_1', '2026-03-10', 0, 'USD']);
  });

  it.each([
    ['invoice.created', {}],
    ['charge.succeeded', { id: 'ch_1' }],
    ['a.type.of.tomorrow', null],
  ])('%s tells nothing of revenue and is acknowledged', async (type, object) => {
    const told = { ...event('2026-02-01', {}, type), data: { object } };
    expect(await send(told)).toMatchObject({ received: true, handled: false });
  });
});

describe('what a subscription brings a month', () => {
  it.each([
    ['several items', items(item({}), item({ unit_amount_decimal: '100.5' }, 4)), 5302],
    ['a yearly price', items(item({ recurring: { interval: 'year', interval_count: 1 } })), 408],
    [
      'nothing metered',
      items(item({}), item({ recurring: { interval: 'month', usage_type: 'metered' } })),
      4900,
    ],
    ['nothing tiered', items(item({}), item({ billing_scheme: 'tiered', unit_amount: null })), 4900],
    [
      'a percentage off, for ever',
      { ...items(item({})), discount: { coupon: { percent_off: 12.5, duration: 'forever' } } },
      4288,
    ],
    [
      'an amount off each invoice',
      { ...items(item({}, 2)), discounts: [{ coupon: { amount_off: 1000, duration: 'repeating' } }] },
      8800,
    ],
    [
      'in the newer shape',
      { ...items(item({})), discounts: [{ source: { coupon: { percent_off: 50, duration: 'forever' } } }] },
      2450,
    ],
    [
      'nothing off for one invoice alone',
      { ...items(item({})), discount: { coupon: { percent_off: 50, duration: 'once' } } },
      4900,
    ],
    [
      'no tax that is in the price',
      { ...items(item({})), default_tax_rates: [{ inclusive: true, percentage: 22.5 }] },
      4000,
    ],
    [
      'never less than nothing',
      { ...items(item({})), discounts: [{ coupon: { amount_off: 9999, duration: 'forever' } }] },
      0,
    ],
    ['yen without decimals', items(item({ currency: 'jpy', unit_amount_decimal: '4900' })), 4900],
    [
      'krónur, which Stripe sends with decimals',
      items(item({ currency: 'isk', unit_amount_decimal: '490000' })),
      4900,
    ],
  ])('%s', async (_, object, mrr) => {
    expect(await earned(object)).toBe(mrr);
  });

  it('names what it had to leave out', async () => {
    await send(event('2026-02-01', { ...items(item({})), discounts: ['di_1'] }));
    await send(event('2026-02-02', items(item({ billing_scheme: 'tiered' }))));
    const rows = await database.query<{ left_out: string }>(
      'SELECT left_out FROM subscription_fact WHERE project_id = $1::uuid ORDER BY at',
      [community.project.id],
    );
    expect(rows.map((row) => row.left_out)).toEqual(['unknown', 'tiered']);
  });
});

describe('whose it is', () => {
  const owner = async () => (await steps())[0]?.[0];

  it('says the subscription’s metadata before the customer’s', async () => {
    const customer = { id: 'cus_1', metadata: { hearth_account: 'globex' } };
    await send(event('2026-02-01', subscription({ customer })));
    expect(await owner()).toBe('globex');
    await send(event('2026-02-02', subscription({ customer, metadata: { hearth_account: 'acme' } })));
    expect(await owner()).toBe('acme');
  });

  it('says the account whose trait is the customer, which a customer’s metadata sets', async () => {
    const customer = { id: 'cus_1', metadata: { hearth_account: 'acme' } };
    expect(await send(event('2026-01-01', customer, 'customer.updated'))).toMatchObject({ handled: true });
    await send(event('2026-02-01', subscription()));
    expect(await owner()).toBe('acme');
  });
});

describe('an invoice', () => {
  const invoice = (start: string, end: string, more: object = {}) => ({
    customer: 'cus_1',
    parent: { subscription_details: { subscription: 'sub_1', metadata: { hearth_account: 'acme' } } },
    lines: {
      data: [
        {
          amount: 30_000,
          currency: 'usd',
          period: { start: seconds(start), end: seconds(end) },
          parent: { type: 'subscription_item_details', subscription_item_details: { proration: false } },
          discount_amounts: [{ amount: 3000 }],
          ...more,
        },
        {
          amount: 5000,
          currency: 'usd',
          period: { start: 0, end: 0 },
          parent: { type: 'invoice_item_details' },
        },
      ],
    },
  });

  it('tells revenue while no subscription event has been heard, until two weeks after its period', async () => {
    await send(event('2026-01-01', invoice('2026-01-01', '2026-04-01'), 'invoice.paid'));
    await send(event('2026-04-01', invoice('2026-04-01', '2026-07-01'), 'invoice.payment_failed'));
    expect(await steps()).toEqual([
      ['acme', '2026-01-01', 9000, 'USD'],
      ['acme', '2026-07-15', 0, 'USD'],
    ]);
    await send(event('2026-02-01', subscription()));
    expect(await steps()).toEqual([['cus_1', '2026-01-10', 9800, 'USD']]);
  });

  it('of nothing that recurs tells nothing', async () => {
    const told = event('2026-01-01', { ...invoice('2026-01-01', '2026-01-01') }, 'invoice.paid');
    expect(await send(told)).toMatchObject({ handled: false });
  });
});

describe('what cannot be trusted or read is refused', () => {
  const told = event('2026-02-01', subscription());

  it('another secret, another body, no header, an old signature', async () => {
    await expect(send(told, community, 'whsec_other_0123456789')).rejects.toThrow('signature');
    const header = Stripe.webhooks.generateTestHeaderString({ payload: '{}', secret: SECRET });
    const receive = (signature: string | undefined) =>
      receiveStripeEvent(community.services, community.project.siteKey, Buffer.from('{"a":1}'), signature);
    await expect(receive(header)).rejects.toMatchObject({ reason: 'bad_request' });
    await expect(receive('t=1,v1=beef')).rejects.toThrow('signature');
    await expect(receive(undefined)).rejects.toThrow('Stripe-Signature');
    const payload = JSON.stringify(told);
    const timestamp = Math.floor(community.now.getTime() / 1000) - 301;
    const old = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET, timestamp });
    const late = receiveStripeEvent(community.services, community.project.siteKey, Buffer.from(payload), old);
    await expect(late).rejects.toThrow('five minutes');
    expect(await community.count('subscription_fact')).toBe(0);
  });

  it('a subscription without a price, by the field’s name', async () => {
    await expect(send(event('2026-02-01', subscription({ items: { data: [] } })))).rejects.toThrow(
      'data.object.items.data',
    );
    await expect(send(event('2026-02-01', items(item({ currency: 'xxy' }))))).rejects.toThrow('"currency"');
  });

  it('an address without a site key, when several projects take events', async () => {
    await database.execute('UPDATE project SET stripe_secret = NULL WHERE id <> $1::uuid', [
      community.project.id,
    ]);
    expect(await send(told, community, SECRET, null)).toMatchObject({ handled: true });
    await open();
    await expect(send(told, community, SECRET, null)).rejects.toThrow('site key');
    await expect(send(told, community, SECRET, 'pk_nobody')).rejects.toMatchObject({ reason: 'not_found' });
  });
});
