import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { Host } from './testing.ts';

let server: TestServer;
let host: Host;

beforeAll(async () => {
  server = await startTestServer();
  host = new Host(server);
  for (let batch = 0; batch < 5; batch += 1) {
    const items = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'track',
      messageId: `m-${batch}-${index}`,
      userId: `u${index % 50}`,
      event: 'opened',
      timestamp: new Date(Date.UTC(2026, 0, 1 + (index % 28))).toISOString(),
    }));
    expect(await host.post('import', { batch: items })).toMatchObject({ body: { accepted: 2_000 } });
  }
});
afterAll(() => server.close());

const question = 'from=2026-01-01&to=2026-02-01';

describe('a metric', () => {
  it('is answered as JSON with its trend, and as CSV with the same numbers', async () => {
    const { status, body } = await host.get(`metrics/active_members?${question}&interval=week`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ metric: 'active_members', value: 50, series: expect.any(Array) });
    const asked = await host.get(`metrics/active_members?${question}&interval=week&format=csv`);
    const accepted = await host.get(`metrics/active_members?${question}&interval=week`, {
      accept: 'text/csv',
    });
    expect(asked.type).toContain('text/csv');
    expect(accepted.body).toBe(asked.body);
    expect(String(asked.body).split('\r\n')[0]).toBe('from,to,incomplete,value,n,low,high');
    const series = Reflect.get(Object(body), 'series');
    const lines = String(asked.body).trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual(
      series.map(({ from, to }: { from: string; to: string }) => [from, to]),
    );
  });

  it.each([
    ['an unknown metric', `metrics/fame?${question}`, 'There is no metric "fame"'],
    ['from after to', 'metrics/nps?from=2026-02-01&to=2026-01-01', '"to"'],
    ['a period of 100 years', 'metrics/nps?from=1990-01-01&to=2090-01-01', 'ten years'],
    ['no period', 'metrics/nps', '"from"'],
    ['a day that is none', 'metrics/nps?from=2026-02-30&to=2026-03-02', '"from"'],
    ['an unknown interval', `metrics/nps?${question}&interval=hour`, '"interval"'],
    ['a segment that is no id', `metrics/nps?${question}&segment=x`, '"segment"'],
  ])('with %s gets a 400 that names it', async (_, path, word) => {
    expect(await host.get(path)).toMatchObject({
      status: 400,
      body: { error: { reason: 'bad_request', message: expect.stringContaining(word) } },
    });
  });

  it('for a segment that there is not gets a 404', async () => {
    const path = `metrics/nps?${question}&segment=seg_${'0'.repeat(32)}`;
    expect(await host.get(path)).toMatchObject({ status: 404, body: { error: { reason: 'not_found' } } });
  });
});

describe('a table', () => {
  it.each(['lifecycle', 'stickiness', 'retention', 'funnel', 'scores', 'movements', 'churn-reasons'])(
    '%s comes as JSON and as CSV',
    async (path) => {
      expect(await host.get(`${path}?${question}`)).toMatchObject({
        status: 200,
        body: { asOf: expect.any(String) },
      });
      const csv = await host.get(`${path}?${question}&format=csv`);
      expect(csv).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' });
    },
  );
});

const open = (path: string) =>
  fetch(`${server.address}/v1/${path}`, { headers: { authorization: host.basic } });

