import type { Comment, CommentPage, InteractionKind, Locale, Outcome, Payload, Post } from '@hearth/schema';

/** Who reads the feed. One object for as long as the same member uses the page in the same language. */
export interface Audience {
  readonly locale: Locale;
  /** Undefined when this reader may only read. */
  readonly me: { readonly id: string; readonly name: string | null } | undefined;
}

/** What a part of the feed may ask of the feed, for one reader. */
export interface FeedContext {
  readonly locale: Locale;
  /** The author of what is being sent now; undefined when this reader may only read. */
  readonly me: Post['author'] | undefined;
  /** Records, and tells the host page the outcome. */
  record<K extends InteractionKind>(kind: K, payload: Payload<K>): Promise<Outcome>;
  comments(input: { postId: Comment['postId']; cursor?: string }): Promise<CommentPage>;
  /** Begins to write: counted once. */
  start(): void;
  /** Puts a post in its own place, as it is now. */
  replace(id: string, post: Post): void;
  /** Takes a post away and moves the focus to its neighbour. */
  remove(id: string): void;
  /** Asks the server for one post. */
  refetch(id: string): void;
  /** Asks the server for the feed's state: whether this member may write, and what moderators say to them. */
  renew(): void;
  /** Dispatches a typed event from the widget itself. */
  tell(event: Event): void;
}
