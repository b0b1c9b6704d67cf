/** Members who did something on purpose that day. */
export const ACTIVE = 'active';
/** Members whose first active day it is. */
export const FIRST = 'first';
/** Members with any active day at all; stands under one day, which is none. */
export const EVER = 'ever';
export const EVER_DAY = '0001-01-01';

/** What happens to a member rather than being done by one. */
export const PASSIVE_KINDS: readonly string[] = ['widget.shown', 'client.dropped'];

/** Interactions of one day that count alike. */
export interface Deed {
  kind: string;
  widget: string | null;
  /** Wire id of the survey or checklist that it was about; null: none of this project's. */
  content: string | null;
}

export const widgetKey = (kind: string, widget: string): string => `${kind}/${widget}`;
export const contentKey = (kind: string, widget: string, content: string): string =>
  `${kind}/${widget}/${content}`;

/** The sets that whoever did this belongs to. Their number is bounded by the project's own content. */
export function keysOf({ kind, widget, content }: Deed): string[] {
  const keys = PASSIVE_KINDS.includes(kind) ? [kind] : [ACTIVE, kind];
  // Every other kind belongs to one widget: its own key says as much.
  if (widget !== null && kind.startsWith('widget.')) keys.push(widgetKey(kind, widget));
  if (widget !== null && content !== null) keys.push(contentKey(kind, widget, content));
  return keys;
}
