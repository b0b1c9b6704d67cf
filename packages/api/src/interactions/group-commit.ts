import { isUnavailable } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';

export interface GroupCommitOptions<Item, Outcome> {
  /** Commits a group and answers one outcome an item, in their order. */
  commit: (items: Item[]) => Promise<Outcome[]>;
  /** What an item costs in memory while it waits, in any unit, as long as `maxWeight` has it too. */
  weigh: (item: Item) => number;
  /** Transactions at a time: a second one fills the time that the first waits for its disk. */
  maxInFlight?: number;
  /** A group goes as soon as it has this many items … */
  maxItems?: number;
  /** What one group may weigh at most, unless a single caller weighs more. */
  maxGroupWeight?: number;
  /** … or after this many milliseconds … or at once, when nothing is in flight. */
  maxDelayMs?: number;
  /** Beyond these, callers are turned away rather than kept waiting. */
  maxWaiting?: number;
  maxWeight?: number;
  /** How long callers are turned away at once after the database was found away, in milliseconds. */
  restMs?: number;
}

interface Ticket<Item, Outcome> {
  items: Item[];
  weight: number;
  resolve: (outcomes: Outcome[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets concurrent callers share one commit: the disk is asked once for all of them, and each is answered only
 * after that. Memory is bounded; when the database is away, callers hear so at once, and a single group at a
 * time tries whether it is back.
 */
export class GroupCommit<Item, Outcome> {
  readonly #options: Required<GroupCommitOptions<Item, Outcome>>;
  #waiting: Ticket<Item, Outcome>[] = [];
  #waitingItems = 0;
  #waitingWeight = 0;
  #inFlight = 0;
  #flushAt: NodeJS.Timeout | undefined;
  #flushSoon: NodeJS.Immediate | undefined;
  #restingUntil = 0;
  #isSuspect = false;

  constructor(options: GroupCommitOptions<Item, Outcome>) {
    this.#options = {
      maxInFlight: 2,
      maxItems: 2_000,
      maxGroupWeight: 4 * 1024 * 1024,
      maxDelayMs: 3,
      maxWaiting: 20_000,
      maxWeight: 64 * 1024 * 1024,
      restMs: 500,
      ...options,
    };
  }

  /** Resolves once all of them are committed. Throws `unavailable` when they could not be; nothing is stored then. */
  async add(items: Item[]): Promise<Outcome[]> {
    const { maxWaiting, maxWeight, weigh } = this.#options;
    if (performance.now() < this.#restingUntil) throw away();
    const weight = items.reduce((sum, item) => sum + weigh(item), 0);
    if (this.#waitingItems + items.length > maxWaiting || this.#waitingWeight + weight > maxWeight) {
      throw new HearthError('unavailable', 'Too much is waiting to be stored.');
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, weight, resolve, reject });
      this.#waitingItems += items.length;
      this.#waitingWeight += weight;
      this.#schedule();
    });
  }

  #schedule(): void {
    const { maxDelayMs, maxInFlight, maxItems } = this.#options;
    if (this.#waiting.length === 0) return;
    // The group that comes back will call again.
    if (this.#inFlight >= (this.#isSuspect ? 1 : maxInFlight)) return;
    if (this.#waitingItems >= maxItems) void this.#flush();
    // Not this instant: requests that arrived in the same turn of the event loop come along.
    else if (this.#inFlight === 0) this.#flushSoon ??= setImmediate(() => void this.#flush());
    else this.#flushAt ??= setTimeout(() => void this.#flush(), maxDelayMs);
  }

  async #flush(): Promise<void> {
    this.#stopWaiting();
    const group = this.#take();
    if (group.length === 0) return;
    this.#inFlight += 1;
    try {
      const outcomes = await this.#options.commit(group.flatMap(({ items }) => items));
      this.#isSuspect = false;
      let from = 0;
      for (const { items, resolve } of group) {
        resolve(outcomes.slice(from, from + items.length));
        from += items.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
      if (isUnavailable(error)) this.#rest(error);
    } finally {
      this.#inFlight -= 1;
      this.#schedule();
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#flushAt);
    clearImmediate(this.#flushSoon);
    this.#flushAt = undefined;
    this.#flushSoon = undefined;
  }

  /** The oldest callers, as many as one group holds; a caller's items are never parted. */
  #take(): Ticket<Item, Outcome>[] {
    let count = 0;
    let items = 0;
    let weight = 0;
    for (const ticket of this.#waiting) {
      const isFull =
        items + ticket.items.length > this.#options.maxItems ||
        weight + ticket.weight > this.#options.maxGroupWeight;
      if (count > 0 && isFull) break;
      items += ticket.items.length;
      weight += ticket.weight;
      count += 1;
    }
    this.#waitingItems -= items;
    this.#waitingWeight -= weight;
    return this.#waiting.splice(0, count);
  }

  /** Everyone in the queue would only wait to hear the same. */
  #rest(error: unknown): void {
    this.#isSuspect = true;
    this.#restingUntil = performance.now() + this.#options.restMs;
    this.#stopWaiting();
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
    this.#waitingItems = 0;
    this.#waitingWeight = 0;
  }
}

const away = () => new HearthError('unavailable', 'The database is away.');
