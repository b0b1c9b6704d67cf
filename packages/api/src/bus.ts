import { EventEmitter } from 'node:events';
import type { FeedEvent } from '@hearth/schema';

/** What is announced after a commit, never before it. */
export interface BusEvents {
  /** Interactions of one project were stored; the ids are UUIDs in the order they were received. */
  interactions: { projectId: string; ids: readonly string[] };
  feed: { projectId: string; event: FeedEvent };
  /** What a project is set up with has changed: keys, origins, widgets, rules. Whoever remembers it asks again. */
  settings: { projectId: string };
  /**
   * More has happened to this project, null for every project, than was announced: whoever shows or remembers what is
   * stored asks again.
   */
  missed: { projectId: string | null; missed: true };
}

type Listener<E extends keyof BusEvents> = (detail: BusEvents[E]) => void;

const EVERYBODY = '*';

/**
 * Announcements from the pipeline to whoever holds a live stream open or remembers something. Those of this process
 * are told to others by a Relay, which brings back theirs.
 */
export class Bus {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  /** Announces what this process did. */
  emit<E extends keyof BusEvents>(event: E, detail: BusEvents[E]): void {
    this.#emitter.emit(`own ${event}`, detail);
    this.hear(event, detail);
  }

  /** Passes on what another process did. */
  hear<E extends keyof BusEvents>(event: E, detail: BusEvents[E]): void {
    this.#emitter.emit(event, detail);
    // By project, so that what happens in one wakes nobody who follows another.
    this.#emitter.emit(`${event} ${detail.projectId ?? EVERYBODY}`, detail);
  }

  /** Hears every project's announcements, wherever they come from. Returns what ends it. */
  on<E extends keyof BusEvents>(event: E, listener: Listener<E>): () => void {
    return this.#add([event], listener);
  }

  /** Hears only what this process did. Returns what ends it. */
  onOwn<E extends keyof BusEvents>(event: E, listener: Listener<E>): () => void {
    return this.#add([`own ${event}`], listener);
  }

  /** Hears one project's announcements, wherever they come from. Returns what ends it. */
  onProject<E extends keyof BusEvents>(event: E, projectId: string, listener: Listener<E>): () => void {
    return this.#add([`${event} ${projectId}`, `${event} ${EVERYBODY}`], listener);
  }

  #add<E extends keyof BusEvents>(names: readonly string[], listener: Listener<E>): () => void {
    for (const name of names) this.#emitter.on(name, listener);
    return () => {
      for (const name of names) this.#emitter.off(name, listener);
    };
  }
}
