import type { InteractionKind } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import { type FactOf, type Rejection, type Result, rejected } from '../interactions/handler.ts';
import { type Ban, findBans } from './ban-store.ts';

type Apply<K extends InteractionKind> = (tx: Transaction, facts: FactOf<K>[]) => Promise<Result[]>;
type Learn<K extends InteractionKind> = (tx: Transaction, facts: FactOf<K>[]) => Promise<Apply<K>>;

interface Work<K extends InteractionKind, Seen> {
  /** What it goes by, of banned members' facts and of duplicates too: it is asked in one breath with the bans. */
  look: (tx: Transaction, facts: FactOf<K>[]) => Promise<Seen>;
  act: (tx: Transaction, facts: FactOf<K>[], seen: Seen) => Promise<Result[]>;
}

/**
 * A handler's work for those who may take part: what banned members send of these kinds is refused before it comes
 * to that. Taking back what they said before stays open to them.
 */
export const unlessBanned =
  <K extends InteractionKind, Seen>(kinds: readonly NoInfer<K>[], { look, act }: Work<K, Seen>): Learn<K> =>
  async (asked, known) => {
    const restricted = known.filter(({ kind }) => kinds.some((one) => one === kind));
    const [found, seen] = await Promise.all([
      findBans(
        asked,
        restricted.map(({ projectId, memberId, receivedAt: at }) => ({ projectId, memberId, at })),
      ),
      look(asked, known),
    ]);
    // By the fact and not by the member: a host's may lie years apart, and so may the bans.
    const bans = new Map(restricted.flatMap((fact, index) => (found[index] ? [[fact, found[index]]] : [])));
    return async (tx, facts) => {
      if (bans.size === 0) return act(tx, facts, seen);
      const others = facts.filter((fact) => !bans.has(fact));
      const results = others.length > 0 ? await act(tx, others, seen) : [];
      const byFact = new Map(others.map((fact, index) => [fact, results[index]]));
      return facts.flatMap((fact) => {
        const ban = bans.get(fact);
        const result = ban ? refusal(ban) : byFact.get(fact);
        // Left out rather than made up: whoever called counts the results.
        return result ? [result] : [];
      });
    };
  };

const refusal = ({ until }: Ban): Rejection =>
  rejected(
    'not_allowed',
    until
      ? `The community's moderators have paused your posting until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC.`
      : "The community's moderators have paused your posting. Ask them if you think this is a mistake.",
  );
