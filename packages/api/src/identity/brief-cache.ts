/**
 * Remembers answers for a short while: at most `size` of them, the least recently used go first. Callers that
 * ask for the same key at the same time share one load. A failed load is not remembered.
 */
export class BriefCache<V> {
  readonly #entries = new Map<string, { value: Promise<V>; until: number }>();
  readonly #size: number;
  readonly #lifetime: number;
  readonly #now: () => number;

  /** `lifetime` in milliseconds: also the longest that a revoked credential stays good. */
  constructor(options: { size: number; lifetime: number; now?: () => number }) {
    this.#size = options.size;
    this.#lifetime = options.lifetime;
    this.#now = options.now ?? Date.now;
  }

  get(key: string, load: () => Promise<V>): Promise<V> {
    const now = this.#now();
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    if (known && known.until > now) {
      // Map keeps insertion order: putting it back makes it the youngest.
      this.#entries.set(key, known);
      return known.value;
    }
    const value = load();
    const entry = { value, until: now + this.#lifetime };
    this.#entries.set(key, entry);
    value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    this.#evict();
    return value;
  }

  /** Forgets everything; who waits for a load is still answered by it. */
  clear(): void {
    this.#entries.clear();
  }

  #evict(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#size) return;
      this.#entries.delete(key);
    }
  }
}
