/** A member posts in the feed, changes a post, or takes one back. `hearth-outcome` follows with the server's word. */
export class HearthPostEvent extends Event {
  readonly action: 'created' | 'edited' | 'deleted';
  /** Undefined for a new post: its id comes with the outcome. */
  readonly postId: string | undefined;

  constructor(action: HearthPostEvent['action'], postId?: string) {
    super('hearth-post', { bubbles: true, composed: true });
    this.action = action;
    this.postId = postId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-post': HearthPostEvent;
  }
}
