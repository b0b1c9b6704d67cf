import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { award } from './award.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const rewards = async (actor: Actor) =>
  (await boot(community.context(actor), { widgets: ['rewards'], locale: 'en' })).rewards;

const post = (actor: Actor, text: string) => community.record(actor, 'post.created', { text });

describe('earning points', () => {
  it("pays by the project's rule, at most so often in 24 hours", async () => {
    await community.add('earning_rule', { kind: 'post.created', points: 10, per_day: 2 });
    const maya = await community.member();

    const paid = [];
    for (const text of ['one', 'two', 'three']) {
      const outcome = await post(maya, text);
      paid.push(outcome.status === 'accepted' ? outcome.earned?.points : null);
    }
    expect(paid).toEqual([10, 10, undefined]);

    community.pass({ days: 1, minutes: 1 });
    expect(await post(maya, 'four')).toMatchObject({ earned: { points: 10 } });
  });

  it('keeps to the limit when all come in one batch', async () => {
    await community.add('earning_rule', { kind: 'comment.created', points: 5, per_day: 3 });
    const maya = await community.member();
    const first = community.item('post.created', { text: 'Hello' });
    await community.send(maya, first);
    const postId = first.id.replace('int_', 'pst_');

    await community.send(
      maya,
      ...Array.from({ length: 8 }, (_, index) =>
        community.item('comment.created', { postId, text: `No. ${index}` }),
      ),
    );

    const [row] = await database.query(
      `SELECT balance FROM ledger_account WHERE project_id = $1::uuid AND kind = 'member'`,
      [community.project.id],
    );
    expect(row).toEqual({ balance: 15 });
  });

  it('keeps to the limit when many transactions pay at the same moment', async () => {
    await community.add('earning_rule', { kind: 'referral.qualified', points: 10, per_day: 2 });
    const { memberId } = await community.member();
    const due = {
      projectId: community.project.id,
      memberId,
      reason: 'referral.qualified',
      at: community.now,
    };

    const paid = await Promise.all(
      Array.from({ length: 8 }, () => database.transaction((tx) => award(tx, [{ ...due, sourceId: v7() }]))),
    );

    expect(paid.flat().sort()).toEqual([0, 0, 0, 0, 0, 0, 10, 10]);
  });

  it('pays nothing without a rule, and nothing to an anonymous member', async () => {
    await community.add('earning_rule', { kind: 'survey.answered', points: 10 });
    const id = v7();
    await community.add('survey', { id, kind: 'nps' });
    const [maya, somebody] = [await community.member(), await community.anonymous()];

    await post(maya, 'Hello');
    const surveyId = wireId('survey', id);
    const answerId = wireId('answer', v7());
    const outcome = await community.record(somebody, 'survey.answered', {
      surveyId,
      answerId,
      score: 9,
      complete: true,
    });

    expect(outcome).toMatchObject({ status: 'accepted' });
    expect(outcome).not.toHaveProperty('earned');
    expect(await community.count('ledger_transaction')).toBe(0);
  });

  it('pays a replayed award once', async () => {
    const { memberId } = await community.member();
    const one = {
      projectId: community.project.id,
      memberId,
      sourceId: v7(),
      reason: 'gift',
      points: 5,
      at: community.now,
    };

    const paid = [];
    for (let turn = 0; turn < 2; turn += 1)
      paid.push(await database.transaction((tx) => award(tx, [one, one])));

    expect(paid).toEqual([
      [5, 0],
      [0, 0],
    ]);
  });
});

describe("a day's limit", () => {
  const reason = 'referral.qualified';
  const later = (ms: number) => new Date(community.now.getTime() + ms);
  const hours = (count: number) => count * 3_600_000;

  /** What awards to one new member are paid, in one transaction or in one each. */
  async function paidFor(transactions: 'one' | 'each', awards: { at: Date; points?: number }[]) {
    const { memberId } = await community.member();
    const due = awards.map((one) => ({
      ...one,
      projectId: community.project.id,
      memberId,
      reason,
      sourceId: v7(),
    }));
    const paid = [];
    for (const some of transactions === 'one' ? [due] : due.map((one) => [one]))
      paid.push(...(await database.transaction((tx) => award(tx, some))));
    return paid;
  }

  beforeEach(() => community.add('earning_rule', { kind: reason, points: 10, per_day: 1 }));

  it.each(['one', 'each'] as const)(
    'counts the 24 hours before and a minute after, to the millisecond: %s',
    async (transactions) => {
      const forwards = [0, hours(24) - 1, hours(24)].map((ms) => ({ at: later(ms) }));
      expect(await paidFor(transactions, forwards)).toEqual([10, 0, 10]);
      const backwards = [0, -60_000, -60_001].map((ms) => ({ at: later(ms) }));
      expect(await paidFor(transactions, backwards)).toEqual([10, 0, 10]);
    },
  );

  it('is none of what has a number of points of its own', async () => {
    const at = community.now;
    expect(
      await paidFor('one', [
        { at, points: 4 },
        { at, points: 4 },
        { at, points: 4 },
      ]),
    ).toEqual([4, 4, 4]);
  });

  it('is not lifted by a number of points that is nothing', async () => {
    const at = community.now;
    expect(await paidFor('one', [{ at, points: 0 }, { at, points: -1 }, { at }])).toEqual([0, 0, 10]);
  });
});

