import type { Post, ReactionEmoji } from '@hearth/schema';
import { HearthReactEvent } from '../events/hearth-react.ts';
import type { FeedContext } from './context.ts';
import type { FeedPost } from './post.ts';
import { react } from './react.ts';
import { refusal } from './refusal.ts';

/** What this member wants of a post's reactions and the server has not answered yet: shown at once. */
export class Wishes {
  readonly #wishes = new Map<ReactionEmoji, { readonly mine: boolean }>();
  readonly #host: FeedPost;
  problem = '';

  constructor(host: FeedPost) {
    this.#host = host;
  }

  get reactions(): Post['reactions'] {
    let { reactions } = this.#host.post;
    for (const [emoji, { mine }] of this.#wishes) reactions = react(reactions, emoji, mine);
    return reactions;
  }

  /** Falls back if the server refuses. */
  async toggle(context: FeedContext, emoji: ReactionEmoji, mine: boolean): Promise<void> {
    const { post } = this.#host;
    const wish = { mine };
    this.#wishes.set(emoji, wish);
    this.problem = '';
    this.#host.requestUpdate();
    void this.#keepFocus();
    context.tell(new HearthReactEvent(post.id, emoji, mine));
    const outcome = await context.record(mine ? 'reaction.added' : 'reaction.removed', {
      postId: post.id,
      emoji,
    });
    // A later click has taken over: its own outcome settles the matter.
    if (this.#wishes.get(emoji) !== wish) return;
    this.#wishes.delete(emoji);
    this.problem = refusal(outcome) ?? '';
    const now = this.#host.post;
    if (!this.problem) context.replace(now.id, { ...now, reactions: react(now.reactions, emoji, mine) });
    this.#host.requestUpdate();
  }

  /** The last reaction of its kind takes its button with it: the focus must not fall out of the feed. */
  async #keepFocus(): Promise<void> {
    await this.#host.updateComplete;
    const root = this.#host.getRootNode();
    if (root instanceof ShadowRoot && !root.activeElement) {
      this.#host.querySelector<HTMLElement>('.add')?.focus({ preventScroll: true });
    }
  }
}
