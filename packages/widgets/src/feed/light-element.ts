import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';

/**
 * A part of the feed with a state of its own, so that one change does not render 5,000 posts again. It renders
 * into the feed's own tree: one stylesheet, one scope for ids, and `::part` reaches everything.
 */
export abstract class LightElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
