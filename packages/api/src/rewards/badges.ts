import type { Earnings } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import type { Fact } from '../interactions/handler.ts';
import { addToBadges, dateAwards } from './store.ts';

/**
 * Counts accepted interactions of verified members towards badges; which badges each of them brought, in their order.
 * A badge that several of one group brought together is put down to the last of them.
 */
export async function countTowardsBadges(
  tx: Transaction,
  facts: readonly Fact[],
): Promise<Earnings['badges'][]> {
  const done = new Map<string, { fact: Fact; all: Fact[]; last: number }>();
  facts.forEach((fact, index) => {
    const key = keyOf(fact);
    const all = done.get(key)?.all ?? [];
    all.push(fact);
    done.set(key, { fact, all, last: index });
  });
  const counted = await addToBadges(
    tx,
    [...done.values()].map(({ fact, all }) => ({
      projectId: fact.projectId,
      memberId: fact.memberId,
      kind: fact.kind,
      times: all.length,
      at: fact.receivedAt,
    })),
  );
  const brought = facts.map((): Earnings['badges'] => []);
  const backdated: { projectId: string; badgeId: string; memberId: string; at: Date }[] = [];
  for (const badge of counted) {
    const cause = done.get(keyOf(badge));
    if (!cause || badge.count < badge.target) continue;
    brought[cause.last]?.push({ name: badge.name, icon: badge.icon });
    // A host's facts may lie months apart within one group: the one that was enough says when.
    const enough = cause.all[badge.target - (badge.count - cause.all.length) - 1] ?? cause.fact;
    if (enough.fromHost) backdated.push({ ...badge, at: enough.receivedAt });
  }
  if (backdated.length > 0) await dateAwards(tx, backdated);
  return brought;
}

const keyOf = ({ projectId, memberId, kind }: { projectId: string; memberId: string; kind: string }) =>
  `${projectId}/${memberId}/${kind}`;
