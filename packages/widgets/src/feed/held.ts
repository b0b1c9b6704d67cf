import type { Post, PostPage } from '@hearth/schema';
import { extend, type Held, nothingHeld } from './pages.ts';

const idsOf = (posts: readonly Post[]): Set<string> => new Set(posts.map((post) => post.id));

/** The same object when nothing changed, so that its element has nothing to do. */
const newer = (old: Post, fresh: Post): Post => (JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh);

/** Replaces the posts that are held already; the others are left out. */
const update = (posts: readonly Post[], fresh: readonly Post[]): Post[] => {
  const byId = new Map(fresh.map((post) => [post.id, post]));
  return posts.map((post) => newer(post, byId.get(post.id) ?? post));
};

/** Where a page's last post stands in what is held, or -1: pinned posts are out of order and say nothing. */
const endOf = (page: PostPage, posts: readonly Post[]): number => {
  const last = page.posts.findLast((post) => !post.pinned);
  return last ? posts.findIndex((post) => post.id === last.id) : -1;
};

/** The first page becomes the beginning; later pages stay if no post can be missing between. */
export const begin = (held: Held, page: PostPage): Held => {
  const end = endOf(page, held.posts);
  if (end < 0 || !page.hasMore) return extend(nothingHeld, page);
  const ids = idsOf(page.posts);
  const rest = held.posts.slice(end + 1).filter((post) => !ids.has(post.id));
  return { posts: [...update(page.posts, held.posts), ...rest], cursor: held.cursor };
};

/** A new post goes on top, under the pinned ones. */
export const insert = (held: Held, post: Post): Held => {
  if (held.posts.some(({ id }) => id === post.id)) return held;
  const at = held.posts.findIndex(({ pinned }) => !pinned);
  const index = at < 0 ? held.posts.length : at;
  return { ...held, posts: held.posts.toSpliced(index, 0, post) };
};

/** One that was there before goes back to its place by time; to a later page it comes with that page. */
export const restore = (held: Held, post: Post): Held => {
  if (held.posts.some(({ id }) => id === post.id)) return held;
  const at = held.posts.findIndex(
    ({ pinned, createdAt }) => post.pinned || (!pinned && createdAt < post.createdAt),
  );
  if (at < 0 && held.cursor !== null) return held;
  return { ...held, posts: held.posts.toSpliced(at < 0 ? held.posts.length : at, 0, post) };
};

/**
 * The first page again, unasked: nothing that is being read may move. Held posts are updated, the member's own
 * new ones appear, deleted ones go, and the ids of others' new posts are returned for the pill.
 */
export const refresh = (held: Held, page: PostPage): { held: Held; fresh: string[] } => {
  const here = idsOf(held.posts);
  const there = idsOf(page.posts);
  const end = page.hasMore ? endOf(page, held.posts) : held.posts.length;
  const stay = held.posts.filter((post, index) => index > end || post.pinned || there.has(post.id));
  let next: Held = { ...held, posts: update(stay, page.posts) };
  const fresh: string[] = [];
  for (const post of page.posts.toReversed()) {
    if (here.has(post.id)) continue;
    if (post.mine) next = insert(next, post);
    else fresh.push(post.id);
  }
  return { held: next, fresh };
};

/** One post as it is now, or without it. */
export const replace = (held: Held, id: string, post: Post | null): Held => ({
  ...held,
  posts: post ? update(held.posts, [post]) : held.posts.filter((other) => other.id !== id),
});
