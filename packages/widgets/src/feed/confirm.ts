import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** Asks in place before something goes for good. */
export const renderConfirm = (question: string, yes: () => void, no: () => void): TemplateResult => html`
  <div class="row panel" role="group" aria-label=${question}>
    <span class="grow">${question}</span>
    <button class="small outline keep" @click=${no}>${msg('Keep', { id: 'feed-keep' })}</button>
    <button class="small danger" @click=${yes}>${msg('Delete', { id: 'feed-delete' })}</button>
  </div>
`;
