import type { Outcome } from '@hearth/schema';

/** The server's word on something the member did in this widget. */
export class HearthOutcomeEvent extends Event {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('hearth-outcome', { bubbles: true, composed: true });
    this.outcome = outcome;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-outcome': HearthOutcomeEvent;
  }
}
