import type { LiveFilter, LiveItem } from '@hearth/schema';
import { backend } from '../backend.ts';

export type Connection = 'connecting' | 'live' | 'waiting';

/** At most so many items are kept: a page left open all day must not grow without bound. */
const kept = 500;

/**
 * The newest interactions that pass a filter, newest first, kept current until `stop`. A lost connection is
 * taken up again from the last item seen, so that nothing in between is missed.
 */
export class LiveStream {
  items: readonly LiveItem[] = [];
  connection: Connection = 'connecting';

  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #unsubscribe: (() => void) | undefined;
  #stopped = false;

  constructor(changed: () => void, failed: (error: unknown) => void) {
    this.#changed = changed;
    this.#failed = failed;
  }

  async start(filter: LiveFilter): Promise<void> {
    try {
      const { items } = await backend.interactions.recent.query({ ...filter, limit: 100 });
      if (this.#stopped) return;
      this.items = items;
      this.#changed();
      const newest = items[0];
      const subscription = backend.interactions.live.subscribe(
        { ...filter, ...(newest && { lastEventId: newest.id }) },
        {
          onData: ({ data }) => this.#add(data),
          onConnectionStateChange: ({ state }) => {
            this.connection = state === 'pending' ? 'live' : state === 'idle' ? 'waiting' : 'connecting';
            this.#changed();
          },
          onError: (error) => this.#failed(error),
        },
      );
      this.#unsubscribe = () => subscription.unsubscribe();
    } catch (error) {
      if (!this.#stopped) this.#failed(error);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
  }

  #add(item: LiveItem): void {
    // A reconnection may repeat the last item.
    if (this.#stopped || this.items.some((known) => known.id === item.id)) return;
    this.items = [item, ...this.items].slice(0, kept);
    this.#changed();
  }
}
