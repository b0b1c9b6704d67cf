import type { Services } from '../context.ts';
import { asOwner } from '../database/tenant-scope.ts';
import { foldAll } from './fold.ts';
import { summariseLog } from './summary-store.ts';

export interface FolderOptions extends Pick<Services, 'database' | 'bus' | 'now'> {
  onError: (error: unknown, about: { projectId: string }) => void;
  /** From the first interaction to its fold: what a project records meanwhile comes along. Milliseconds. */
  delayMs?: number;
  /** A fold is followed by so many times as long without one: a project's busiest day must not go into counting it. */
  rest?: number;
  /** At most once in so long the end of the log is indexed, which the server does by itself only now and then. */
  summariseEveryMs?: number;
}

/** Folds what was recorded some seconds ago, so that questions find little left to do. */
export class Folder {
  readonly #options: Required<FolderOptions>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Not before which instant a project is folded again. */
  readonly #resting = new Map<string, number>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopListening: () => void;
  #summarisedAt = performance.now();

  constructor(options: FolderOptions) {
    this.#options = { delayMs: 3_000, rest: 10, summariseEveryMs: 20_000, ...options };
    // What another process recorded, that one folds.
    this.#stopListening = options.bus.onOwn('interactions', ({ projectId }) => this.#schedule(projectId));
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.#stopListening();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  #schedule(projectId: string): void {
    if (!this.#waiting.has(projectId)) this.#wait(projectId, this.#options.delayMs);
  }

  #wait(projectId: string, delayMs: number): void {
    this.#waiting.set(
      projectId,
      setTimeout(() => this.#begin(projectId), delayMs),
    );
  }

  #begin(projectId: string): void {
    const left = (this.#resting.get(projectId) ?? 0) - performance.now();
    if (this.#running.has(projectId) || left > 0) {
      this.#wait(projectId, Math.max(this.#options.delayMs, left));
      return;
    }
    this.#resting.delete(projectId);
    this.#waiting.delete(projectId);
    // Not in the scope of whichever request recorded: it may have been of another project.
    const run = asOwner('fold', () => this.#fold(projectId));
    this.#running.set(projectId, run);
    void run.finally(() => this.#running.delete(projectId));
  }

  async #fold(projectId: string): Promise<void> {
    const { database, now, onError, delayMs, rest, summariseEveryMs } = this.#options;
    const began = performance.now();
    try {
      await foldAll(database, projectId, now());
      const pause = (performance.now() - began) * rest;
      if (pause > delayMs) this.#resting.set(projectId, performance.now() + pause);
      if (performance.now() - this.#summarisedAt < summariseEveryMs) return;
      this.#summarisedAt = performance.now();
      await summariseLog(database);
    } catch (error) {
      // Nothing is lost: the next fold, or the next question, takes it up from the same state.
      onError(error, { projectId });
    }
  }
}
