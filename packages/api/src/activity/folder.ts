import type { Services } from '../context.ts';
import { asOwner } from '../database/tenant-scope.ts';
import { foldAll } from './fold.ts';
import { summariseLog } from './summary-store.ts';

export interface FolderOptions extends Pick<Services, 'database' | 'bus' | 'now'> {
  onError: (error: unknown, about: { projectId: string }) => void;
  /** From the first interaction to its fold: what a project records meanwhile comes along. Milliseconds. */
  delayMs?: number;
  /** At most once in so long the end of the log is indexed, which the server does by itself only now and then. */
  summariseEveryMs?: number;
}

/** Folds what was recorded some seconds ago, so that questions find little left to do. */
export class Folder {
  readonly #options: Required<FolderOptions>;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  readonly #stopListening: () => void;
  #summarisedAt = performance.now();

  constructor(options: FolderOptions) {
    this.#options = { delayMs: 3_000, summariseEveryMs: 20_000, ...options };
    // What another process recorded, that one folds.
    this.#stopListening = options.bus.onOwn('interactions', ({ projectId }) => this.#schedule(projectId));
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.#stopListening();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#running);
  }

  #schedule(projectId: string): void {
    if (this.#waiting.has(projectId)) return;
    const begin = () => {
      this.#waiting.delete(projectId);
      // Not in the scope of whichever request recorded: it may have been of another project.
      const run = asOwner('fold', () => this.#fold(projectId));
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    };
    this.#waiting.set(projectId, setTimeout(begin, this.#options.delayMs));
  }

  async #fold(projectId: string): Promise<void> {
    const { database, now, onError, summariseEveryMs } = this.#options;
    try {
      await foldAll(database, projectId, now());
      if (performance.now() - this.#summarisedAt < summariseEveryMs) return;
      this.#summarisedAt = performance.now();
      await summariseLog(database);
    } catch (error) {
      // Nothing is lost: the next fold, or the next question, takes it up from the same state.
      onError(error, { projectId });
    }
  }
}
