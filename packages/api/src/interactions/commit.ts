import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Transaction } from '../database/database.ts';
import { isConflict, isUnavailable } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { apply } from './apply.ts';
import { rejected } from './handler.ts';
import { handlers } from './handlers.ts';
import { HANDLER_FAILED, type Item, isRefused, type Verdict } from './item.ts';

/** Told of each item that broke its handler: nothing fails silently. */
export type OnFailure = (error: unknown, item: Item) => void;

const MOST_TRIES = 5;

/** Stores a group in one transaction; a failing item fails alone. */
export async function commit(
  database: Database,
  items: readonly Item[],
  onFailure: OnFailure,
): Promise<Verdict[]> {
  try {
    return await inOneTransaction(database, (tx) => apply(tx, items));
  } catch (error) {
    if (isUnavailable(error) || error instanceof HearthError) throw error;
  }
  // Some item broke something, which is rare: so the search for it costs its savepoints only now.
  const failures = new Map<Item, unknown>();
  const verdicts = await inOneTransaction(database, async (tx) => {
    failures.clear();
    const found = new Map<Item, Verdict>();
    await isolate(tx, items, found, failures);
    return items.map((item) => found.get(item) ?? rejected(HANDLER_FAILED.code, HANDLER_FAILED.message));
  });
  for (const [item, error] of failures) onFailure(error, item);
  return verdicts;
}

/** Applies what can be applied: first each feature's items by themselves, then ever smaller halves. */
async function isolate(
  tx: Transaction,
  items: readonly Item[],
  found: Map<Item, Verdict>,
  failures: Map<Item, unknown>,
): Promise<void> {
  try {
    const verdicts = await tx.savepoint((inner) => apply(inner, items));
    items.forEach((item, index) => {
      const verdict = verdicts[index];
      if (verdict) found.set(item, verdict);
    });
  } catch (error) {
    if (isUnavailable(error) || isConflict(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) failures.set(only, error);
    else for (const part of parts(items)) await isolate(tx, part, found, failures);
  }
}

function parts(items: readonly Item[]): Item[][] {
  const byHandler = handlers
    .map((handler) => items.filter((item) => !isRefused(item) && handler.kinds.includes(item.fact.kind)))
    .concat([items.filter(isRefused)])
    .filter((part) => part.length > 0);
  if (byHandler.length > 1) return byHandler;
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** Two transactions in each other's way: the database picks one, which begins again. */
async function inOneTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === MOST_TRIES) {
        throw new HearthError('unavailable', 'Too many writers at once.', { cause: error, retryAfter: 1 });
      }
      await pause(Math.random() * 10 * tries);
    }
  }
}
