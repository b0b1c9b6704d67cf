import type { HearthClient } from '@hearth/client';
import type { FeedEvent, Post, PostPage } from '@hearth/schema';
import type { ReactiveControllerHost } from 'lit';
import { begin, extend, type Held, insert, nothingHeld, refresh, replace } from './held.ts';
import { Refetcher } from './refetcher.ts';

type Asking = 'idle' | 'busy' | 'failed';

/** The posts a feed shows, and what it asks the server to keep them true. Every change renders the feed. */
export class FeedList {
  held: Held = nothingHeld;
  /** Others' posts that are not in the list yet: the pill counts them. */
  fresh: ReadonlySet<string> = new Set();
  /** The next page. */
  paging: Asking = 'idle';
  /** The first page, asked for by the pill. */
  catching: Asking = 'idle';

  client: HearthClient | undefined;
  /** A member is not told of their own posts. */
  memberId: string | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #refetcher = new Refetcher((id) => this.#ask(id));

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  #set(change: Partial<Pick<FeedList, 'held' | 'fresh' | 'paging' | 'catching'>>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }

  clear(): void {
    this.#set({ held: nothingHeld, fresh: new Set(), paging: 'idle', catching: 'idle' });
  }

  /** The first page, as the widget's state brings it: at the start, and after each own change. */
  take(page: PostPage): void {
    if (this.held.posts.length === 0) {
      this.#set({ held: begin(nothingHeld, page), fresh: new Set() });
      return;
    }
    const { held, fresh } = refresh(this.held, page);
    this.#set({ held, fresh: new Set([...this.fresh, ...fresh]) });
  }

  add(post: Post): void {
    this.#set({ held: insert(this.held, post) });
  }

  replace(id: string, post: Post | null): void {
    const fresh = new Set(this.fresh);
    fresh.delete(id);
    this.#set({ held: replace(this.held, id, post), fresh });
  }

  hear({ type, postId, authorId }: FeedEvent): void {
    const held = this.held.posts.some(({ id }) => id === postId);
    if (type === 'post.deleted') this.replace(postId, null);
    else if (type === 'post.changed') this.refetch(postId);
    else if (!held && authorId !== this.memberId) this.#set({ fresh: new Set([...this.fresh, postId]) });
  }

  /** Only what is shown is asked for. */
  refetch(id: string): void {
    if (this.held.posts.some((post) => post.id === id)) void this.#refetcher.refetch(id);
  }

  async #ask(id: string): Promise<void> {
    try {
      const post = await this.client?.post({ postId: id });
      if (post !== undefined) this.replace(id, post);
    } catch {
      // What stands there was true a moment ago, and the next change asks again.
    }
  }

  async more(): Promise<void> {
    const { client } = this;
    const { cursor } = this.held;
    if (!client || cursor === null || this.paging === 'busy') return;
    this.#set({ paging: 'busy' });
    try {
      const page = await client.page({ cursor });
      // Otherwise the list began anew meanwhile, and this page continues something else.
      if (this.held.cursor === cursor) this.#set({ held: extend(this.held, page), paging: 'idle' });
      else this.#set({ paging: 'idle' });
    } catch {
      // The client has told the host page why; the member gets a retry at the end of the list.
      this.#set({ paging: 'failed' });
    }
  }

  /** Brings what is new. True when it is there. */
  async catchUp(): Promise<boolean> {
    const { client } = this;
    if (!client || this.catching === 'busy') return false;
    this.#set({ catching: 'busy' });
    try {
      const page = await client.page({});
      this.#set({ held: begin(this.held, page), fresh: new Set(), catching: 'idle' });
      return true;
    } catch {
      // The client has told the host page why; the pill itself becomes the retry.
      this.#set({ catching: 'failed' });
      return false;
    }
  }
}
