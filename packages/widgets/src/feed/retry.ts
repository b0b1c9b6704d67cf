import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** Something within the feed did not load; what is there already stays. */
export const renderRetry = (handleClick: () => void): TemplateResult => html`
  <div class="failed panel" role="alert">
    <span>${msg('This did not load.', { id: 'failed' })}</span>
    <button class="small outline" @click=${handleClick}>${msg('Try again', { id: 'retry' })}</button>
  </div>
`;
