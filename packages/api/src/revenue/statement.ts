import { createHash } from 'node:crypto';
import type { SubscriptionInput } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import { type SubscriptionFact, scheduleOf } from './fact.ts';
import { monthlyOf, rounded } from './monthly.ts';

/** A fact as its sender tells it, before the account has a UUID. */
export interface Statement {
  account: string;
  source: 'stripe' | 'api' | 'csv';
  fact: Omit<SubscriptionFact, 'accountId'>;
  /** Told instead when something else is known of that very moment. */
  otherwise?: Omit<SubscriptionFact, 'accountId'>;
}

const dateOf = (instant: string | undefined): Date | null =>
  instant === undefined ? null : new Date(instant);

/**
 * What a host says of a subscription, as a fact; its id is a digest of all that was said.
 *
 * @throws HearthError bad_request when a month of it is beyond what numbers hold exactly
 */
export function factOf(input: SubscriptionInput, at: Date): Statement['fact'] {
  const mrr = rounded(
    monthlyOf({
      amount: BigInt(input.amount),
      quantity: BigInt(input.quantity),
      interval: input.interval,
      intervalCount: BigInt(input.intervalCount),
    }),
  );
  const told = {
    subscriptionId: input.id,
    at,
    sequence: input.sequence,
    currency: input.currency,
    status: input.status,
    plan: input.plan ?? null,
    leftOut: null,
    inferred: false,
    ...scheduleOf({
      at,
      status: input.status,
      mrr: exact(mrr),
      start: dateOf(input.start),
      trialEnd: dateOf(input.trialEnd),
      end: dateOf(input.end),
    }),
  };
  return { ...told, id: digestOf([input.account, told]) };
}

/** @throws HearthError bad_request when it is not exact as a number */
export function exact(mrr: bigint): number {
  if (mrr > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new HearthError(
      'bad_request',
      'The field "amount" is not valid: with its quantity and interval it is more than 9,007,199,254,740,991 minor units a month.',
    );
  }
  return Number(mrr);
}

const digestOf = (said: unknown): string =>
  createHash('sha256').update(JSON.stringify(said)).digest('base64url');
