import type { ChecklistItem, ChecklistState } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { HearthCollapseEvent } from '../events/hearth-collapse.ts';
import { HearthDismissEvent } from '../events/hearth-dismiss.ts';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthStepCompleteEvent } from '../events/hearth-step-complete.ts';
import { countOf } from '../internal/count-of.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { progress } from '../styles/progress.ts';
import { checklistStyles } from './checklist.styles.ts';
import { renderCelebration, renderLauncher } from './finish.ts';
import { renderItem } from './item.ts';
import { recall, remember } from './memory.ts';

const isComplete = ({ status }: ChecklistItem): boolean => status === 'completed';

/**
 * First steps for a new member: what to do next, how far they are, and a small celebration at the end. Progress lives on
 * the server, so it is the same on every device; only folding and dismissing are remembered in this browser.
 *
 * @summary An onboarding checklist that folds into a launcher.
 * @fires hearth-step-complete - a step became complete, by hand or by itself, and the server has said so
 * @fires hearth-collapse - the member folded or unfolded the list
 * @fires hearth-dismiss - the member put the finished list away
 * @fires hearth-outcome - the server's word on a tick
 * @csspart base - the card
 * @csspart item - one step
 * @csspart action - the link of a step
 * @csspart launcher - the pill that is left when folded
 * @cssprop --hearth-accent - ticks, progress and links
 */
export class HearthChecklist extends HearthElement<'checklist'> {
  static override styles = [...HearthElement.styles, progress, checklistStyles];

  /** The step that is unfolded; null for none, undefined for whichever is next. */
  #unfolded: string | null | undefined;
  /** Ticked here. The tick stays until the server refuses it, also while its word is on the way. */
  #ticked = new Set<string>();
  #refusals = new Map<string, string>();
  #started = false;
  #celebrating = false;
  #hadFocus = false;
  #foldedByPage = false;
  #seen: { checklistId: string; complete: Set<string> } | undefined;

  protected readonly widget = 'checklist';

