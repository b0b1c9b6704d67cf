import { html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';

/** The keys, shown by `?`. A modal dialog of the platform's own: it traps focus and closes on Escape. */
@customElement('hearth-shortcuts')
export class Shortcuts extends PageElement {
  @query('dialog') private dialog!: HTMLDialogElement;

  @property({ type: Boolean }) open = false;

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open && !this.dialog.open) this.dialog.showModal();
  }

  private handleClose(): void {
    this.dispatchEvent(new Event('close'));
  }

  override render() {
    return html`<dialog aria-labelledby="keys-heading" @close=${this.handleClose}>
      <h2 id="keys-heading">Keys</h2>
      <dl>
        <dt><kbd>J</kbd> <kbd>K</kbd></dt>
        <dd>Next, previous interaction</dd>
        <dt><kbd>/</kbd></dt>
        <dd>Filter by member</dd>
        <dt><kbd>P</kbd></dt>
        <dd>Pause or resume</dd>
        <dt><kbd>?</kbd></dt>
        <dd>These keys</dd>
      </dl>
      <form method="dialog"><button class="primary">Close</button></form>
    </dialog>`;
  }
}
