import { HearthError } from '../errors/hearth-error.ts';

const WINDOW = 15 * 60_000;
/** Keys remembered at once; beyond that the oldest are forgotten. */
const SIZE = 10_000;

/** Counts tries per key in a window that starts with the first; too many are refused until it ends. */
export class Throttle {
  readonly #tries = new Map<string, { count: number; endsAt: number }>();
  readonly #limit: number;

  /** `limit` tries in fifteen minutes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws HearthError rate_limited */
  countTry(key: string, now: Date): void {
    const time = now.getTime();
    const known = this.#tries.get(key);
    const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + WINDOW };
    current.count += 1;
    this.#tries.delete(key);
    this.#tries.set(key, current);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > SIZE && oldest !== undefined) this.#tries.delete(oldest);
    if (current.count > this.#limit) {
      const retryAfter = Math.ceil((current.endsAt - time) / 1000);
      throw new HearthError(
        'rate_limited',
        'Too many tries to sign in. Wait a few minutes, then try again.',
        {
          retryAfter,
        },
      );
    }
  }

  forget(key: string): void {
    this.#tries.delete(key);
  }
}
