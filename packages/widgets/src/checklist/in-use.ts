import type { HearthClient } from '@hearth/client';
import type { RejectionCode } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { HearthCollapseEvent } from '../events/hearth-collapse.ts';
import { HearthDismissEvent } from '../events/hearth-dismiss.ts';
import type { HearthChecklist } from './checklist.ts';

export { styles } from './in-use.styles.ts';

/** What this browser remembers of a list: which, whether it is folded, and who put it away at its end. */
const remember = (...facts: string[]): string[] => {
  try {
    localStorage.setItem('hearth:checklist', facts.join(' '));
  } catch {
    // Blocked or full: it holds for as long as the element does.
  }
  return facts;
};

/** Moves the focus to what is there once the list has rendered. */
export const focusOn = async (list: HearthChecklist, selector: string): Promise<void> => {
  await list.updateComplete;
  list.renderRoot.querySelector<HTMLElement>(selector)?.focus();
};

/** Folds a list or unfolds it. Returns what is remembered of it from now on. */
export const toggleFold = (list: HearthChecklist, checklistId: string): string[] => {
  list.collapsed = !list.collapsed;
  list.dispatchEvent(new HearthCollapseEvent(list.collapsed));
  void focusOn(list, '.fold');
  return remember(checklistId, `${list.collapsed}`);
};

/** Puts a finished list away. Returns what is remembered of it from now on. */
export const dismiss = (
  list: HearthChecklist,
  client: HearthClient | undefined,
  contentId: string,
  memberId: string | undefined,
): string[] => {
  void client?.record('widget.dismissed', { widget: 'checklist', contentId });
  list.dispatchEvent(new HearthDismissEvent('checklist'));
  list.requestUpdate();
  return remember(contentId, 'false', `${memberId}`);
};

/** What is left of a folded list: a pill whose ring says how far it is. `part` is 0 to 1. */
export const renderLauncher = (
  title: string,
  count: string,
  part: number,
  onUnfold: () => void,
): TemplateResult => html`<button part="launcher" class="pill fold" aria-expanded="false" @click=${onUnfold}>
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9" />
    <circle class="ring" cx="12" cy="12" r="9" pathLength="100" stroke-dasharray="${100 * part} 100" />
  </svg>
  <span>${title}</span>
  <span class="muted">${count}</span>
</button>`;

/** The end of a list. `fresh`: it ended just now, before the member's eyes, so the mark draws itself. */
export const renderCelebration = (
  title: string,
  text: string | null,
  fresh: boolean,
  onDismiss: () => void,
): TemplateResult => html`<section part="base" class="finish ${fresh ? 'fresh' : ''}" aria-labelledby="title">
  <svg viewBox="0 0 64 64" aria-hidden="true">
    <circle cx="32" cy="32" r="18" />
    <path class="mark" d="m24 33 6 6 11-13" />
    <path class="rays" d="M32 9V3M48.3 15.7l4.2-4.2M55 32h6M48.3 48.3l4.2 4.2M32 55v6M15.7 48.3l-4.2 4.2M9 32H3M15.7 15.7l-4.2-4.2" />
  </svg>
  <h2 id="title">${title}</h2>
  <p role="status">${text ?? msg('All done. Thank you!', { id: 'checklist-finished' })}</p>
  <button class="outline close" @click=${onDismiss}>${msg('Close', { id: 'close' })}</button>
</section>`;

/** Why a tick did not hold. */
export const refusal = (code: RejectionCode): string =>
  code === 'not_found' || code === 'not_allowed'
    ? msg('This step has changed and cannot be ticked.', { id: 'checklist-changed' })
    : msg('That did not save. Please try again.', { id: 'checklist-unsaved' });