  /** Folded into the launcher. A member's own choice, kept per checklist, wins over what the page sets at first. */
  @property({ type: Boolean, reflect: true }) collapsed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#foldedByPage = this.collapsed;
    // Before the answer comes: a list folded yesterday must not open and shut while the page loads.
    const [, folded] = recall('folded').split(' ');
    if (folded) this.collapsed = folded === 'yes';
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { remote } = this;
    if (!changed.has('remote') || remote.status !== 'ready' || !remote.data) return;
    const { checklistId, items } = remote.data;
    const complete = new Set(items.filter(isComplete).map(({ id }) => id));
    const before = this.#seen;
    this.#seen = { checklistId, complete };
    if (before?.checklistId !== checklistId) {
      // What is remembered may be of another list.
      const [remembered] = recall('folded').split(' ');
      if (remembered && remembered !== checklistId) this.collapsed = this.#foldedByPage;
      return;
    }
    for (const id of complete) {
      if (!before.complete.has(id)) this.dispatchEvent(new HearthStepCompleteEvent(checklistId, id));
    }
    if (complete.size === items.length && before.complete.size < items.length) {
      this.#celebrating = true;
      this.#hadFocus = !!this.shadowRoot?.activeElement;
    }
  }

  protected override updated(): void {
    const { remote } = this;
    if (remote.status === 'ready' && remote.data && !this.#isDismissed()) {
      this.recordShown(remote.data.checklistId);
    }
    // The last tick's button went with the list: its focus belongs to what took its place.
    if (this.#hadFocus) this.#focus('.close');
    this.#hadFocus = false;
  }

  protected override handleMemberChange(): void {
    this.#unfolded = this.#seen = undefined;
    this.#ticked.clear();
    this.#refusals.clear();
    this.#started = this.#celebrating = false;
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #isDone(item: ChecklistItem): boolean {
    return isComplete(item) || this.#ticked.has(item.id);
  }

  /** Names the end of this list for this member: another one in the same browser has their own. */
  #ending(checklistId: string): string {
    const { remote } = this;
    return `${checklistId}/${remote.status === 'ready' ? remote.member?.id : ''}`;
  }

  /** While the list and the member are not known yet, one that was put away is taken to be this one: nothing flashes. */
  #isDismissed(): boolean {
    const dismissed = recall('dismissed');
    if (this.remote.status !== 'ready') return dismissed !== '';
    const { data } = this.remote;
    return !!data?.items.every(isComplete) && dismissed.split(' ').includes(this.#ending(data.checklistId));
  }

  #start(contentId: string): void {
    if (this.#started) return;
    this.#started = true;
    void this.client?.record('widget.started', { widget: 'checklist', contentId });
  }

  private async handleTickClick(item: ChecklistItem): Promise<void> {
    if (!this.client || this.#isDone(item)) return;
    this.#ticked.add(item.id);
    this.#refusals.delete(item.id);
    this.#unfolded = undefined;
    this.requestUpdate();
    const outcome = await this.client.record('checklist.item.completed', { itemId: item.id });
    this.dispatchEvent(new HearthOutcomeEvent(outcome));
    if (outcome.status !== 'rejected' || outcome.code === 'already_done') return;
    // Gone when another member is here by now: then the refusal is none of theirs.
    if (!this.#ticked.delete(item.id)) return;
    // What the step is now, if it is not what was on screen.
    this.client.reload('checklist');
    this.#refusals.set(
      item.id,
      outcome.code === 'not_found' || outcome.code === 'not_allowed'
        ? msg('This step has changed and cannot be ticked.', { id: 'checklist-changed' })
        : msg('That did not save. Please try again.', { id: 'checklist-unsaved' }),
    );
    this.requestUpdate();
  }

  private handleActionClick(item: ChecklistItem): void {
    if (item.status === 'open' && !this.#isDone(item)) {
      void this.client?.record('checklist.item.started', { itemId: item.id });
    }
  }

  private async handleFoldClick(checklistId: string): Promise<void> {
    this.collapsed = !this.collapsed;
    remember('folded', `${checklistId} ${this.collapsed ? 'yes' : 'no'}`);
    this.dispatchEvent(new HearthCollapseEvent(this.collapsed));
    await this.updateComplete;
    this.#focus('.fold');
  }

  private handleDismissClick(checklistId: string): void {
    remember('dismissed', `${recall('dismissed')} ${this.#ending(checklistId)}`);
    void this.client?.record('widget.dismissed', { widget: 'checklist', contentId: checklistId });
    this.dispatchEvent(new HearthDismissEvent('checklist'));
    this.requestUpdate();
  }

  protected override renderLoading(): TemplateResult | typeof nothing {
    return this.collapsed ? html`<div class="skeleton pill" aria-busy="true"></div>` : super.renderLoading();
  }

  protected renderReady(data: ChecklistState): TemplateResult {
    const { checklistId, title, items, celebration } = data;
    const { locale = 'en' } = this.client ?? {};
    const fold = () => this.handleFoldClick(checklistId);
    const done = items.filter((item) => this.#isDone(item)).length;
    const count = countOf(done, items.length, locale);
    if (this.collapsed) return renderLauncher(title, count, done / items.length, fold);
    // Only the server ends a list: a tick it may still refuse is not worth a celebration.
    if (items.length && items.every(isComplete)) {
      return renderCelebration(title, celebration, this.#celebrating, () =>
        this.handleDismissClick(checklistId),
      );
    }
    const next = items.find((item) => !this.#isDone(item))?.id;
    const open = this.#unfolded === undefined ? next : this.#unfolded;
    const verified = this.remote.status === 'ready' && !!this.remote.member?.verified;
    return html`<section part="base" aria-labelledby="title">
      <header>
        <h2 id="title">${title}</h2>
        <button class="icon fold" aria-expanded="true" aria-label=${msg('Minimise', { id: 'checklist-fold' })} @click=${fold}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 12h10" /></svg>
        </button>
      </header>
      <div class="progress">
        <progress aria-labelledby="title" max=${items.length} .value=${done}></progress>
        <span class="muted" role="status">${count}</span>
      </div>
      <ol role="list">
        ${items.map((item) =>
          renderItem({
            item,
            locale,
            done: this.#isDone(item),
            next: item.id === next,
            unfolded: item.id === open,
            verified,
            refused: this.#refusals.get(item.id),
            onTick: () => {
              this.#start(checklistId);
              void this.handleTickClick(item);
            },
            onToggle: () => {
              this.#start(checklistId);
              this.#unfolded = item.id === open ? null : item.id;
              this.requestUpdate();
            },
            onAction: () => this.handleActionClick(item),
          }),
        )}
      </ol>
    </section>`;
  }

  override render(): TemplateResult | typeof nothing {
    return this.#isDismissed() ? nothing : super.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-checklist': HearthChecklist;
  }
}
