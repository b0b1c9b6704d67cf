import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { audit, readLog } from './audit.ts';
import { History } from './history.ts';
import { gatherSenders } from './load.ts';
import { chooseSeed, seeded, wholeFrom } from './random.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);

let stack: Stack;
let rows: Rows;
let close: () => Promise<void>;
let drop: () => Promise<unknown>;

beforeAll(async () => {
  const database = await createDatabase(inject('postgresUrl'));
  drop = database.drop;
  const rates = { HEARTH_RATE_ADDRESS: '1000000', HEARTH_RATE_MEMBER: '1000000' };
  stack = await startStack(database.url, rates);
  ({ rows, close } = await openRows(database.url));
});

afterAll(async () => {
  await close?.();
  await stack?.stop();
  await drop?.();
});

describe('a server that is killed under load', () => {
  test('has stored what it acknowledged, once, and nothing else', async () => {
    const history = new History();
    const senders = await gatherSenders(stack, 12, { random, history });
    const stop = new AbortController();
    const sending = Promise.all(senders.map((sender) => sender.run(stop.signal)));
    for (let kills = 0; kills < 5; kills += 1) {
      await pause(wholeFrom(random, 500, 2000));
      await stack.backend().end('SIGKILL');
      await stack.restart();
    }
    await pause(1000);
    stop.abort();
    await sending;

    expect(history.compare(await readLog(rows)), again).toEqual([]);
    expect(await audit(rows), again).toEqual([]);
    // Otherwise nobody was under load when it happened, and all of this proves nothing.
    const statuses = new Set(senders.flatMap(({ misses }) => misses.map(({ status }) => status)));
    expect([...statuses], again).toEqual([0]);
    expect(history.count('accepted'), again).toBeGreaterThan(2000);
    expect(history.count('duplicate'), again).toBeGreaterThan(200);
    expect(history.count('rejected'), again).toBeGreaterThan(20);
  });

  const damages = {
    'a lost interaction': `DELETE FROM interaction WHERE ctid = (
      SELECT i.ctid FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
      WHERE m.external_id LIKE 'load-%' AND kind = 'post.created' LIMIT 1)`,
    'a balance off by one': `UPDATE ledger_account SET balance = balance + 1 WHERE kind = 'member'`,
    'a step counted twice': `UPDATE checklist_progress g SET count = g.count + 1 FROM member m
      WHERE m.id = g.member_id AND m.external_id LIKE 'load-%'`,
  };
  test.each(Object.entries(damages))('would not get away with %s', async (_name, damage) => {
    await rows('BEGIN');
    try {
      await rows(damage);
      expect(await audit(rows)).not.toEqual([]);
    } finally {
      await rows('ROLLBACK');
    }
  });
});
