import type { InteractionKind } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import { type FactOf, type Rejection, type Result, rejected } from '../interactions/handler.ts';
import { type Ban, findBans } from './ban-store.ts';

type Apply<K extends InteractionKind> = (tx: Transaction, facts: FactOf<K>[]) => Promise<Result[]>;

/**
 * A handler's work for those who may take part: what banned members send of these kinds is refused before it comes
 * to that. Taking back what they said before stays open to them.
 */
export const unlessBanned =
  <K extends InteractionKind>(kinds: readonly NoInfer<K>[], apply: Apply<K>): Apply<K> =>
  async (tx, facts) => {
    const bans = await findBans(
      tx,
      facts
        .filter(({ kind }) => kinds.some((one) => one === kind))
        .map(({ projectId, memberId, receivedAt }) => ({ projectId, memberId, at: receivedAt })),
    );
    if (bans.size === 0) return apply(tx, facts);
    const banOf = ({ projectId, memberId, kind }: FactOf<K>) =>
      kinds.some((one) => one === kind) ? bans.get(`${projectId}/${memberId}`) : undefined;
    const others = facts.filter((fact) => !banOf(fact));
    const results = others.length > 0 ? await apply(tx, others) : [];
    const byFact = new Map(others.map((fact, index) => [fact, results[index]]));
    return facts.flatMap((fact) => {
      const ban = banOf(fact);
      const result = ban ? refusal(ban) : byFact.get(fact);
      // Left out rather than made up: whoever called counts the results.
      return result ? [result] : [];
    });
  };

const refusal = ({ until }: Ban): Rejection =>
  rejected(
    'not_allowed',
    until
      ? `The community's moderators have paused your posting until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC.`
      : "The community's moderators have paused your posting. Ask them if you think this is a mistake.",
  );
