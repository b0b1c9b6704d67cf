import type { Post, PostPage } from '@hearth/schema';

/** The posts a feed holds: the first pages, in order, without a gap. */
export interface Held {
  readonly posts: readonly Post[];
  /** Where the next page begins; null at the end. */
  readonly cursor: string | null;
}

export const nothingHeld: Held = { posts: [], cursor: null };

/**
 * A later page follows what is held. A post that moved between two requests is neither lost nor doubled: it keeps
 * its place, and is shown as the later page has it.
 */
export const extend = (held: Held, { posts, hasMore, nextCursor }: PostPage): Held => ({
  posts: [...new Map([...held.posts, ...posts].map((post) => [post.id, post])).values()],
  cursor: hasMore ? nextCursor : null,
});
