import type { ChecklistItem } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { countOf } from '../internal/count-of.ts';
import { points } from '../internal/points.ts';
import { actionUrl } from './action-url.ts';

/** One step as it is shown, and what may be done with it. */
export interface ItemView {
  item: ChecklistItem;
  locale: string;
  done: boolean;
  /** The first that is not done: the one to do now. */
  next: boolean;
  unfolded: boolean;
  /** Anonymous members tick, but earn nothing. */
  verified: boolean;
  /** Why the last tick did not hold. */
  refused: string | undefined;
  onTick: () => void;
  onToggle: () => void;
  onAction: () => void;
}

const mark = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 12.5 3.5 3.5L17 9" /></svg>`;
const chevron = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 10 5 5 5-5" /></svg>`;

// A step that completes by itself has a sign, not a control: there is nothing to press.
const renderTick = ({ item, done, onTick }: ItemView): TemplateResult =>
  item.automatic
    ? html`<span
        class="tick"
        role="img"
        aria-label=${done ? msg('Done', { id: 'checklist-done' }) : msg('Not done yet', { id: 'checklist-open' })}
        >${mark}</span
      >`
    : html`<button
        class="tick"
        role="checkbox"
        aria-label=${item.title}
        aria-checked=${done}
        aria-disabled=${done || nothing}
        @click=${onTick}
      >
        ${mark}
      </button>`;

const renderCount = ({ item, done, locale }: ItemView): TemplateResult | typeof nothing =>
  item.automatic && !done
    ? html`<span class="muted">${countOf(item.count, item.target, locale)}</span>`
    : nothing;

const renderPoints = ({ item, locale, verified }: ItemView): TemplateResult | typeof nothing => {
  if (!item.points) return nothing;
  const amount = points(item.points, locale);
  return html`<span class="muted"
    >${
      verified
        ? msg(str`Earns ${amount}`, { id: 'checklist-earns' })
        : msg(str`Sign in to earn ${amount}`, { id: 'checklist-sign-in-to-earn' })
    }</span
  >`;
};

export const renderItem = (view: ItemView): TemplateResult => {
  const { item, unfolded } = view;
  const url = item.action && actionUrl(item.action.url);
  const more = item.description || url || item.points;
  return html`<li
    part="item"
    class="${view.done ? 'done' : ''} ${unfolded ? 'unfolded' : ''}"
    aria-current=${view.next ? 'step' : nothing}
  >
    ${renderTick(view)}
    ${
      more
        ? html`<button class="title" aria-expanded=${unfolded} aria-controls=${item.id} @click=${view.onToggle}>
            <span>${item.title}</span>${renderCount(view)}${chevron}
          </button>`
        : html`<div class="title"><span>${item.title}</span>${renderCount(view)}</div>`
    }
    <div class="more" id=${item.id} ?inert=${!unfolded}>
      <div>
        ${item.description && html`<p>${item.description}</p>`}
        ${url && html`<a class="primary" part="action" href=${url} @click=${view.onAction}>${item.action?.label}</a>`}
        ${renderPoints(view)}
      </div>
    </div>
    ${view.refused && html`<p class="error" role="alert">${view.refused}</p>`}
  </li>`;
};
