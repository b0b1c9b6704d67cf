import { z } from 'zod';
import { idSchema } from './ids.ts';
import { ReactionSchema } from './interaction.ts';
import { InstantSchema } from './text.ts';

const AuthorSchema = z.object({ id: idSchema('member'), name: z.string(), avatarUrl: z.string().nullable() });

export const PostSchema = z.object({
  id: idSchema('post'),
  author: AuthorSchema,
  /** Plain text; the widget makes links of web addresses. */
  text: z.string(),
  createdAt: InstantSchema,
  editedAt: InstantSchema.nullable(),
  pinned: z.boolean(),
  mine: z.boolean(),
  /** The author may change it until then: five minutes. null for others. */
  editableUntil: InstantSchema.nullable(),
  reactions: z.array(z.object({ emoji: ReactionSchema, count: z.int(), mine: z.boolean() })),
  commentCount: z.int(),
});
export type Post = z.infer<typeof PostSchema>;

export const CommentSchema = z.object({
  id: idSchema('comment'),
  postId: idSchema('post'),
  author: AuthorSchema,
  text: z.string(),
  createdAt: InstantSchema,
  mine: z.boolean(),
});
export type Comment = z.infer<typeof CommentSchema>;

const page = { nextCursor: z.string().nullable(), hasMore: z.boolean() };
const CursorSchema = z.string().max(200);

/** Newest first; pinned posts lead the first page. */
export const PostPageSchema = z.object({ posts: z.array(PostSchema), ...page });
export type PostPage = z.infer<typeof PostPageSchema>;
export const PostPageInputSchema = z.object({
  cursor: CursorSchema.optional(),
  limit: z.int().min(1).max(50).default(20),
});

/** Oldest first. */
export const CommentPageSchema = z.object({ comments: z.array(CommentSchema), ...page });
export type CommentPage = z.infer<typeof CommentPageSchema>;
export const CommentPageInputSchema = z.object({
  postId: idSchema('post'),
  cursor: CursorSchema.optional(),
  limit: z.int().min(1).max(50).default(20),
});

/** What moderators have to say to this member, until the widget has recorded its dismissal by this `id`. */
const NoticeSchema = z.object({
  id: idSchema('action'),
  reason: z.string().nullable(),
  /** In the moderator's own words. */
  text: z.string().nullable(),
  /** The beginning of what it is about. */
  excerpt: z.string().nullable(),
});

/** The first page, and whether this member may write. */
export const FeedStateSchema = PostPageSchema.extend({
  canPost: z.boolean(),
  /** The moderators let this member read only, until then (null: until they lift it). Absent: they do not. */
  paused: z.object({ until: InstantSchema.nullable() }).optional(),
  notice: NoticeSchema.optional(),
});
export type FeedState = z.infer<typeof FeedStateSchema>;

/** Pushed while a feed is open. A reader asks again for what it shows; `post.created` feeds the "new posts" pill. */
export const FeedEventSchema = z.object({
  type: z.enum(['post.created', 'post.changed', 'post.deleted']),
  postId: idSchema('post'),
  /** So that a member is not told of their own post. */
  authorId: idSchema('member'),
});
export type FeedEvent = z.infer<typeof FeedEventSchema>;

/** One post as it is now; null when it is gone. */
export const PostInputSchema = z.object({ postId: idSchema('post') });
