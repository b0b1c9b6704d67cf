import { html, type TemplateResult } from 'lit';

/** Names and what is true of them, one a line. */
export const factList = (facts: readonly (readonly [string, string | TemplateResult])[]): TemplateResult =>
  facts.length === 0
    ? html`<p class="muted">Nothing is known.</p>`
    : html`<dl class="facts">
        ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>`;
