import type { Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import type { SubscriptionFact } from './fact.ts';
import { groupBy } from './group-by.ts';
import type { Statement } from './statement.ts';
import { believed, stepsOf } from './steps.ts';
import {
  findFacts,
  findFactsOfAccounts,
  insertFacts,
  keepAccounts,
  keepSubscriptions,
  lockAccounts,
  moveSubscriptions,
  replaceSteps,
} from './store.ts';

/** stored: new. known: the very same had been said. conflict: something else was said of that moment. */
export type Verdict = 'stored' | 'known' | 'conflict';

/**
 * Keeps what is told of a project's subscriptions and works out their accounts' revenue anew, in the transaction it is
 * given. Locks subscriptions, then accounts, each in the order of their ids: two tellers never wait in a circle.
 *
 * @returns one verdict a statement, in their order
 */
export async function tell(
  tx: Transaction,
  projectId: string,
  statements: readonly Statement[],
  now: Date,
): Promise<Verdict[]> {
  const accounts = await keepAccounts(
    tx,
    projectId,
    statements.map(({ account }) => account),
    now,
  );
  const facts = statements.map(({ account, fact, otherwise, source }) => {
    const accountId = accounts.get(account);
    if (accountId === undefined) throw new Error('An account that was just kept is not there');
    return { source, fact: { ...fact, accountId }, otherwise: otherwise && { ...otherwise, accountId } };
  });
  const owners = await keepSubscriptions(
    tx,
    projectId,
    facts.map(({ source, fact }) => ({ id: fact.subscriptionId, accountId: fact.accountId, source })),
  );
  const touched = new Set([...accounts.values(), ...owners.values()]);
  await lockAccounts(tx, projectId, [...touched]);

  const known = groupBy(
    await findFacts(tx, projectId, [...owners.keys()]),
    ({ subscriptionId }) => subscriptionId,
  );
  const told: SubscriptionFact[] = [];
  const verdicts = facts.map(({ source, fact, otherwise }) => {
    const own = known.get(fact.subscriptionId) ?? [];
    known.set(fact.subscriptionId, own);
    let chosen = fact;
    let verdict = verdictOn(fact, own, source);
    if (verdict === 'conflict' && otherwise) {
      chosen = otherwise;
      verdict = verdictOn(otherwise, own, source);
    }
    if (verdict === 'stored') {
      own.push(chosen);
      told.push(chosen);
    }
    return verdict;
  });
  if (told.length > 0) {
    await insertFacts(tx, projectId, told);
    await settleOwners(tx, projectId, known, owners);
    await recompute(tx, projectId, [...touched]);
  }
  return verdicts;
}

function verdictOn(
  fact: SubscriptionFact,
  known: readonly SubscriptionFact[],
  source: Statement['source'],
): Verdict {
  if (known.some(({ id }) => id === fact.id)) return 'known';
  // Stripe tells its events apart by id alone, and several may carry one second.
  if (source === 'stripe') return 'stored';
  const rival = known.some(
    ({ at, sequence }) => at.getTime() === fact.at.getTime() && sequence === fact.sequence,
  );
  return rival ? 'conflict' : 'stored';
}

/** A subscription belongs to whom its latest fact names, with all of its history. */
async function settleOwners(
  tx: Transaction,
  projectId: string,
  known: ReadonlyMap<string, readonly SubscriptionFact[]>,
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const moves = [...known].flatMap(([id, facts]) => {
    const accountId = believed(facts).at(-1)?.accountId;
    return accountId === undefined || accountId === owners.get(id) ? [] : [{ id, accountId }];
  });
  if (moves.length > 0) await moveSubscriptions(tx, projectId, moves);
}

/** Works out the steps of accounts from all of their facts. Their rows are locked: nobody adds a fact meanwhile. */
async function recompute(tx: Transaction, projectId: string, accountIds: readonly string[]): Promise<void> {
  const facts = await findFactsOfAccounts(tx, projectId, accountIds);
  const steps = [...groupBy(facts, ({ ownerId }) => ownerId)].flatMap(([accountId, own]) =>
    exactStepsOf(own).map((step) => ({ accountId, ...step })),
  );
  await replaceSteps(tx, projectId, accountIds, steps);
}

function exactStepsOf(facts: readonly SubscriptionFact[]) {
  try {
    return stepsOf(facts);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message =
      'The field "amount" is not valid: with the account’s other subscriptions it is more than numbers hold exactly.';
    throw new HearthError('bad_request', message, { cause });
  }
}
