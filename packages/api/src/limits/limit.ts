import { createHash } from 'node:crypto';
import { rowId } from '../ids.ts';
import type { Leases } from './leases.ts';

/** What is counted, and how much of it is allowed. */
export interface Rule {
  /** Tells rules apart: two of the same name would share their counts. */
  name: string;
  /** Calls in one window, for each key and all processes together. */
  most: number;
  /** The window begins with its first call. Milliseconds. */
  windowMs: number;
  /** What whoever is refused is told. */
  refusal: string;
}

interface Window {
  endsAt: number;
  /** Leased and not used yet. */
  permits: number;
  /** There are no more permits than those leased. */
  isSpent: boolean;
  isLocal: boolean;
  isAsking: boolean;
  /** Calls that wait for a permit, told how many milliseconds they have to wait: 0 is a permit. */
  waiting: ((wait: number) => void)[];
}

/** Keys remembered at once; of the least recently seen, unused permits are lost, which refuses a little early. */
const REMEMBERED = 20_000;

/** One rule's windows, as this process knows them. */
export class Limit {
  readonly #rule: Rule;
  readonly #leases: Leases;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(rule: Rule, { leases, now }: { leases: Leases; now: () => number }) {
    this.#rule = rule;
    this.#leases = leases;
    this.#now = now;
  }

  /** Counts one call: 0 lets it pass, else the milliseconds until there are permits again. */
  take(key: string): number | Promise<number> {
    const window = this.#windowOf(key);
    if (window.permits > 0) {
      window.permits -= 1;
      return 0;
    }
    if (window.isSpent) return window.endsAt - this.#now();
    return new Promise((resolve) => {
      window.waiting.push(resolve);
      if (!window.isAsking) void this.#ask(key, window);
    });
  }

  async forget(key: string): Promise<void> {
    this.#windows.delete(key);
    await this.#leases.forget(this.#hash(key));
  }

  #windowOf(key: string): Window {
    const known = this.#windows.get(key);
    this.#windows.delete(key);
    const window = known && this.#isCurrent(known) ? known : unknown();
    // Put back at the end: the most recently seen.
    this.#windows.set(key, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > REMEMBERED && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }

  #isCurrent({ isAsking, isLocal, endsAt }: Window): boolean {
    // What was counted alone counts no longer once the others can be asked again.
    return isAsking || (endsAt > this.#now() && (!isLocal || this.#leases.isAlone));
  }

  /** Until nobody waits: those who come while an answer is on its way are in the next. */
  async #ask(key: string, window: Window): Promise<void> {
    const { most, windowMs } = this.#rule;
    window.isAsking = true;
    while (window.waiting.length > 0) {
      const wanted = () => window.waiting.length;
      const ask = { key: this.#hash(key), most, windowMs, wanted };
      const { granted, endsAt, ...grant } = await this.#leases.ask(ask);
      const left = endsAt - this.#now();
      // An answer may take so long that its window has ended.
      if (left <= 0) continue;
      Object.assign(window, { ...grant, endsAt, permits: granted });
      for (const pass of window.waiting.splice(0, granted)) {
        window.permits -= 1;
        pass(0);
      }
      if (window.isSpent) for (const refuse of window.waiting.splice(0)) refuse(left);
    }
    window.isAsking = false;
  }

  /** As a UUID: nothing that names a person is kept in the table. */
  #hash(key: string): string {
    return rowId(createHash('sha256').update(`${this.#rule.name} ${key}`).digest('hex'));
  }
}

const unknown = (): Window => ({
  endsAt: 0,
  permits: 0,
  isSpent: false,
  isLocal: false,
  isAsking: false,
  waiting: [],
});
