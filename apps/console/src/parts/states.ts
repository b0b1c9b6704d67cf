import { html, nothing, type TemplateResult } from 'lit';

/** A page or a part of it with nothing to show: says why, and what would change that. */
export const emptyState = (about: {
  title: string;
  text: string;
  action?: TemplateResult | typeof nothing;
  /** Of its heading: 2 where it stands for the page itself, 3 within a card that has a heading of its own. */
  level?: 2 | 3;
}): TemplateResult => html`<div class="empty">
  ${about.level === 2 ? html`<h2>${about.title}</h2>` : html`<h3>${about.title}</h3>`}
  <p>${about.text}</p>
  ${about.action ?? nothing}
</div>`;

/** What could not be loaded, in the backend's words, and how to try again. */
export const failure = (message: string, retry: () => void): TemplateResult =>
  html`<div class="failure" role="alert">
    <p>${message}</p>
    <button @click=${retry}>Try again</button>
  </div>`;

/** Grey lines of about the size of what is coming, so that nothing jumps. */
export const skeleton = (lines = 3): TemplateResult =>
  html`<div class="skeleton" aria-hidden="true">${Array.from({ length: lines }, () => html`<i></i>`)}</div>`;
