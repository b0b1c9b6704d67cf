import { LitElement } from 'lit';

/** A view of the console. It renders into the page itself: one stylesheet, one document for the keyboard and for search. */
export abstract class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
