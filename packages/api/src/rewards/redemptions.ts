import { randomBytes } from 'node:crypto';
import { rowId } from '../ids.ts';
import { accepted, type FactOf, handler, type Rejection, rejected } from '../interactions/handler.ts';
import { readableCode } from '../readable-code.ts';
import { type Account, lockAccounts, type Movement, move } from './ledger.ts';
import { lockRewards, type RewardRow, writeRedemptions } from './store.ts';

type Redeemed = FactOf<'reward.redeemed'>;

/** Ten of 32 characters: 50 bits, so that a code cannot be guessed. */
const CODE_LENGTH = 10;

export const redemptionHandler = handler({
  kinds: ['reward.redeemed'],
  anonymous: false,
  spends: true,
  about: ({ payload }) => ({ widget: 'rewards', subject: rowId(payload.rewardId) }),
  async apply(tx, facts) {
    // Accounts before rewards, always: two groups then wait in the same order.
    const accounts = await lockAccounts(tx, facts);
    const rewards = await lockRewards(
      tx,
      facts.map((fact) => ({ projectId: fact.projectId, rewardId: rowId(fact.payload.rewardId) })),
    );
    const movements: Movement[] = [];
    const redeemed: Redeemed[] = [];
    // What earlier items of this very group have taken.
    const spent = new Map<Account, number>();
    const results = facts.map((fact) => {
      const reward = rewards.get(`${fact.projectId}/${rowId(fact.payload.rewardId)}`);
      const account = accounts.member(fact);
      const refusal = refuse(reward, account.balance - (spent.get(account) ?? 0));
      if (refusal || !reward) return refusal ?? NO_REWARD;
      reward.stock -= 1;
      spent.set(account, (spent.get(account) ?? 0) + reward.cost);
      redeemed.push(fact);
      movements.push({
        projectId: fact.projectId,
        from: account,
        to: accounts.system(fact.projectId, 'redemption'),
        amount: reward.cost,
        reason: fact.kind,
        sourceId: fact.id,
        part: '',
        at: fact.receivedAt,
      });
      return accepted(['rewards']);
    });
    await move(tx, movements);
    if (redeemed.length > 0) await writeRedemptions(tx, redeemed.map(redemptionOf));
    return results;
  },
});

const NO_REWARD = rejected('not_found', 'There is no such reward any more. Reload to see what there is.');

function refuse(reward: RewardRow | undefined, balance: number): Rejection | null {
  if (!reward) return NO_REWARD;
  if (reward.stock < 1)
    return rejected('out_of_stock', 'The last one of these is gone. Choose another reward.');
  if (balance < reward.cost) {
    const missing = reward.cost - balance;
    return rejected(
      'insufficient_points',
      `You need ${missing} more ${missing === 1 ? 'point' : 'points'} for this.`,
    );
  }
  return null;
}

const redemptionOf = (fact: Redeemed) => ({
  projectId: fact.projectId,
  id: fact.id,
  rewardId: rowId(fact.payload.rewardId),
  memberId: fact.memberId,
  code: readableCode(randomBytes(CODE_LENGTH)),
  at: fact.receivedAt,
});
