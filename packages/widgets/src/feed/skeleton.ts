import { msg } from '@lit/localize';
import { html } from 'lit';

const post = html`<div class="waiting">
  <div class="skeleton short"></div>
  <div class="skeleton"></div>
  <div class="skeleton long"></div>
</div>`;

/** About as high as the first posts will be. */
export const renderSkeleton = () => html`<div part="base" aria-busy="true">
  <span class="visually-hidden" role="status">${msg('Loading…', { id: 'loading' })}</span>
  <div class="skeleton short"></div>
  ${post}${post}${post}
</div>`;
