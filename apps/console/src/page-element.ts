import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

/** A view of the console. It renders into the page itself: one stylesheet, one document for the keyboard and for search. */
export abstract class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** What the shell shows for a path: made anew for each page, and told what stands behind the page's name. */
export abstract class ConsolePage extends PageElement {
  /** The path behind the page's own, decoded: `mem_…` of /console/members/mem_…; empty for none. */
  @property({ attribute: false }) rest = '';
}
