import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Recorder } from '../interactions/recorder.ts';
import { Community } from '../testing/community.ts';
import { award } from './award.ts';

// The long form: HEARTH_HISTORIES=10000 and, to see one again, HEARTH_SEED.
const histories = Number(process.env.HEARTH_HISTORIES ?? 15);
const seed = Number(process.env.HEARTH_SEED ?? Date.now() % 2 ** 31);

let database: Database;
let community: Community;
let rewardId: string;
let itemId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => openShop());

/** A project in which points can be earned and spent, and in which nothing has happened. */
async function openShop(): Promise<void> {
  community = await Community.open(database);
  const [reward, checklist, item] = [v7(), v7(), v7()];
  const text = { en: 'A mug' };
  await community.add('reward', { id: reward, name: text, description: text, cost: 7, stock: 40 });
  await community.add('checklist', { id: checklist, title: text });
  await community.add('checklist_item', {
    id: item,
    checklist_id: checklist,
    position: 0,
    title: text,
    points: 5,
  });
  await community.add('earning_rule', { kind: 'post.created', points: 3, per_day: 2 });
  [rewardId, itemId] = [wireId('reward', reward), wireId('item', item)];
}

const step = fc.record({
  who: fc.nat({ max: 2 }),
  /** Which of two processes hears it. */
  where: fc.nat({ max: 1 }),
  what: fc.constantFrom('gift', 'post', 'tick', 'redeem', 'redeem', 'same gift', 'same post', 'same redeem'),
  points: fc.integer({ min: 1, max: 20 }),
});

/** Every account worked out from the entries alone, with every rule of the books that it breaks. */
const faults = (projectId: string) =>
  database.query<{ what: string }>(
    `SELECT 'does not sum to zero' AS what FROM ledger_entry WHERE project_id = $1::uuid
       GROUP BY transaction_id HAVING sum(amount) <> 0 OR count(*) <> 2
     UNION ALL SELECT 'no entries' FROM ledger_transaction t WHERE project_id = $1::uuid AND NOT EXISTS (
       SELECT FROM ledger_entry e WHERE e.project_id = t.project_id AND e.transaction_id = t.id)
     UNION ALL SELECT 'rebuilt ' || rebuilt || ', stored ' || balance FROM (
       SELECT a.balance, coalesce(sum(e.amount), 0) AS rebuilt FROM ledger_account a
       LEFT JOIN ledger_entry e ON e.project_id = a.project_id AND e.account_id = a.id
       WHERE a.project_id = $1::uuid GROUP BY a.id, a.balance) b WHERE balance <> rebuilt
     UNION ALL SELECT 'below zero' FROM ledger_account
       WHERE project_id = $1::uuid AND kind = 'member' AND balance < 0
     UNION ALL SELECT 'redeemed ' || count(*) || ', left ' || min(r.stock) FROM reward r
       JOIN redemption d ON d.project_id = r.project_id AND d.reward_id = r.id
       WHERE r.project_id = $1::uuid HAVING count(*) + min(r.stock) <> 40
     UNION ALL SELECT 'redeemed, not paid for' FROM (
       SELECT (SELECT count(*) FROM redemption WHERE project_id = $1::uuid) * 7 AS owed,
              (SELECT coalesce(sum(balance), 0) FROM ledger_account
               WHERE project_id = $1::uuid AND kind = 'redemption') AS paid) p WHERE owed <> paid`,
    [projectId],
  );

describe('the ledger', () => {
  it(
    `holds after any of ${histories} histories: transactions sum to zero, nobody is below it, rebuilt is what is stored`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (history) => {
          await openShop();
          const { bus, now } = community.services;
          const processes = [0, 1].map(
            () => new Recorder({ database, bus, now, onError: (error) => community.failures.push(error) }),
          );
          const members = [await community.member(), await community.member(), await community.member()];
          const repeated = {
            gift: v7(),
            post: wireId('interaction', v7()),
            redeem: wireId('interaction', v7()),
          };
          await Promise.all(
            history.map(async ({ who, where, what, points }) => {
              const [member, recorder] = [members[who], processes[where]];
              if (!member || !recorder) throw new Error('Nobody does it');
              const send = (item: unknown) =>
                recorder.record(community.project, member, { sentAt: now().toISOString(), items: [item] });
              const gift = (sourceId: string) =>
                database.transaction((tx) =>
                  award(tx, [
                    {
                      projectId: community.project.id,
                      memberId: member.memberId,
                      points,
                      at: now(),
                      sourceId,
                      reason: 'gift',
                    },
                  ]),
                );
              switch (what) {
                case 'gift':
                  return gift(v7());
                case 'same gift':
                  return gift(repeated.gift);
                case 'tick':
                  return send(community.item('checklist.item.completed', { itemId }));
                case 'post':
                  return send(community.item('post.created', { text: v7() }));
                case 'same post':
                  return send(community.item('post.created', { text: 'x' }, { id: repeated.post }));
                case 'redeem':
                  return send(community.item('reward.redeemed', { rewardId }));
                case 'same redeem':
                  return send(community.item('reward.redeemed', { rewardId }, { id: repeated.redeem }));
              }
            }),
          );
          expect(await faults(community.project.id)).toEqual([]);
          expect(community.failures).toEqual([]);
        }),
        { numRuns: histories, seed },
      );
    },
    30_000 + histories * 2_000,
  );

  it.each([
    ['a balance that was touched', `ledger_account SET balance = balance + 1 WHERE kind = 'member' AND`],
    ['one that is gone from the shelf', 'reward SET stock = stock - 1 WHERE'],
  ])('would not get away with %s', async (_what, damage) => {
    const maya = await community.member();
    const gift = {
      projectId: community.project.id,
      memberId: maya.memberId,
      reason: 'gift',
      at: community.now,
    };
    await database.transaction((tx) => award(tx, [{ ...gift, points: 7, sourceId: v7() }]));
    await community.record(maya, 'reward.redeemed', { rewardId });
    expect(await faults(community.project.id)).toEqual([]);
    await database.execute(`UPDATE ${damage} project_id = $1::uuid`, [community.project.id]);
    expect(await faults(community.project.id)).not.toEqual([]);
  });
});
