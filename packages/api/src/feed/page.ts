import { type Comment, type CommentPage, type Post, type PostPage, ReactionSchema } from '@hearth/schema';
import type { ProjectRef, Services } from '../context.ts';
import { rowId, wireId } from '../ids.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { EDIT_WINDOW_MS } from './posts.ts';
import {
  type CommentView,
  findCommentPage,
  findPage,
  findPinned,
  findPost,
  type PostView,
} from './read-store.ts';

/** Who reads which feed. */
export interface FeedReader {
  services: Services;
  project: ProjectRef;
  /** UUID; null for a visitor. */
  memberId: string | null;
}

/** For an author whose host gave no name. */
const NAMELESS = 'Member';

/** Newest first; pinned posts lead the first page, beyond its limit. */
export async function pageOf(
  reader: FeedReader,
  input: { cursor?: string | undefined; limit: number },
): Promise<PostPage> {
  const { services, project, memberId } = reader;
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const [pinned, rows] = await Promise.all([
    after ? [] : findPinned(services.database, project.id, memberId),
    // One more than asked for tells whether there are more.
    findPage(services.database, project.id, memberId, after, input.limit + 1),
  ]);
  const { shown, ...rest } = cut(rows, input.limit);
  return { posts: [...pinned, ...shown].map((row) => postOf(row, reader)), ...rest };
}

export async function postBy(reader: FeedReader, postId: string): Promise<Post | null> {
  const { services, project, memberId } = reader;
  const row = await findPost(services.database, project.id, memberId, rowId(postId));
  return row && postOf(row, reader);
}

/** Oldest first. */
export async function commentsOf(
  reader: FeedReader,
  input: { postId: string; cursor?: string | undefined; limit: number },
): Promise<CommentPage> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const rows = await findCommentPage(
    reader.services.database,
    reader.project.id,
    rowId(input.postId),
    after,
    input.limit + 1,
  );
  const { shown, ...rest } = cut(rows, input.limit);
  return { comments: shown.map((row) => commentOf(row, input.postId, reader)), ...rest };
}

function cut<Row extends { created_at: Date; id: string }>(rows: readonly Row[], limit: number) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return {
    shown,
    hasMore,
    nextCursor: hasMore && last ? writeCursor({ at: last.created_at, id: last.id }) : null,
  };
}

function postOf(row: PostView, { services, memberId }: FeedReader): Post {
  const mine = row.author_id === memberId;
  const editableUntil = new Date(row.created_at.getTime() + EDIT_WINDOW_MS);
  return {
    id: wireId('post', row.id),
    author: authorOf(row),
    text: row.text,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    pinned: row.pinned,
    mine,
    editableUntil: mine && editableUntil > services.now() ? editableUntil.toISOString() : null,
    // In the picker's order, so that they do not jump about as counts change.
    reactions: ReactionSchema.options.flatMap((emoji) => {
      const given = row.reactions.find((reaction) => reaction.emoji === emoji);
      return given ? [{ emoji, count: given.count, mine: given.mine }] : [];
    }),
    commentCount: row.comment_count,
  };
}

const commentOf = (row: CommentView, postId: string, { memberId }: FeedReader): Comment => ({
  id: wireId('comment', row.id),
  postId,
  author: authorOf(row),
  text: row.text,
  createdAt: row.created_at.toISOString(),
  mine: row.author_id === memberId,
});

const authorOf = (row: PostView | CommentView) => ({
  id: wireId('member', row.author_id),
  name: row.author_name ?? NAMELESS,
  avatarUrl: row.author_avatar,
});
