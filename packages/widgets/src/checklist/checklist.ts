import type { Remote } from '@hearth/client';
import type { ChecklistItem, ChecklistState } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthStepCompleteEvent } from '../events/hearth-step-complete.ts';
import { countOf } from '../internal/count-of.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { Part } from '../internal/part.ts';
import { points } from '../internal/points.ts';
import { progress } from '../styles/progress.ts';
import { actionUrl } from './action-url.ts';
import { checklistStyles } from './checklist.styles.ts';

type Ready = Extract<Remote<ChecklistState | null>, { status: 'ready' }>;

/** The list that this browser remembers, whether it is folded, and who put it away at its end. */
const recall = (): string[] => {
  try {
    return localStorage.getItem('hearth:checklist')?.split(' ') ?? [];
  } catch {
    return [];
  }
};

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

const isComplete = ({ status }: ChecklistItem): boolean => status === 'completed';

// Outside of the class: inside one with decorators the compiler leaves `.ts` in an import() as it is.
const inUse = () => import('./in-use.ts');

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
  /** Fetches what an open list does not need to be seen: how it moves, its launcher, its end, why a tick did not hold. */
  static inUse = inUse;

  #inUse = new Part(this, () => HearthChecklist.inUse());
  /** The step that is unfolded; empty for none, undefined for whichever is next. */
  #unfolded: string | undefined;
  /** The steps ticked here, each with why that did not hold. A tick stays until the server refuses it. */
  #ticked = new Map<string, string>();
  #started = false;
  #celebrating = false;
  #foldedByPage = false;
  #remembered = recall();
  #seen: ChecklistState | undefined;

  protected readonly widget = 'checklist';

  /** Folded into the launcher. A member's own choice, kept per checklist, wins over what the page sets at first. */
  @property({ type: Boolean, reflect: true }) collapsed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#foldedByPage = this.collapsed;
    // Before the answer comes: a list folded yesterday must not open and shut while the page loads.
    const [, folded] = this.#remembered;
    if (folded) this.collapsed = folded === 'true';
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { remote } = this;
    if (remote.status !== 'ready' || !remote.data || this.#isDismissed()) return;
    if (changed.has('remote')) this.#follow(remote.data);
    if (this.collapsed || remote.data.items.every(isComplete)) void this.#load();
  }

  #follow(list: ChecklistState): void {
    const { checklistId, items } = list;
    const before = this.#seen;
    this.#seen = list;
    this.recordShown(checklistId);
    if (before?.checklistId !== checklistId) {
      // What is remembered may be of another list.
      const [remembered] = this.#remembered;
      if (remembered && remembered !== checklistId) this.collapsed = this.#foldedByPage;
      return;
    }
    const known = before.items.filter(isComplete).map(({ id }) => id);
    const fresh = items.filter((item) => isComplete(item) && !known.includes(item.id));
    for (const { id } of fresh) this.dispatchEvent(new HearthStepCompleteEvent(checklistId, id));
    if (fresh.length && items.every(isComplete)) {
      this.#celebrating = true;
      // The last tick's button goes with the list: its focus belongs to what takes its place.
      if (this.shadowRoot?.activeElement) void this.#load().then((part) => part?.focusOn(this, '.close'));
    }
  }

  protected override handleMemberChange(): void {
    this.#unfolded = this.#seen = undefined;
    this.#ticked.clear();
    this.#started = this.#celebrating = false;
  }

  /** Undefined where the part does not come: then the widget has failed, and its retry leads here again. */
  #load() {
    return this.#inUse.load().catch((error) => {
      this.remote = { status: 'failed', message: `${error}` };
    });
  }

  #isDone(item: ChecklistItem): boolean {
    return isComplete(item) || this.#ticked.get(item.id) === '';
  }

  /** While the list and the member are not known yet, one that was put away is taken to be this one: nothing flashes. */
  #isDismissed(): boolean {
    const { remote } = this;
    const [checklistId, , by] = this.#remembered;
    if (remote.status !== 'ready' || !by) return !!by;
    const { data, member } = remote;
    return !!data?.items.every(isComplete) && data.checklistId === checklistId && by === `${member?.id}`;
  }

  #start(): void {
    if (this.#started || !this.#seen) return;
    this.#started = true;
    void this.client?.record('widget.started', { widget: 'checklist', contentId: this.#seen.checklistId });
  }

  async #handleTickClick(item: ChecklistItem): Promise<void> {
    this.#start();
    const { client } = this;
    const { id } = item;
    if (!client || this.#isDone(item)) return;
    this.#ticked.set(id, '');
    this.#unfolded = undefined;
    this.requestUpdate();
    const outcome = await client.record('checklist.item.completed', { itemId: id });
    this.dispatchEvent(new HearthOutcomeEvent(outcome));
    if (outcome.status !== 'rejected' || outcome.code === 'already_done') return;
    const part = await this.#load();
    // Gone when another member is here by now: then the refusal is none of theirs.
    if (!this.#ticked.delete(id) || !part) return;
    this.#ticked.set(id, part.refusal(outcome.code));
    this.requestUpdate();
    // What the step is now, if it is not what was on screen.
    client.reload('checklist');
  }

  #handleTitleClick(id: string, isOpen: boolean): void {
    this.#start();
    this.#unfolded = isOpen ? '' : id;
    this.requestUpdate();
  }

  #handleActionClick(item: ChecklistItem): void {
    if (item.status === 'open') {
      void this.client?.record('checklist.item.started', { itemId: item.id });
    }
  }

  #handleFoldClick = async (): Promise<void> => {
    // Until the launcher is here, the list stays.
    const part = await this.#load();
    if (!part || !this.#seen) return;
    this.#remembered = part.toggleFold(this, this.#seen.checklistId);
  };

  #renderItem(item: ChecklistItem, isNext: boolean, isOpen: boolean, isVerified: boolean): TemplateResult {
    const { id, title, description, action, automatic, count, target } = item;
    const locale = this.client?.locale ?? 'en';
    const isDone = this.#isDone(item);
    const url = action && actionUrl(action.url);
    const amount = item.points ? points(item.points, locale) : '';
    const tick = icon('m7 12.5 3.5 3.5L17 9');
    const refused = this.#ticked.get(id);
    const name = html`<span>${title}</span>${
      automatic && !isDone ? html`<span class="muted">${countOf(count, target, locale)}</span>` : nothing
    }`;
    // A step that completes by itself has a sign, not a control: there is nothing to press.
    return html`<li part="item" class=${isDone ? 'done' : ''} aria-current=${isNext ? 'step' : nothing}>
      ${
        automatic
          ? html`<span
              class="tick"
              role="img"
              aria-label=${isDone ? msg('Done', { id: 'checklist-done' }) : msg('Not done yet', { id: 'checklist-open' })}
              >${tick}</span
            >`
          : html`<button
              class="tick"
              role="checkbox"
              aria-label=${title}
              aria-checked=${isDone}
              aria-readonly=${isDone}
              @click=${() => this.#handleTickClick(item)}
            >
              ${tick}
            </button>`
      }
      ${
        description || url || amount
          ? html`<button
              class="title"
              aria-expanded=${isOpen}
              @click=${() => this.#handleTitleClick(id, isOpen)}
            >
              ${name}${icon('m7 10 5 5 5-5')}
            </button>`
          : html`<div class="title">${name}</div>`
      }
      <div class="more" ?inert=${!isOpen}>
        <div>
          ${description && html`<p class="muted">${description}</p>`}
          ${
            (url || amount) &&
            html`<div class="muted">
              ${url && html`<a class="primary" part="action" href=${url} @click=${() => this.#handleActionClick(item)}>${action.label}</a>`}
              ${
                amount &&
                html`<span>${
                  isVerified
                    ? msg(str`Earns ${amount}`, { id: 'checklist-earns' })
                    : msg(str`Sign in to earn ${amount}`, { id: 'checklist-sign-in-to-earn' })
                }</span>`
              }
            </div>`
          }
        </div>
      </div>
      ${refused && html`<p class="error" role="alert">${refused}</p>`}
    </li>`;
  }

  protected override renderLoading(): TemplateResult | typeof nothing {
    return this.collapsed ? html`<div class="skeleton pill" aria-busy="true"></div>` : super.renderLoading();
  }

  protected renderReady(data: ChecklistState, remote: Ready): TemplateResult | typeof nothing {
    const { checklistId, title, items, celebration } = data;
    const part = this.#inUse.loaded;
    const done = items.filter((item) => this.#isDone(item)).length;
    const count = countOf(done, items.length, this.client?.locale ?? 'en');
    // Only the server ends a list: a tick it may still refuse is not worth a celebration.
    const isFinished = items.every(isComplete);
    if (part && this.collapsed) {
      return part.renderLauncher(title, count, done / items.length, this.#handleFoldClick);
    }
    if (part && isFinished) {
      return part.renderCelebration(title, celebration, this.#celebrating, () => {
        this.#remembered = part.dismiss(this, this.client, checklistId, remote.member?.id);
      });
    }
    // On its way. A list that is on screen stays there until then.
    if (this.collapsed || (isFinished && !this.#celebrating)) return this.renderLoading();
    const next = items.find((item) => !this.#isDone(item))?.id;
    const open = this.#unfolded ?? next;
    return html`<section part="base" aria-labelledby="title">
      <header>
        <h2 id="title">${title}</h2>
        <button
          class="icon fold"
          aria-expanded="true"
          aria-label=${msg('Minimise', { id: 'checklist-fold' })}
          @click=${this.#handleFoldClick}
        >
          ${icon('M7 12h10')}
        </button>
      </header>
      <div class="progress">
        <progress aria-labelledby="title" max=${items.length} .value=${done}></progress>
        <span class="muted" role="status">${count}</span>
      </div>
      <ol role="list">
        ${items.map((item) => this.#renderItem(item, item.id === next, item.id === open, !!remote.member?.verified))}
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
