import { HearthError } from '../errors/hearth-error.ts';
import { Leases, type LeasesOptions } from './leases.ts';
import { Limit, type Rule } from './limit.ts';

/**
 * Counts calls by rule and key, over all processes that share a database, never letting more than the rule's most
 * pass in a window. Each process leases permits in blocks, so that few calls wait for the database; a block that it
 * does not use up makes the others refuse that much earlier. While the database is away it counts by itself.
 */
export class Limits {
  readonly #now: () => number;
  readonly #leases: Leases;
  readonly #limits = new Map<string, Limit>();

  /** Without shared counts, such as on an embedded database, everything is counted in memory. */
  constructor({
    shared = null,
    now = () => performance.now(),
    onError = () => {},
  }: Partial<LeasesOptions> = {}) {
    this.#now = now;
    this.#leases = new Leases({ shared, now, onError });
  }

  /** @throws HearthError rate_limited, with the seconds until it may pass */
  async count(rule: Rule, key: string): Promise<void> {
    const wait = await this.#of(rule).take(key);
    if (wait <= 0) return;
    throw new HearthError('rate_limited', rule.refusal, { retryAfter: Math.max(1, Math.ceil(wait / 1_000)) });
  }

  /** As if nothing had been counted, on every process. */
  async forget(rule: Rule, key: string): Promise<void> {
    await this.#of(rule).forget(key);
  }

  close(): void {
    this.#leases.close();
  }

  #of(rule: Rule): Limit {
    const known = this.#limits.get(rule.name);
    if (known) return known;
    const limit = new Limit(rule, { leases: this.#leases, now: this.#now });
    this.#limits.set(rule.name, limit);
    return limit;
  }
}
