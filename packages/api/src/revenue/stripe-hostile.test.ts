import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { Community } from '../testing/community.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';

// Whoever can sign is Stripe, or has its secret; what is signed may still hold anything, and an answer of 500 is one
// that Stripe sends again for days.

const SECRET = 'whsec_test_0123456789abcdef';
let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
  community = await Community.open(database);
  await database.execute('UPDATE project SET stripe_secret = $2::text WHERE id = $1::uuid', [
    community.project.id,
    SECRET,
  ]);
});
afterAll(() => database.close());

const send = (payload: string) => {
  const timestamp = Math.floor(community.now.getTime() / 1000);
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET, timestamp });
  return receiveStripeEvent(community.services, community.project.siteKey, Buffer.from(payload), header);
};

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
const metadata = { hearth_account: 'acme' };
const coupon = { percent_off: 10, amount_off: 100, duration: 'forever' };
/** Everything that is read, once. */
const subscription = {
  id: 'sub_1',
  customer: { id: 'cus_1', metadata },
  status: 'trialing',
  metadata,
  start_date: seconds('2026-01-10'),
  trial_end: seconds('2026-01-24'),
  ended_at: seconds('2026-03-01'),
  cancel_at: seconds('2026-04-01'),
  pause_collection: { behavior: 'void' },
  items: {
    data: [
      {
        quantity: 2,
        price: {
          currency: 'usd',
          unit_amount: 4900,
          unit_amount_decimal: '4900',
          billing_scheme: 'per_unit',
          nickname: 'Team',
          lookup_key: 'team',
          recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
        },
        discounts: [{ coupon, source: { coupon } }],
      },
    ],
  },
  discount: { coupon },
  discounts: [{ coupon }],
  default_tax_rates: [{ inclusive: true, percentage: 19 }],
};
const invoice = {
  customer: { id: 'cus_2', metadata },
  subscription: { id: 'sub_2', metadata },
  subscription_details: { subscription: 'sub_2', metadata },
  parent: { subscription_details: { subscription: { id: 'sub_2', metadata }, metadata } },
  lines: {
    data: [
      {
        amount: 4900,
        currency: 'usd',
        period: { start: seconds('2026-01-10'), end: seconds('2026-02-10') },
        type: 'subscription',
        proration: false,
        parent: { type: 'subscription_item_details', subscription_item_details: { proration: false } },
        discount_amounts: [{ amount: 100 }],
        tax_amounts: [{ amount: 100, inclusive: true }],
        taxes: [{ amount: 100, tax_behavior: 'inclusive' }],
      },
    ],
  },
};
const event = (type: string, object: object) => ({
  id: 'evt_1',
  type,
  created: seconds('2026-02-01'),
  data: { object },
});
const events = {
  'a subscription': event('customer.subscription.updated', subscription),
  'an invoice': event('invoice.paid', invoice),
  'a customer': event('customer.updated', { id: 'cus_3', metadata }),
};

const TEXTS = ['""', '"a\\u0000b"', '"\\ud800"', `"${'x'.repeat(10_000)}"`, `"${'9'.repeat(400)}"`];
const NUMBERS = ['0', '-1', '0.5', '1e15', '9007199254740993', '1e300', '-1e300', '5e-324'];
const OTHERS = ['null', '[]', '{}', 'true'];
const MARK = '"__here__"';

/** Each value of it in turn is replaced by everything that it might be instead. */
function* versionsOf(whole: object): Generator<{ path: string; put: string; text: string }> {
  function* places(value: unknown, path: string[]): Generator<string[]> {
    if (path.length > 0) yield path;
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) yield* places(inner, [...path, key]);
  }
  for (const path of places(whole, [])) {
    let old: unknown;
    const marked = JSON.stringify(whole, function mark(this: unknown, key: string, value: unknown) {
      const holder = path.slice(0, -1).reduce((at: unknown, step) => Reflect.get(Object(at), step), whole);
      if (this !== holder || key !== path.at(-1)) return value;
      old = value;
      return '__here__';
    });
    const alternatives = [
      ...(typeof old === 'string' ? TEXTS : []),
      ...(typeof old === 'number' ? NUMBERS : []),
      ...OTHERS,
    ];
    for (const put of alternatives) yield { path: path.join('.'), put, text: marked.replace(MARK, put) };
  }
}

it.each(Object.entries(events))(
  '%s with anything in any place is taken or refused in words',
  async (_, whole) => {
    const problems: string[] = [];
    let sent = 0;
    for (const { path, put, text } of versionsOf(whole)) {
      // Each an event of its own, or the second would be known already.
      sent += 1;
      const payload = text.replace('"evt_1"', `"evt_${sent}"`);
      const answer = await send(payload).then(
        () => null,
        (error: unknown) => error,
      );
      const isPlain = answer === null || (answer instanceof HearthError && answer.reason === 'bad_request');
      if (!isPlain) problems.push(`${path} = ${put.slice(0, 30)}: ${String(answer).slice(0, 160)}`);
    }
    expect(problems).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  },
);
