import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';

/** Text to take elsewhere: in a box, with a button that copies it. */
@customElement('hearth-snippet')
export class Snippet extends PageElement {
  @property() text = '';
  /** What it is, for the button: `Copy the snippet`. */
  @property() label = 'it';
  @state() private said = '';

  private async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = 'Copied';
    } catch {
      // Refused, as over plain http: selected, so that one key copies it.
      const code = this.querySelector('code');
      if (code) getSelection()?.selectAllChildren(code);
      this.said = 'Press Ctrl + C';
    }
    setTimeout(() => {
      this.said = '';
    }, 2_500);
  }

  override render() {
    return html`<div class="snippet">
      <pre tabindex="0" role="group" aria-label=${this.label}><code>${this.text}</code></pre>
      <button type="button" aria-label="Copy ${this.label}" @click=${this.handleCopy}>
        <span aria-live="polite">${this.said || 'Copy'}</span>
      </button>
    </div>`;
  }
}
