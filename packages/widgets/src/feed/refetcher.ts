/** Asks for one thing at a time per id; whatever changes meanwhile is asked once more, not once each. */
export class Refetcher {
  readonly #asking = new Set<string>();
  readonly #again = new Set<string>();
  readonly #ask: (id: string) => Promise<void>;

  constructor(ask: (id: string) => Promise<void>) {
    this.#ask = ask;
  }

  async refetch(id: string): Promise<void> {
    if (this.#asking.has(id)) {
      this.#again.add(id);
      return;
    }
    this.#asking.add(id);
    await this.#ask(id);
    this.#asking.delete(id);
    if (this.#again.delete(id)) await this.refetch(id);
  }
}
