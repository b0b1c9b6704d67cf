import { html, nothing, type TemplateResult } from 'lit';

/** The top of a page: its name, which takes the focus after navigation, a sentence, and what to do here. */
export const pageHeader = (about: {
  title: string;
  /** One sentence of what the page answers. */
  lede?: string | TemplateResult;
  /** Buttons and pickers, at the end of the line. */
  actions?: TemplateResult | typeof nothing;
}): TemplateResult => html`<header class="page-header">
  <div>
    <h1 tabindex="-1">${about.title}</h1>
    ${about.lede ? html`<p class="lede">${about.lede}</p>` : nothing}
  </div>
  ${about.actions && about.actions !== nothing ? html`<div class="toolbar">${about.actions}</div>` : nothing}
</header>`;