describe('the export', () => {
  it('tells 10,000 interactions line by line, each once, in the order in which they were stored', async () => {
    const { type, body } = await host.get('export/interactions');
    expect(type).toContain('application/x-ndjson');
    const ids = new Set<string>();
    let latest = '';
    for (const line of String(body).trim().split('\n')) {
      const { id, storedAt, userId } = JSON.parse(line);
      ids.add(id);
      if (!/^u\d+$/.test(userId) || storedAt < latest) throw new Error(`Out of order, or nobody's: ${line}`);
      latest = storedAt;
    }
    expect(ids.size).toBe(10_000);
    const rest = await host.get(`export/interactions?from=${new Date(Date.parse(latest) + 1).toISOString()}`);
    expect(rest.body).toBe('');
  });

  it('waits for a reader that is slow, and stops for one that has left', async () => {
    const { database } = server.backend.services;
    // Twenty pages of a megabyte: more than any network buffer swallows.
    await database.execute(
      `INSERT INTO interaction (project_id, id, member_id, kind, subject, occurred_at, occurred_at_raw, payload)
       SELECT project_id, gen_random_uuid(), id, 'event.tracked', 'filler', now(), now(),
              jsonb_build_object('name', repeat('x', 1000))
       FROM generate_series(1, 20000), (SELECT * FROM member WHERE project_id = $1::uuid LIMIT 1) m`,
      [server.project.projectId],
    );
    const query = database.query;
    const pages = { asked: 0, answered: 0 };
    // Counted, not replaced: every question goes through to the database.
    database.query = async (text, params) => {
      if (!text.includes('received_at, i.page, i.payload'))
        return query.call(database, text, params) as never;
      pages.asked += 1;
      return query.call(database, text, params).finally(() => {
        pages.answered += 1;
      }) as never;
    };
    // Turns of the event loop that it shares with the server, not moments: a slow machine turns it slower for both.
    const standStill = async () => {
      for (let [turns, seen] = [0, -1]; turns < 50; ) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        turns = pages.asked === seen && pages.answered === seen ? turns + 1 : 0;
        seen = pages.asked;
      }
      return pages.asked;
    };
    const asked = httpRequest(`${server.address}/v1/export/interactions`, {
      headers: { authorization: host.basic },
    });
    try {
      const [[socket], [answer]] = await Promise.all([
        once(server.app.server, 'connection'),
        once(asked, 'response'),
        asked.end(),
      ]);
      answer.pause();
      const before = await standStill();
      expect(before).toBeGreaterThan(0);
      // The whole is thirty pages.
      expect(before).toBeLessThan(30);
      const gone = new Promise((resolve) => socket.on('close', resolve));
      asked.destroy();
      await gone;
      expect(await standStill()).toBe(before);
    } finally {
      asked.destroy();
      database.query = query;
    }
  }, 60_000);

  it('that breaks in the middle says so in its last line and is cut short, so that nobody takes it for the whole', async () => {
    const { database } = server.backend.services;
    const query = database.query;
    let pages = 0;
    database.query = (text, params) => {
      if (text.includes('received_at, i.page, i.payload')) pages += 1;
      return query.call(database, pages === 3 ? 'SELECT broken' : text, params) as never;
    };
    try {
      const response = await open('export/interactions');
      expect(response.status).toBe(200);
      let text = '';
      const decoder = new TextDecoder();
      const read = async () => {
        for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
      };
      await expect(read()).rejects.toThrow();
      const last = text.trimEnd().split('\n').at(-1) ?? '';
      expect(JSON.parse(last)).toEqual({
        error: { reason: 'internal', message: expect.any(String), requestId: expect.any(String) },
      });
      expect(last).not.toContain('broken');
    } finally {
      database.query = query;
    }
  });

  it.each(['from=yesterday', 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'])(
    'of %s gets a 400',
    async (asked) => {
      expect(await host.get(`export/interactions?${asked}`)).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining('"from"') } },
      });
    },
  );
});

describe('what is behind a number', () => {
  it('is told as members, by page', async () => {
    const asked = `behind?metric=active_members&${question}`;
    const first = await host.get(asked);
    expect(first).toMatchObject({ status: 200, body: { of: 'members', total: 50 } });
    const seen = new Set<string>();
    let { body } = first;
    for (let cursor: unknown = ''; cursor !== null; cursor = Reflect.get(Object(body), 'nextCursor')) {
      if (cursor !== '') ({ body } = await host.get(`${asked}&cursor=${encodeURIComponent(String(cursor))}`));
      for (const { id } of Reflect.get(Object(body), 'rows')) seen.add(id);
    }
    expect(seen.size).toBe(50);
  });

  it('is told as words beside scores', async () => {
    const survey = randomUUID();
    const { database } = server.backend.services;
    await database.execute(`INSERT INTO survey (project_id, id, kind) VALUES ($1::uuid, $2::uuid, 'nps')`, [
      server.project.projectId,
      survey,
    ]);
    const answers = [3, 9].map((score) => ({
      type: 'track',
      userId: `u${score}`,
      event: 'survey.answered',
      timestamp: '2026-01-20T12:00:00.000Z',
      properties: {
        surveyId: `sur_${survey.replaceAll('-', '')}`,
        answerId: `ans_${randomUUID().replaceAll('-', '')}`,
        score,
        comment: `Worth ${score}`,
        complete: true,
      },
    }));
    expect(await host.post('import', { batch: answers })).toMatchObject({ body: { accepted: 2 } });
    expect(await host.get(`comments?${question}&scores=0,3`)).toMatchObject({
      body: { items: [{ score: 3, comment: 'Worth 3' }], nextCursor: null },
    });
    expect(await host.get(`comments?${question}&scores=many`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('"scores"') } },
    });
  });

  it('is told as where a checklist loses members', async () => {
    expect(await host.get(`drop-off?${question}`)).toMatchObject({ status: 200, body: { checklists: [] } });
    const csv = await host.get(`drop-off?${question}&format=csv`);
    expect(String(csv.body).split('\r\n')[0]).toContain('checklistId,checklist,shown,stepId,step,started');
  });
});

