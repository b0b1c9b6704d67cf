/** A step of a checklist became complete: ticked by hand, or by what happened in the product. The server has said so. */
export class HearthStepCompleteEvent extends Event {
  readonly checklistId: string;
  readonly itemId: string;

  constructor(checklistId: string, itemId: string) {
    super('hearth-step-complete', { bubbles: true, composed: true });
    this.checklistId = checklistId;
    this.itemId = itemId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-step-complete': HearthStepCompleteEvent;
  }
}
