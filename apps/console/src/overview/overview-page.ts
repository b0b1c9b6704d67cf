import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ConsolePage } from '../page-element.ts';
import { pageHeader } from '../parts/page-header.ts';

/** The state of the community on one page. */
@customElement('hearth-overview-page')
export class OverviewPage extends ConsolePage {
  override render() {
    return html`<div class="page">${pageHeader({ title: 'Overview' })}</div>`;
  }
}
