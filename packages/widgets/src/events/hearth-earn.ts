import type { Earnings } from '@hearth/schema';

/** The member earned something. Cancelable: a page that shows it in its own way prevents the toast. */
export class HearthEarnEvent extends Event {
  readonly earned: Earnings;

  constructor(earned: Earnings) {
    super('hearth-earn', { bubbles: true, composed: true, cancelable: true });
    this.earned = earned;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-earn': HearthEarnEvent;
  }
}
