import type { SubscriptionFact } from './fact.ts';
import { groupBy } from './group-by.ts';

/** Recurring revenue from a moment on, up to the next step's. Milliseconds and minor units. */
interface Level {
  at: number;
  mrr: number;
}

/** An account's recurring revenue in one currency from a moment on. */
export interface MrrStep extends Level {
  currency: string;
}

const compare = <T>(left: T, right: T): number => (left < right ? -1 : left > right ? 1 : 0);

/** The order in which facts override each other, whatever order they arrived in. */
export const byMoment = (left: SubscriptionFact, right: SubscriptionFact): number =>
  left.at.getTime() - right.at.getTime() || left.sequence - right.sequence || compare(left.id, right.id);

/** Facts of one subscription that count, in order: an invoice's only while no subscription event has been heard. */
export function believed(facts: readonly SubscriptionFact[]): SubscriptionFact[] {
  const heard = facts.filter(({ inferred }) => !inferred);
  return [...(heard.length > 0 ? heard : facts)].sort(byMoment);
}

/**
 * One subscription's revenue over all time, by currency. Each fact holds from its moment on and overrides what was
 * foreseen before; the first reaches back to its start, and an end that has passed takes effect when it came.
 */
function timelineOf(facts: readonly SubscriptionFact[]): MrrStep[] {
  let levels: MrrStep[] = [];
  for (const [index, fact] of believed(facts).entries()) {
    const at = fact.at.getTime();
    const starts = fact.startsAt?.getTime() ?? at;
    const ends = fact.endsAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const from = Math.min(at, ends, index === 0 ? starts : at);
    const { currency } = fact;
    const earns = Math.max(from, starts);
    levels = levels.filter((level) => level.at < from);
    if (from < earns || earns >= ends) levels.push({ at: from, currency, mrr: 0 });
    if (earns < ends) {
      levels.push({ at: earns, currency, mrr: fact.mrr });
      if (ends < Number.POSITIVE_INFINITY) levels.push({ at: ends, currency, mrr: 0 });
    }
  }
  return levels;
}

/** What one subscription adds to each currency's revenue at each moment: a change of currency ends the old one. */
function* changesOf(timeline: readonly MrrStep[]): Generator<MrrStep> {
  let current: MrrStep | undefined;
  for (const level of timeline) {
    if (current && current.currency !== level.currency) {
      yield { at: level.at, currency: current.currency, mrr: -current.mrr };
      yield level;
    } else {
      yield { ...level, mrr: level.mrr - (current?.mrr ?? 0) };
    }
    current = level;
  }
}

/**
 * An account's revenue steps from all facts of its subscriptions: derived from nothing else, so that any order of
 * arrival gives the same. Sorted by currency and moment, without steps that change nothing.
 *
 * @throws RangeError when a sum is beyond what a number holds exactly
 */
export function stepsOf(facts: readonly SubscriptionFact[]): MrrStep[] {
  const bySubscription = groupBy(facts, ({ subscriptionId }) => subscriptionId);
  const changes = [...bySubscription.values()].flatMap((own) => [...changesOf(timelineOf(own))]);
  const steps: MrrStep[] = [];
  for (const [currency, own] of groupBy(changes, (change) => change.currency)) {
    let mrr = 0;
    for (const [at, together] of [...groupBy(own, (change) => change.at)].sort(([a], [b]) => a - b)) {
      const before = mrr;
      for (const change of together) mrr += change.mrr;
      if (!Number.isSafeInteger(mrr))
        throw new RangeError(`The revenue in ${currency} is beyond exact numbers.`);
      if (mrr !== before) steps.push({ at, currency, mrr });
    }
  }
  return steps.sort((left, right) => compare(left.currency, right.currency) || left.at - right.at);
}
