import type { ReactionEmoji } from '@hearth/schema';

/** A member reacts to a post, or takes a reaction back. */
export class HearthReactEvent extends Event {
  readonly postId: string;
  readonly emoji: ReactionEmoji;
  /** False when it was taken back. */
  readonly added: boolean;

  constructor(postId: string, emoji: ReactionEmoji, added: boolean) {
    super('hearth-react', { bubbles: true, composed: true });
    this.postId = postId;
    this.emoji = emoji;
    this.added = added;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-react': HearthReactEvent;
  }
}
