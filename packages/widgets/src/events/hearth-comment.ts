/** A member comments on a post, or takes a comment back. `hearth-outcome` follows with the server's word. */
export class HearthCommentEvent extends Event {
  readonly action: 'created' | 'deleted';
  readonly postId: string;

  constructor(action: HearthCommentEvent['action'], postId: string) {
    super('hearth-comment', { bubbles: true, composed: true });
    this.action = action;
    this.postId = postId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-comment': HearthCommentEvent;
  }
}
