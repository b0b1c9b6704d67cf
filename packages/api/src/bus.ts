import { EventEmitter } from 'node:events';
import type { FeedEvent } from '@hearth/schema';

/** What is announced after a commit, never before it. */
export interface BusEvents {
  /** Interactions of one project were stored; the ids are UUIDs in the order they were received. */
  interactions: { projectId: string; ids: readonly string[] };
  feed: { projectId: string; event: FeedEvent };
}

/** Announcements within this process, from the pipeline to whoever holds a live stream open. */
export class Bus {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  emit<E extends keyof BusEvents>(event: E, detail: BusEvents[E]): void {
    this.#emitter.emit(event, detail);
  }

  on<E extends keyof BusEvents>(event: E, listener: (detail: BusEvents[E]) => void): () => void {
    this.#emitter.on(event, listener);
    return () => this.#emitter.off(event, listener);
  }
}
