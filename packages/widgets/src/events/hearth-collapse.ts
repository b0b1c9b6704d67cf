/** The member folded a widget into its launcher, or opened it again. */
export class HearthCollapseEvent extends Event {
  readonly collapsed: boolean;

  constructor(collapsed: boolean) {
    super('hearth-collapse', { bubbles: true, composed: true });
    this.collapsed = collapsed;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-collapse': HearthCollapseEvent;
  }
}
