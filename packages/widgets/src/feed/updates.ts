import type { FeedEvent, Post, PostPage } from '@hearth/schema';
import type { FeedList } from './feed-list.ts';
import { begin, insert, refresh, replace, restore } from './held.ts';
import { extend, type Held, nothingHeld } from './pages.ts';
import { Refetcher } from './refetcher.ts';

/** What keeps a list true once it stands: its state again, live events, the member's own doings. */
export class Updates {
  /** Others' posts that are not in the list yet: the pill counts them. */
  fresh: ReadonlySet<string> = new Set();
  /** The first page, asked for by the pill. */
  catching: 'idle' | 'busy' | 'failed' = 'idle';

  readonly #list: FeedList;
  readonly #refetcher = new Refetcher((id) => this.#ask(id));

  constructor(list: FeedList) {
    this.#list = list;
  }

  #set(held: Held, fresh: Iterable<string>): void {
    this.fresh = new Set(fresh);
    this.#list.set({ held });
  }

  clear(): void {
    this.fresh = new Set();
    this.catching = 'idle';
  }

  /** The first page again, as the widget's state brings it after each own change. */
  take(page: PostPage): void {
    const { posts } = this.#list.held;
    const { held, fresh } = refresh(this.#list.held, page);
    if (posts.length > 0) this.#set(held, [...this.fresh, ...fresh]);
    else this.#set(extend(nothingHeld, page), []);
  }

  add(post: Post): void {
    this.#list.set({ held: insert(this.#list.held, post) });
  }

  replace(id: string, post: Post | null): void {
    const fresh = new Set(this.fresh);
    fresh.delete(id);
    this.#set(replace(this.#list.held, id, post), fresh);
  }

  #holds(id: string): boolean {
    return this.#list.held.posts.some((post) => post.id === id);
  }

  hear({ type, postId, authorId }: FeedEvent): void {
    if (type === 'post.deleted') this.replace(postId, null);
    else if (type === 'post.changed') this.refetch(postId);
    else if (this.#holds(postId)) return;
    else if (authorId !== this.#list.memberId) this.#set(this.#list.held, [...this.fresh, postId]);
    else void this.#bringBack(postId);
  }

  /** Only what is shown is asked for. */
  refetch(id: string): void {
    if (this.#holds(id)) void this.#refetcher.refetch(id);
  }

  async #ask(id: string): Promise<void> {
    try {
      const post = await this.#list.client?.post({ postId: id });
      if (post !== undefined) this.replace(id, post);
    } catch {
      // What stands there was true a moment ago, and the next change asks again.
    }
  }

  /** The member's own: written in another tab, or restored by a moderator. It stands where it stood. */
  async #bringBack(id: string): Promise<void> {
    const { client } = this.#list;
    try {
      const post = await client?.post({ postId: id });
      // Somebody else may be using the page by now.
      if (post?.mine && post.author.id === this.#list.memberId)
        this.#list.set({ held: restore(this.#list.held, post) });
    } catch {
      // The client has told the host page why; the next renewal of the state brings it.
    }
  }

  #catch(catching: Updates['catching']): void {
    this.catching = catching;
    this.#list.set({});
  }

  /** Brings what is new. True when it is there. */
  async catchUp(): Promise<boolean> {
    const { client } = this.#list;
    if (!client || this.catching === 'busy') return false;
    this.#catch('busy');
    try {
      const page = await client.page({});
      this.#catch('idle');
      this.#set(begin(this.#list.held, page), []);
      return true;
    } catch {
      // The client has told the host page why; the pill itself becomes the retry.
      this.#catch('failed');
      return false;
    }
  }
}
