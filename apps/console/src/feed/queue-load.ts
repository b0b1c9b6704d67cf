import type { Queue, QueueCounts, QueueInput, QueueItem } from '@hearth/schema';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { backend, sentenceFor } from '../backend.ts';
import { Load } from '../load.ts';

/** How often the queue is asked for again while somebody looks at it, in milliseconds. */
const REFRESH_MS = 10_000;

/** The queue as it is now: its pages, its counts, and both again every few seconds. */
export class QueueLoad implements ReactiveController {
  counts: QueueCounts | null = null;
  /** Why the next page did not come; empty: it did. */
  moreProblem = '';

  readonly #host: ReactiveControllerHost;
  readonly #first: Load<Queue>;
  #more: Queue[] = [];
  #input: Partial<QueueInput> = {};
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#first = new Load<Queue>(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      // Later pages would not fit the first one any more: who reads on is left in peace.
      if (!document.hidden && this.#more.length === 0) this.refresh();
    }, REFRESH_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  get items(): readonly QueueItem[] {
    const all = [this.#first.value, ...this.#more].flatMap((page) => page?.items ?? []);
    return [...new Map(all.map((item) => [item.id, item])).values()];
  }

  get known(): boolean {
    return this.#first.value !== null;
  }

  get loading(): boolean {
    return this.#first.loading;
  }

  get problem(): string {
    return this.#first.problem;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  get #cursor(): string | null {
    return (this.#more.at(-1) ?? this.#first.value)?.nextCursor ?? null;
  }

  /** Another question: what was there is dropped, since it answers the old one. */
  ask(input: Partial<QueueInput>): void {
    this.#input = input;
    this.#first.value = null;
    this.refresh();
  }

  refresh = (): void => {
    this.#more = [];
    this.moreProblem = '';
    const input = this.#input;
    void this.#first.ask(() => backend.moderation.queue.query(input));
    void this.#count();
  };

  async #count(): Promise<void> {
    try {
      this.counts = await backend.moderation.counts.query();
      this.#host.requestUpdate();
    } catch {
      // The queue asked at the same time says what is wrong; old counts are better than none.
    }
  }

  more = async (): Promise<void> => {
    const cursor = this.#cursor;
    if (cursor === null) return;
    try {
      const page = await backend.moderation.queue.query({ ...this.#input, cursor });
      // Otherwise the list began anew meanwhile.
      if (cursor === this.#cursor) this.#more = [...this.#more, page];
      this.moreProblem = '';
    } catch (error) {
      this.moreProblem = sentenceFor(error);
    }
    this.#host.requestUpdate();
  };
}
