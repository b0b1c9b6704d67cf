import type { LitElement, PropertyDeclarations } from 'lit';
import type { FeedContext } from './context.ts';
import { LightElement } from './light-element.ts';

/** Renders, then moves the focus. */
export const focusLater = async (host: LitElement, selector: string): Promise<void> => {
  host.requestUpdate();
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
};

/** A part of the feed that does something, with what it may ask of the feed. */
export abstract class FeedPart extends LightElement {
  static override properties: PropertyDeclarations = { context: { attribute: false } };

  /** The feed sets it before the first render. */
  declare context: FeedContext;
}
