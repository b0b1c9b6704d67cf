import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { chooseSeed, seeded, shuffled, wholeFrom } from './random.ts';
import { unlimited } from './unlimited.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);
const secret = 'whsec_of_the_faults';
const deliveries = 3;
/** Each of so many accounts' one subscription changes its price so often. */
const [accounts, changes] = [10, 6];

let stack: Stack;
let rows: Rows;
let close: () => Promise<void>;
let drop: () => Promise<unknown>;

beforeAll(async () => {
  const database = await createDatabase(inject('postgresUrl'));
  drop = database.drop;
  stack = await startStack(database.url, unlimited);
  ({ rows, close } = await openRows(database.url));
  await rows('UPDATE project SET stripe_secret = $1 WHERE site_key = $2', [secret, stack.demo.siteKey]);
});

afterAll(async () => {
  await close?.();
  await stack?.stop();
  await drop?.();
});

interface Told {
  id: string;
  account: number;
  /** Seconds since 1970. */
  created: number;
  /** Cents a month. */
  amount: number;
}

const bodyOf = ({ id, account, created, amount }: Told): string =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'customer.subscription.updated',
    created,
    data: {
      object: {
        id: `sub_fault_${account}`,
        object: 'subscription',
        customer: `cus_fault_${account}`,
        status: 'active',
        metadata: { hearth_account: `fault-${account}` },
        start_date: Date.UTC(2026, 0, 1) / 1000,
        discounts: [],
        items: {
          object: 'list',
          data: [
            {
              quantity: 1,
              price: {
                currency: 'usd',
                unit_amount: amount,
                unit_amount_decimal: `${amount}`,
                billing_scheme: 'per_unit',
                recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
              },
            },
          ],
        },
      },
    },
  });

/** Delivers as Stripe does: signed anew each time, and again until it is answered 200. How often it was answered so. */
async function deliver(told: Told, patience: number): Promise<boolean> {
  for (let tries = 0; tries < patience; tries += 1) {
    const body = bodyOf(told);
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const answer = await fetch(`${stack.api}/v1/webhooks/stripe/${stack.demo.siteKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` },
      body,
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    if (answer && answer.status < 500) throw new Error(`${told.id} was answered ${answer.status}`);
    await pause(wholeFrom(random, 50, 400));
  }
  return false;
}

describe('webhooks that are sent thrice, in any order, while the server is killed', () => {
  test('are each one fact, and add up to the same revenue', async () => {
    const begun = Date.UTC(2026, 1, 1) / 1000;
    const events = Array.from({ length: accounts * changes }, (_, index): Told => {
      const [account, change] = [index % accounts, Math.floor(index / accounts)];
      return {
        id: `evt_fault_${index}`,
        account,
        created: begun + change * 86_400,
        amount: wholeFrom(random, 1, 500) * 100,
      };
    });
    const queue = shuffled(random, Array.from({ length: deliveries }, () => events).flat());
    const total = queue.length;
    const senders = Array.from({ length: 6 }, async () => {
      let answered = 0;
      for (let next = queue.pop(); next; next = queue.pop()) answered += (await deliver(next, 300)) ? 1 : 0;
      return answered;
    });
    let kills = 0;
    for (; kills < 3 && queue.length > 0; kills += 1) {
      await pause(wholeFrom(random, 100, 400));
      await stack.backend().end('SIGKILL');
      await stack.restart();
    }
    const answered = (await Promise.all(senders)).reduce((sum, one) => sum + one, 0);

    expect(kills, again).toBeGreaterThan(1);
    expect(answered, again).toBe(total);
    const facts = await rows<{ id: string }>(
      `SELECT id FROM subscription_fact WHERE subscription_id LIKE 'sub_fault_%' ORDER BY id`,
    );
    expect(
      facts.map(({ id }) => id),
      again,
    ).toEqual(events.map(({ id }) => id).sort());
    const steps = await rows<{ account: string; at: number; mrr: number }>(
      `SELECT a.external_id AS account, extract(epoch FROM s.at)::int AS at, s.mrr::int AS mrr
       FROM mrr_step s JOIN account a ON a.project_id = s.project_id AND a.id = s.account_id
       WHERE a.external_id LIKE 'fault-%'`,
    );
    const nowOf = (account: number) =>
      steps.filter((step) => step.account === `fault-${account}`).sort((a, b) => b.at - a.at)[0]?.mrr;
    for (let account = 0; account < accounts; account += 1) {
      const last = events
        .filter((event) => event.account === account)
        .sort((a, b) => b.created - a.created)[0];
      expect(nowOf(account), `${again}: account ${account}`).toBe(last?.amount);
    }
  });
});