describe('badges and levels', () => {
  beforeEach(async () => {
    await community.add('badge', {
      id: v7(),
      name: { en: 'Voice' },
      description: { en: 'Two posts' },
      icon: 'voice',
      kind: 'post.created',
      target: 2,
    });
    await community.add('level', { number: 1, name: { en: 'Guest' }, threshold: 0 });
    await community.add('level', { number: 2, name: { en: 'Friend' }, threshold: 30 });
    await community.add('earning_rule', { kind: 'post.created', points: 20, per_day: 9 });
  });

  it('awards a badge once, with the interaction that reached it', async () => {
    const maya = await community.member();

    const first = await post(maya, 'one');
    const second = await post(maya, 'two');
    const third = await post(maya, 'three');

    expect(first).toMatchObject({ earned: { points: 20, badges: [] } });
    expect(second).toMatchObject({ earned: { points: 20, badges: [{ name: 'Voice', icon: 'voice' }] } });
    expect(third).toMatchObject({ earned: { points: 20, badges: [] } });
    // Points and a badge are one change for whoever shows them.
    expect(second).toMatchObject({ changed: ['feed', 'rewards'] });
    expect(await rewards(maya)).toMatchObject({
      badges: [{ name: 'Voice', count: 2, target: 2, awardedAt: community.now.toISOString() }],
    });
  });

  it('tells of each badge whoever reached it, of all who share a commit', async () => {
    const members = await Promise.all([0, 1, 2].map(() => community.member()));
    const [maya] = members;
    if (maya) await post(maya, 'Maya is ahead');

    const outcomes = await Promise.all(members.map((member, index) => post(member, `All at once ${index}`)));

    expect(outcomes.map((one) => one.status === 'accepted' && one.earned?.badges.length)).toEqual([1, 0, 0]);
  });

  it('counts no refused item towards a badge', async () => {
    const maya = await community.member();

    await post(maya, 'the same');
    await post(maya, 'the same');

    expect(await rewards(maya)).toMatchObject({ badges: [{ count: 1, awardedAt: null }] });
  });

  it('counts what changes nothing towards none', async () => {
    const icon = 'heart';
    const about = { id: v7(), name: { en: 'Warm' }, description: { en: 'Two reactions' }, icon };
    await community.add('badge', { ...about, kind: 'reaction.added', target: 2 });
    const [maya, noah] = [await community.member(), await community.member()];
    const item = community.item('post.created', { text: 'Hello' });
    await community.send(maya, item);
    const reaction = { postId: item.id.replace('int_', 'pst_'), emoji: '👍' } as const;

    const again = [];
    for (let time = 0; time < 3; time += 1)
      again.push(await community.record(noah, 'reaction.added', reaction));

    expect(again.map((one) => one.status === 'accepted' && one.earned)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const other = await community.record(noah, 'reaction.added', { ...reaction, emoji: '❤️' });
    expect(other).toMatchObject({ earned: { badges: [{ name: 'Warm' }] } });
  });

  it('raises the level with what was ever earned', async () => {
    const maya = await community.member();
    expect(await rewards(maya)).toMatchObject({ standing: { level: { number: 1 }, next: { number: 2 } } });

    await post(maya, 'one');
    await post(maya, 'two');

    expect(await rewards(maya)).toMatchObject({
      standing: { points: 40, earned: 40, level: { number: 2, name: 'Friend', threshold: 30 }, next: null },
    });
  });

  it('shows a visitor what there is to earn, and no standing', async () => {
    expect(await rewards({ type: 'visitor' })).toMatchObject({ standing: null, badges: [{ name: 'Voice' }] });
  });
});

describe('the ledger', () => {
  it('opens accounts for a crowd at once, and nobody waits in a circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      // A project of its own each time: its very first accounts are opened in the crush, too.
      const fresh = await Community.open(database);
      const members = await Promise.all(Array.from({ length: 6 }, () => fresh.member()));
      const gift = (memberId: string, number: number) => ({
        projectId: fresh.project.id,
        memberId,
        points: 1,
        at: fresh.now,
        sourceId: v7(),
        reason: 'gift',
        part: String(number),
      });
      await Promise.all(
        Array.from({ length: 12 }, (_, turn) => {
          const some = members
            .map((_, index) => members[(index * (turn % 2 ? 5 : 1) + turn) % 6])
            .slice(0, 4);
          const gifts = some.flatMap((member, index) => (member ? [gift(member.memberId, index)] : []));
          return database.transaction((tx) => award(tx, gifts));
        }),
      );
    }
  });
});
