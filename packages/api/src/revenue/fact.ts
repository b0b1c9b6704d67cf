import type { SubscriptionStatus } from '@hearth/schema';

/** What is so of a subscription from a moment on, as it is kept. */
export interface SubscriptionFact {
  subscriptionId: string;
  /** Stripe's event id, or a digest of what was said. */
  id: string;
  /** Whose it was said to be: the account's UUID. */
  accountId: string;
  at: Date;
  sequence: number;
  /** Minor units a month while it earns. */
  mrr: number;
  currency: string;
  status: SubscriptionStatus;
  plan: string | null;
  /** Earns from then on; null: from `at`. */
  startsAt: Date | null;
  /** Earns up to then; null: no end is known. */
  endsAt: Date | null;
  /** The part of the price that is not in `mrr`. */
  leftOut: LeftOut | null;
  /** Drawn from an invoice. */
  inferred: boolean;
}

/**
 * metered: what it costs is known only afterwards. tiered: Stripe does not send what the tiers cost. foreign: an item
 * in another currency than its subscription. unknown: a price without an amount or an interval.
 */
export type LeftOut = 'metered' | 'tiered' | 'foreign' | 'unknown';

/** What a status does to the price, and whether it says that the end has come. */
const statusEffect: Readonly<
  Record<SubscriptionStatus, 'earns' | 'earns after the trial' | 'earns nothing' | 'has ended'>
> = {
  active: 'earns',
  // Not paid yet, but not given up either: revenue is lost when the subscription ends.
  past_due: 'earns',
  trialing: 'earns after the trial',
  unpaid: 'earns nothing',
  paused: 'earns nothing',
  incomplete: 'earns nothing',
  incomplete_expired: 'earns nothing',
  canceled: 'has ended',
};

interface Told {
  at: Date;
  status: SubscriptionStatus;
  /** Minor units a month, if it earned. */
  mrr: number;
  start: Date | null;
  trialEnd: Date | null;
  end: Date | null;
}

const latest = (left: Date | null, right: Date | null): Date | null =>
  left && right ? (left > right ? left : right) : (left ?? right);

/** When a subscription earns how much, by what was told of it. */
export function scheduleOf(told: Told): Pick<SubscriptionFact, 'mrr' | 'startsAt' | 'endsAt'> {
  const effect = statusEffect[told.status];
  const silent = effect === 'earns nothing' || (effect === 'earns after the trial' && !told.trialEnd);
  return {
    mrr: silent ? 0 : told.mrr,
    startsAt: latest(told.start, told.trialEnd),
    endsAt: told.end ?? (effect === 'has ended' ? told.at : null),
  };
}
