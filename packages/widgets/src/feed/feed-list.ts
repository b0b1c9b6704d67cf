import type { HearthClient } from '@hearth/client';
import type { Audience } from './context.ts';
import { extend, nothingHeld } from './pages.ts';

/** The posts a feed shows, for whom, and its next page. Every change renders the feed. */
export class FeedList {
  held = nothingHeld;
  /** The next page. */
  paging: 'idle' | 'busy' | 'failed' = 'idle';

  client: HearthClient | undefined;
  reader: Audience | undefined;
  /** A member is not told of their own posts. */
  memberId: string | undefined;

  readonly #update: () => void;

  constructor(update: () => void) {
    this.#update = update;
  }

  set(change: Partial<Pick<FeedList, 'held' | 'paging'>>): void {
    Object.assign(this, change);
    this.#update();
  }

  async more(): Promise<void> {
    const { client } = this;
    const { cursor } = this.held;
    if (!client || cursor === null || this.paging === 'busy') return;
    this.set({ paging: 'busy' });
    try {
      const page = await client.page({ cursor });
      // Otherwise the list began anew meanwhile, and this page continues something else.
      if (this.held.cursor === cursor) this.set({ held: extend(this.held, page) });
      this.set({ paging: 'idle' });
    } catch {
      // The client has told the host page why; the member gets a retry at the end of the list.
      this.set({ paging: 'failed' });
    }
  }
}
