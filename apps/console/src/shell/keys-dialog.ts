import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';
import '../parts/dialog.ts';
import { currentKeys } from './keys.ts';

const names: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ' ': 'Space' };
const nameOf = (key: string): string => names[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** The keys that work here, shown by `?`. */
@customElement('hearth-keys-dialog')
export class KeysDialog extends PageElement {
  @state() private open = false;

  show(): void {
    this.open = true;
  }

  private handleClose(): void {
    this.open = false;
  }

  override render() {
    if (!this.open) return nothing;
    const groups = currentKeys().filter(({ bindings }) => bindings.length > 0);
    return html`<hearth-dialog heading="Keys" @close=${this.handleClose} .content=${html`<div class="key-groups">
      ${groups.map(
        ({ name, bindings }) => html`<section>
          <h3>${name}</h3>
          <dl class="keys">
            ${bindings.map(
              ({ keys, label }) => html`<div>
                <dt>${keys.split(' ').map((key) => html`<kbd>${nameOf(key)}</kbd>`)}</dt>
                <dd>${label}</dd>
              </div>`,
            )}
          </dl>
        </section>`,
      )}
    </div>`}></hearth-dialog>`;
  }
}
