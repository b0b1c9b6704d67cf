import type { Sql } from '../database/database.ts';
import { type Ask, deleteEndedWindows, deleteWindow, lease } from './lease-store.ts';

/** Where windows are counted for all processes together. */
export interface SharedCounts extends Pick<Sql, 'query'> {
  /** Whether it is worth asking. */
  readonly isUp: boolean;
}

export interface LeasesOptions {
  /** null: this process counts alone. */
  shared: SharedCounts | null;
  /** Milliseconds since some moment, of this process's own clock. */
  now: () => number;
  /** Told of what went wrong with the shared counts, while this process counts by itself. */
  onError: (error: unknown) => void;
}

/** Permits for so many calls until the window ends. */
export interface Grant {
  granted: number;
  /** There are no more, here or elsewhere. */
  isSpent: boolean;
  /** By this process's clock: never later than by the database's. */
  endsAt: number;
  /** Counted by this process alone. */
  isLocal: boolean;
}

/** `wanted` is read when the statement is sent: those who came while it waited are in. */
type LateAsk = Omit<Ask, 'wanted'> & { wanted: () => number };

/** After a failure this process counts by itself for so long before it asks again. Milliseconds. */
const RETRY_AFTER = 1_000;
const SWEEP_EVERY = 60_000;
/** Keys in one statement. */
const MOST_ASKS = 500;

/**
 * Asks for permits, many keys in one statement and one statement at a time. Without shared counts, or while they cannot
 * be had, all permits of a window are this process's own.
 */
export class Leases {
  readonly #options: LeasesOptions;
  readonly #sweeper: NodeJS.Timeout | undefined;
  #waiting = new Map<string, { ask: LateAsk; answer: (grant: Grant) => void }>();
  #isBusy = false;
  #retryAt = Number.NEGATIVE_INFINITY;

  constructor(options: LeasesOptions) {
    this.#options = options;
    const { shared } = options;
    if (!shared) return;
    const sweep = () => {
      if (shared.isUp) deleteEndedWindows(shared).catch(options.onError);
    };
    this.#sweeper = setInterval(sweep, SWEEP_EVERY);
    this.#sweeper.unref();
  }

  /** Whether this process counts by itself for now. */
  get isAlone(): boolean {
    const { shared, now } = this.#options;
    return !shared?.isUp || now() < this.#retryAt;
  }

  /** Never rejects. One ask of a key at a time. */
  ask(ask: LateAsk): Promise<Grant> {
    if (this.isAlone) return Promise.resolve(this.#grantAlone(ask));
    return new Promise((answer) => {
      this.#waiting.set(ask.key, { ask, answer });
      if (this.#isBusy) return;
      this.#isBusy = true;
      // All that arrived with the same turn of the event loop goes into one statement.
      setImmediate(() => void this.#work());
    });
  }

  async forget(key: string): Promise<void> {
    const { shared, onError } = this.#options;
    if (!shared?.isUp) return;
    await deleteWindow(shared, key).catch(onError);
  }

  close(): void {
    clearInterval(this.#sweeper);
  }

  async #work(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.values()].slice(0, MOST_ASKS);
      for (const { ask } of batch) this.#waiting.delete(ask.key);
      const grants = await this.#lease(batch.map(({ ask }) => ask));
      for (const { ask, answer } of batch) answer(grants.get(ask.key) ?? this.#grantAlone(ask));
    }
    this.#isBusy = false;
  }

  /** By key; empty when it failed. */
  async #lease(asks: readonly LateAsk[]): Promise<Map<string, Grant>> {
    const { shared, now, onError } = this.#options;
    // Before it is sent: so this process lets go of a window a little early, and never late.
    const sentAt = now();
    try {
      if (!shared) throw new Error('There are no shared counts to ask');
      const wanted = new Map(asks.map((ask) => [ask.key, ask.wanted()]));
      const rows = await lease(
        shared,
        asks.map((ask) => ({ ...ask, wanted: wanted.get(ask.key) ?? 0 })),
      );
      if (rows.length < asks.length) throw new Error('Some keys were not answered');
      return new Map(
        rows.map(({ key, granted, endsInMs }) => {
          const isSpent = granted < (wanted.get(key) ?? 0);
          return [key, { granted, isSpent, endsAt: sentAt + endsInMs, isLocal: false }];
        }),
      );
    } catch (error) {
      this.#retryAt = now() + RETRY_AFTER;
      onError(error);
      return new Map();
    }
  }

  /** All there is. */
  #grantAlone({ most, windowMs }: LateAsk): Grant {
    return { granted: most, isSpent: true, endsAt: this.#options.now() + windowMs, isLocal: true };
  }
}
