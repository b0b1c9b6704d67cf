import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import './segment-editor.ts';
import './segment-list.ts';
import './segments.css';

/** All segments; with `new` or an id behind it, one of them being written. */
@customElement('hearth-segments-page')
export class SegmentsPage extends ConsolePage {
  override render() {
    return this.rest === ''
      ? html`<hearth-segment-list></hearth-segment-list>`
      : html`<hearth-segment-editor .segmentId=${this.rest === 'new' ? '' : this.rest}></hearth-segment-editor>`;
  }
}
