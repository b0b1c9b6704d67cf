export type Later = typeof import('./later.ts');

/** The part of the feed that reading does not need, fetched once, at the first sign of interest. */
export class LaterPart {
  /** It could not be fetched: a deployment in between, or no connection. The next call tries again. */
  failed = false;
  /** Undefined until it is here. */
  loaded: Later | undefined;
  #part: Promise<Later | undefined> | undefined;
  readonly #arrived: (later: Later) => Promise<void>;
  readonly #failed: () => void;

  constructor(arrived: (later: Later) => Promise<void>, failed: () => void) {
    this.#arrived = arrived;
    this.#failed = failed;
  }

  load(): Promise<Later | undefined> {
    this.#part ??= this.#fetch();
    return this.#part;
  }

  async #fetch(): Promise<Later | undefined> {
    try {
      const later = await import('./later.ts');
      later.register();
      this.loaded = later;
      this.failed = false;
      await this.#arrived(later);
      return later;
    } catch {
      // The member gets a retry, and reading goes on.
      this.#part = undefined;
      this.failed = true;
      this.#failed();
      return undefined;
    }
  }
}
