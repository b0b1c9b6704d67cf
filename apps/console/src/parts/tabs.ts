import { html, nothing, type TemplateResult } from 'lit';

/** Parts of one page, each at its own address: links, so that they open beside and go back. */
export const tabs = (about: {
  label: string;
  items: readonly { href: string; label: string; current: boolean; count?: number | string }[];
}): TemplateResult => html`<nav class="tabs" aria-label=${about.label}>
  ${about.items.map(
    ({ href, label, current, count }) =>
      html`<a href=${href} aria-current=${current ? 'page' : nothing}
        >${label}${count === undefined ? nothing : html`<span class="tag">${count}</span>`}</a
      >`,
  )}
</nav>`;
