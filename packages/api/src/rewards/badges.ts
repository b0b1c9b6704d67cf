import type { Earnings } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import type { Fact } from '../interactions/handler.ts';
import { addToBadges } from './store.ts';

/**
 * Counts accepted interactions of verified members towards badges; which badges each of them brought, in their order.
 * A badge that several of one group brought together is put down to the last of them.
 */
export async function countTowardsBadges(
  tx: Transaction,
  facts: readonly Fact[],
): Promise<Earnings['badges'][]> {
  const done = new Map<string, { fact: Fact; times: number; last: number }>();
  facts.forEach((fact, index) => {
    const key = keyOf(fact);
    done.set(key, { fact, times: (done.get(key)?.times ?? 0) + 1, last: index });
  });
  const counted = await addToBadges(
    tx,
    [...done.values()].map(({ fact, times }) => ({
      projectId: fact.projectId,
      memberId: fact.memberId,
      kind: fact.kind,
      times,
      at: fact.receivedAt,
    })),
  );
  const brought = facts.map((): Earnings['badges'] => []);
  for (const badge of counted) {
    const cause = done.get(keyOf(badge));
    if (cause && badge.count >= badge.target)
      brought[cause.last]?.push({ name: badge.name, icon: badge.icon });
  }
  return brought;
}

const keyOf = ({ projectId, memberId, kind }: { projectId: string; memberId: string; kind: string }) =>
  `${projectId}/${memberId}/${kind}`;
