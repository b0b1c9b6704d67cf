import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';

/** A button that opens a small panel below itself. Escape, a click outside, or `close()` shuts it. */
@customElement('hearth-popup')
export class Popup extends PageElement {
  @query('button') private button!: HTMLButtonElement;

  @state() private open = false;

  /** What the button shows. */
  @property({ attribute: false }) face: TemplateResult | string = '';
  /** What the button and the panel are called. */
  @property() label = '';
  /** Made anew whenever it opens. */
  @property({ attribute: false }) content: () => TemplateResult | typeof nothing = () => nothing;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.handleOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.handleOutside);
  }

  private handleOutside = (event: PointerEvent): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  private handleToggle(): void {
    this.open = !this.open;
  }

  private handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.close();
  }

  private handleFocusOut(event: FocusEvent): void {
    // Tabbing on out of the panel leaves it; a click on plain text in it does not.
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.open = false;
  }

  /** Shuts the panel and gives the focus back to the button. */
  close(): void {
    this.open = false;
    this.button.focus();
  }

  override render() {
    return html`<div class="popup" @keydown=${this.handleKeydown} @focusout=${this.handleFocusOut}>
      <button aria-expanded=${this.open} aria-label=${this.label || nothing} @click=${this.handleToggle}>
        ${this.face}
      </button>
      ${this.open ? html`<div class="panel" role="group" aria-label=${this.label}>${this.content()}</div>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-popup': Popup;
  }
}
