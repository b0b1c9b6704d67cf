import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
import { Recorder } from '../interactions/recorder.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { award } from './award.ts';

let database: Database;
let community: Community;
let rewardId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  const id = v7();
  await community.add('reward', {
    id,
    name: { en: 'Mug' },
    description: { en: 'A mug' },
    cost: 50,
    stock: 1,
  });
  rewardId = wireId('reward', id);
});

async function give(points: number, ...members: { memberId: string }[]): Promise<void> {
  const gift = { projectId: community.project.id, reason: 'gift', points, at: community.now };
  await database.transaction((tx) =>
    award(
      tx,
      members.map(({ memberId }) => ({ ...gift, memberId, sourceId: v7() })),
    ),
  );
}

/** Each process has a recorder of its own, and they share nothing but the database. */
const processes = (count: number) =>
  Array.from({ length: count }, () => {
    const { bus, now } = community.services;
    return new Recorder({ database, bus, now, onError: (error) => community.failures.push(error) });
  });

const balances = async () => {
  const rows = await database.query<{ kind: string; balance: number }>(
    'SELECT kind, balance FROM ledger_account WHERE project_id = $1::uuid ORDER BY kind, balance',
    [community.project.id],
  );
  return rows.map(({ kind, balance }) => [kind, balance]);
};

describe('redeeming a reward', () => {
  it('takes the points, one from the stock, and gives a code', async () => {
    const maya = await community.member();
    await give(80, maya);

    const outcome = await community.record(maya, 'reward.redeemed', { rewardId });

    expect(outcome).toMatchObject({ status: 'accepted', changed: ['rewards'] });
    expect(await balances()).toEqual([
      ['issuance', -80],
      ['member', 30],
      ['redemption', 50],
    ]);
    const { rewards } = await boot(community.context(maya), { widgets: ['rewards'], locale: 'en' });
    expect(rewards?.catalogue).toEqual([
      {
        id: rewardId,
        name: 'Mug',
        description: 'A mug',
        cost: 50,
        stock: 0,
        code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{10}$/),
      },
    ]);
    expect(rewards?.standing).toMatchObject({
      points: 30,
      earned: 80,
      recent: [
        { reason: 'reward.redeemed', points: -50 },
        { reason: 'gift', points: 80 },
      ],
    });
  });

  it('is refused without the points, and says how many are missing', async () => {
    const maya = await community.member();
    await give(49, maya);

    const outcome = await community.record(maya, 'reward.redeemed', { rewardId });

    expect(outcome).toMatchObject({
      code: 'insufficient_points',
      message: 'You need 1 more point for this.',
    });
    expect(await community.count('interaction')).toBe(0);
  });

  it('counts what the same batch has taken already, of the points and of the stock', async () => {
    const [cheap, two] = [v7(), v7()];
    const common = { name: { en: 'Pin' }, description: { en: 'A pin' } };
    await community.add('reward', { ...common, id: cheap, cost: 20, stock: 9 });
    await community.add('reward', { ...common, id: two, cost: 1, stock: 2 });
    const maya = await community.member();
    await give(50, maya);
    const redeem = (id: string) => community.item('reward.redeemed', { rewardId: wireId('reward', id) });

    const outcomes = await community.send(maya, ...[cheap, cheap, cheap, two, two, two].map(redeem));

    expect(outcomes.map(codeOf)).toEqual([
      'accepted',
      'accepted',
      'insufficient_points',
      'accepted',
      'accepted',
      'out_of_stock',
    ]);
    expect(outcomes[2]).toMatchObject({ message: 'You need 10 more points for this.' });
    expect(outcomes[5]).toMatchObject({
      message: 'The last one of these is gone. Choose another reward.',
    });
    expect(await balances()).toContainEqual(['member', 8]);
    // The log says what each is about.
    const about = await database.query(
      `SELECT DISTINCT widget, subject FROM interaction WHERE project_id = $1::uuid ORDER BY subject`,
      [community.project.id],
    );
    expect(about).toEqual([cheap, two].sort().map((subject) => ({ widget: 'rewards', subject })));
  });

  it('gives the last one to exactly one of 200 who ask at the same moment', async () => {
    const members = await Promise.all(Array.from({ length: 200 }, () => community.member()));
    await give(50, ...members);
    const recorders = processes(2);

    const outcomes = await Promise.all(
      members.map(async (member, index) => {
        const input = {
          sentAt: community.now.toISOString(),
          items: [community.item('reward.redeemed', { rewardId })],
        };
        const outcomes = await recorders[index % 2]?.record(community.project, member, input);
        return codeOf(outcomes?.[0]);
      }),
    );

    expect(outcomes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'out_of_stock')).toHaveLength(199);
    expect(await community.count('redemption')).toBe(1);
    expect(community.failures).toEqual([]);
  });

  it('never spends a point twice, however many ask at once', async () => {
    await database.execute('UPDATE reward SET stock = 100 WHERE project_id = $1::uuid AND id = $2::uuid', [
      community.project.id,
      rowId(rewardId),
    ]);
    const maya = await community.member();
    await give(170, maya);

    const outcomes = await Promise.all(
      processes(8).flatMap((recorder) =>
        [0, 1, 2].map(() =>
          recorder.record(community.project, maya, {
            sentAt: community.now.toISOString(),
            items: [community.item('reward.redeemed', { rewardId })],
          }),
        ),
      ),
    );

    const codes = outcomes.flat().map(codeOf);
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(3);
    expect(codes.filter((code) => code === 'insufficient_points')).toHaveLength(21);
    expect(community.failures).toEqual([]);
    expect(await balances()).toEqual([
      ['issuance', -170],
      ['member', 20],
      ['redemption', 150],
    ]);
  });

  it('can spend what the same batch has just earned', async () => {
    await community.add('earning_rule', { kind: 'post.created', points: 50 });
    const maya = await community.member();

    const outcomes = await community.send(
      maya,
      community.item('reward.redeemed', { rewardId }),
      community.item('post.created', { text: 'Hello' }),
    );

    expect(outcomes.map(codeOf)).toEqual(['accepted', 'accepted']);
    expect(await balances()).toEqual([
      ['issuance', -50],
      ['member', 0],
      ['redemption', 50],
    ]);
  });

  it("does not know another project's reward", async () => {
    const other = await Community.open(database);
    const stranger = await other.member();

    expect(codeOf(await other.record(stranger, 'reward.redeemed', { rewardId }))).toBe('not_found');
  });
});
