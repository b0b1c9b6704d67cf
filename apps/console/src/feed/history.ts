import type { ModerationAction } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { age, instant } from '../format/time.ts';
import { deedOf, lengthOf, reasonLabels, targetOf } from './wording.ts';

/** When, exactly on asking. */
export const when = (at: string): TemplateResult =>
  html`<time datetime=${at} title=${instant(at)}>${age(at)}</time>`;

/** What was done before, newest first. `of` leaves out what the reader is looking at anyway. */
export const renderHistory = (
  actions: readonly ModerationAction[],
  of: 'content' | 'member',
): TemplateResult =>
  html`<ol class="history">
    ${actions.map(
      (action) => html`<li class=${action.undone ? 'undone' : ''}>
        <p>
          ${deedOf(action)} ${of === 'member' && action.target ? targetOf(action) : nothing} ${lengthOf(action)}
          ${action.reason ? html`<span class="tag">${reasonLabels[action.reason]}</span>` : nothing}
          ${action.undone ? html`<span class="tag">taken back</span>` : nothing}
          <span class="muted">${when(action.at)}</span>
        </p>
        ${
          of === 'member' && action.target
            ? html`<p class="excerpt muted" dir="auto">${action.target.excerpt}</p>`
            : nothing
        }
        ${action.note ? html`<p class="note" dir="auto">${action.note}</p>` : nothing}
      </li>`,
    )}
  </ol>`;
