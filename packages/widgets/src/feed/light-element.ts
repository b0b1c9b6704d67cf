import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement, type PropertyDeclarations } from 'lit';
import type { FeedContext } from './context.ts';

/**
 * A part of the feed with a state of its own, so that one change does not render 5,000 posts again. It renders
 * into the feed's own tree: one stylesheet, one scope for ids, and `::part` reaches everything.
 */
export abstract class LightElement extends LitElement {
  static override properties: PropertyDeclarations = { context: { attribute: false } };

  /** The feed sets it before the first render. */
  declare context: FeedContext;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Renders, then moves the focus. */
  async focusLater(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}