describe('revenue', () => {
  it('is told by subscription, by file and as spend', async () => {
    const one = {
      account: 'acme',
      id: 's1',
      interval: 'year',
      amount: 12_000,
      currency: 'USD',
      start: '2026-01-05T00:00:00.000Z',
      at: '2026-01-05T00:00:00.000Z',
    };
    expect(await host.post('subscriptions', one)).toMatchObject({
      status: 200,
      body: { stored: true, mrr: 1_000 },
    });
    const file = 'account,id,interval,amount,currency\nacme,s2,month,500,USD\nacme,s3,month,-5,USD\n';
    const imported = await host.post('import/subscriptions', file, { 'content-type': 'text/csv' });
    expect(imported).toMatchObject({ status: 200, body: { stored: 1, rejected: [{ line: 3 }] } });
    await host.post('spend', { month: '2026-01', amount: 9_900 });
    expect(await host.get('spend')).toMatchObject({
      body: { months: [{ month: '2026-01', amount: 9_900 }] },
    });
  });

  it.each([
    ['negative money', { amount: -1 }, '"amount"'],
    ['an unknown currency', { currency: 'ABC' }, '"currency"'],
  ])('with %s gets a 400 that names it', async (_, wrong, word) => {
    const one = { account: 'acme', id: 's9', interval: 'month', amount: 100, currency: 'USD', ...wrong };
    expect(await host.post('subscriptions', one)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(word) } },
    });
  });

  it('moves with what Stripe signs', async () => {
    const { database } = server.backend.services;
    const secret = 'whsec_test_0123456789abcdef';
    await database.execute('UPDATE project SET stripe_secret = $2::text WHERE id = $1::uuid', [
      server.project.projectId,
      secret,
    ]);
    const started = Date.UTC(2025, 5, 10) / 1000;
    const event = {
      id: 'evt_1',
      object: 'event',
      type: 'customer.subscription.created',
      created: started,
      data: {
        object: {
          id: 'sub_1',
          object: 'subscription',
          customer: 'cus_1',
          status: 'active',
          metadata: {},
          start_date: started,
          items: {
            object: 'list',
            data: [
              {
                quantity: 2,
                price: {
                  currency: 'usd',
                  unit_amount: 4_900,
                  unit_amount_decimal: '4900',
                  billing_scheme: 'per_unit',
                  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
                },
              },
            ],
          },
          discounts: [],
        },
      },
    };
    const payload = JSON.stringify(event);
    const send = (body: string) =>
      fetch(`${server.address}/v1/webhooks/stripe/${server.project.siteKey}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
        },
        body,
      });
    const mrr = async () => {
      const { body } = await host.get('metrics/mrr?from=2025-06-01&to=2025-07-01');
      return Reflect.get(Object(body), 'value');
    };
    const before = await mrr();
    // A byte more than was signed is somebody else's word.
    expect((await send(`${payload} `)).status).toBe(400);
    expect(await mrr()).toBe(before);
    const told = await send(payload);
    expect(await told.json()).toEqual({ received: true, event: 'evt_1', handled: true });
    expect(await mrr()).toBe(9_800);
  });

  it('from somebody who is not Stripe is refused', async () => {
    const { status } = await host.post(
      `webhooks/stripe/${server.project.siteKey}`,
      { id: 'evt_1' },
      { 'stripe-signature': 't=1,v1=00' },
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});
