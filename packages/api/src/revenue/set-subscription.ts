import type { SubscriptionInput, SubscriptionOutput } from '@hearth/schema';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { factOf } from './statement.ts';
import { tell } from './tell.ts';

/**
 * Keeps what a host says of one subscription and works out its account's revenue anew. Saying the same of the same
 * moment again changes nothing; facts may be told in any order.
 *
 * @throws HearthError conflict when something else was said of the same moment, bad_request when the amount is too large
 */
export async function setSubscription(
  { database, now }: Pick<Services, 'database' | 'now'>,
  projectId: string,
  input: SubscriptionInput,
): Promise<SubscriptionOutput> {
  const at = now();
  const fact = factOf(input, input.at === undefined ? at : new Date(input.at));
  const [verdict] = await database.transaction((tx) =>
    tell(tx, projectId, [{ account: input.account, source: 'api', fact }], at),
  );
  if (verdict === 'conflict') throw new HearthError('conflict', contradiction);
  return { stored: verdict === 'stored', mrr: fact.mrr, currency: fact.currency };
}

export const contradiction =
  'Something else was said of this subscription at this very moment. Send a later "at", or a higher "sequence" to correct it.';
