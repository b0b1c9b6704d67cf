import type { WidgetName } from '@hearth/schema';

/** The member closed a widget without finishing it. */
export class HearthDismissEvent extends Event {
  readonly widget: WidgetName;

  constructor(widget: WidgetName) {
    super('hearth-dismiss', { bubbles: true, composed: true });
    this.widget = widget;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hearth-dismiss': HearthDismissEvent;
  }
}
