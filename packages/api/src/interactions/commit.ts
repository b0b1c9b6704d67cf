import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Transaction } from '../database/database.ts';
import { isConflict, isUnavailable } from '../database/errors.ts';
import { asOwner, inTenant } from '../database/tenant-scope.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rejected } from './handler.ts';
import { HANDLER_FAILED, type Verdict } from './item.ts';
import { enterProjects } from './store.ts';

/** How a kind of item is stored. */
export interface Work<Item> {
  /** Stores items in the transaction it is given: one verdict each, in their order. */
  apply(tx: Transaction, items: readonly Item[]): Promise<Verdict[]>;
  /** UUID of the project that an item is of. */
  projectOf(item: Item): string;
  /** Told of each item that broke its handler: nothing fails silently. */
  onFailure(error: unknown, item: Item): void;
  /** Groups that can be tried apart from each other when they fail together, in their order. */
  partsOf?(items: readonly Item[]): Item[][];
}

const MOST_TRIES = 5;

/**
 * Stores a group in one transaction; a failing item fails alone. It is shut in by its own items' projects, and not by
 * the scope of whichever caller happened to set it off.
 */
export function commit<Item>(
  database: Database,
  items: readonly Item[],
  work: Work<Item>,
): Promise<Verdict[]> {
  const projectIds = [...new Set(items.map((item) => work.projectOf(item)))];
  return asOwner('commit a group', () =>
    inTenant(projectIds, () => store(database, items, { ...work, projectIds })),
  );
}

async function store<Item>(
  database: Database,
  items: readonly Item[],
  work: Work<Item> & { projectIds: readonly string[] },
): Promise<Verdict[]> {
  try {
    return await inOneTransaction(database, (tx) => {
      tx.later(enterProjects(tx, work.projectIds, { alone: false }));
      return work.apply(tx, items);
    });
  } catch (error) {
    if (isUnavailable(error) || error instanceof HearthError) throw error;
  }
  // Some item broke something, which is rare: so the search for it costs its savepoints only now.
  const failures = new Map<Item, unknown>();
  const verdicts = await inOneTransaction(database, async (tx) => {
    await enterProjects(tx, work.projectIds, { alone: true });
    failures.clear();
    const found = new Map<Item, Verdict>();
    await isolate(tx, items, work, found, failures);
    return items.map((item) => found.get(item) ?? rejected(HANDLER_FAILED.code, HANDLER_FAILED.message));
  });
  for (const [item, error] of failures) work.onFailure(error, item);
  return verdicts;
}

/** Applies what can be applied: first each feature's items by themselves, then ever smaller halves. */
async function isolate<Item>(
  tx: Transaction,
  items: readonly Item[],
  work: Work<Item>,
  found: Map<Item, Verdict>,
  failures: Map<Item, unknown>,
): Promise<void> {
  try {
    const verdicts = await tx.savepoint((inner) => work.apply(inner, items));
    items.forEach((item, index) => {
      const verdict = verdicts[index];
      if (verdict) found.set(item, verdict);
    });
  } catch (error) {
    if (isUnavailable(error) || isConflict(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) failures.set(only, error);
    else for (const part of parts(items, work)) await isolate(tx, part, work, found, failures);
  }
}

function parts<Item>(items: readonly Item[], { partsOf }: Work<Item>): Item[][] {
  const known = (partsOf?.(items) ?? []).filter((part) => part.length > 0);
  if (known.length > 1) return known;
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** Two transactions in each other's way: the database picks one, which begins again. */
async function inOneTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(work, { isHot: true });
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === MOST_TRIES) {
        throw new HearthError('unavailable', 'Too many writers at once.', { cause: error, retryAfter: 1 });
      }
      await pause(Math.random() * 10 * tries);
    }
  }
}
