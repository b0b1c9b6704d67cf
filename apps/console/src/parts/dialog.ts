import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';
import { icon } from './icon.ts';

/**
 * A modal dialog of the platform's own: it keeps the focus, closes on Escape and on a click outside, and gives
 * the focus back. Put it on the page to open it; take it away on `close`.
 *
 * @fires close - it was closed
 */
@customElement('hearth-dialog')
export class Dialog extends PageElement {
  @query('dialog') private dialog!: HTMLDialogElement;

  @property() heading = '';
  /** `drawer` comes in from the side, for reading beside the page. */
  @property() kind: 'dialog' | 'drawer' = 'dialog';
  @property({ attribute: false }) content: TemplateResult | typeof nothing = nothing;
  /** Buttons at the bottom; none: the cross alone. */
  @property({ attribute: false }) actions: TemplateResult | typeof nothing = nothing;

  #opener: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#opener = document.activeElement;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Taken away while open, as when its page goes: the platform gives nothing back then.
    if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
  }

  private handleClick(event: MouseEvent): void {
    // The backdrop is the dialog itself; everything inside is one of its children.
    if (event.target === this.dialog) this.close();
  }

  private handleClose(): void {
    this.dispatchEvent(new Event('close'));
  }

  close(): void {
    this.dialog.close();
  }

  override render() {
    return html`<dialog class=${this.kind} aria-label=${this.heading} @click=${this.handleClick} @close=${this.handleClose}>
      <div class="sheet">
        <header>
          <h2>${this.heading}</h2>
          <button class="quiet icon-only" aria-label="Close" @click=${this.close}>${icon('close')}</button>
        </header>
        <div class="sheet-body">${this.content}</div>
        ${this.actions === nothing ? nothing : html`<footer>${this.actions}</footer>`}
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-dialog': Dialog;
  }
}
