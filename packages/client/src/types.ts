import type {
  Boot,
  CommentPage,
  Earnings,
  FeedEvent,
  InteractionKind,
  Locale,
  Outcome,
  Payload,
  Post,
  PostPage,
  WidgetName,
  WidgetStates,
} from '@hearth/schema';

/** What a host page configures. */
export interface HearthOptions {
  /** `pk_…`: names the project; public. */
  siteKey: string;
  /** The backend's origin, such as `https://hearth.example.com`. The script tag knows it from its own address. */
  api: string;
  /** A language tag such as `de` or `de-AT`. When it is none that the widgets speak: the page's, the browser's, English. */
  locale?: string | null;
  /** Passed on to whatever the kit adds to the page. */
  nonce?: string;
  /** Send nothing when the browser asks not to be tracked. Default false. */
  respectDoNotTrack?: boolean;
}

/** Fetches a fresh member token from the host's own backend; called again when one expires. */
export type GetToken = () => Promise<string>;

/** A widget's state as it is now: every widget renders each of these. `ready` with null: not set up. */
export type Remote<T> =
  | { status: 'loading' }
  | { status: 'failed'; message: string }
  | { status: 'ready'; data: T; member: Boot['member']; theme: Boot['theme'] };

export interface HearthEvents {
  /** An outcome arrived from the server: the item is committed, or refused for good. */
  outcome: Outcome;
  /** An accepted item earned its member something. */
  earned: Earnings;
  /** Another member, or none, is using the page now. Widgets drop what they hold. */
  member: { verified: boolean };
  /** The kit's own trouble, for the host's logs; nothing is ever thrown into the page. */
  error: { message: string };
}

/**
 * The browser's side of Hearth: what widgets and host pages talk to. No method throws; those that ask the
 * server reject only from `page`, `comments` and `post`, which a widget shows as its failed state.
 */
export interface HearthClient {
  readonly locale: Locale;
  /** The project, with its backend. A second call with the same key changes nothing. */
  init(options: HearthOptions): void;
  /** From now on a verified member acts. Items already queued stay with whoever made them. */
  identify(getToken: GetToken): void;
  /** Signs the member out: the page is anonymous again. */
  reset(): void;
  /** Changes locale or asks all widgets' state again (say, after the host changed something). */
  update(options?: { locale?: Locale }): void;
  /** Stops every timer, listener and stream. */
  shutdown(): void;
  on<E extends keyof HearthEvents>(event: E, listener: (detail: HearthEvents[E]) => void): () => void;
  /**
   * Persists one interaction and sends it soon. Resolves with the server's word when it comes, which may be
   * days later if the device is offline; a caller that shows progress should also watch `navigator.onLine`.
   */
  record<K extends InteractionKind>(kind: K, payload: Payload<K>): Promise<Outcome>;
  /** Calls at once and at each change until the returned function is called; the first watcher starts the boot. */
  watch<W extends WidgetName>(widget: W, listener: (state: Remote<WidgetStates[W]>) => void): () => void;
  /** Asks a widget's state again: the retry button. */
  reload(widget: WidgetName): void;
  page(input: { cursor?: string; limit?: number }): Promise<PostPage>;
  comments(input: { postId: string; cursor?: string; limit?: number }): Promise<CommentPage>;
  /** One post as it is now; null when it is gone. */
  post(input: { postId: string }): Promise<Post | null>;
  /** Live changes of the feed, reconnecting by itself, until the returned function is called. */
  live(listener: (event: FeedEvent) => void): () => void;
}
