import type { ActInput, ActOutput, ModerationReason, ModerationVerb, QueueItem } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { backend, sentenceFor } from '../backend.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { KeyBindings } from '../shell/keys.ts';
import type { CaseView, VerbEvent } from './case-view.ts';
import type { DecidedEvent } from './decision-dialog.ts';
import { Desk } from './desk.ts';
import { open, status, tab, words } from './params.ts';
import { renderFilters } from './queue-filters.ts';
import { renderList, renderNothing } from './queue-list.ts';
import { QueueLoad } from './queue-load.ts';
import { kindOf, nameOf, verbLabels } from './wording.ts';
import './case-view.ts';
import './decision-dialog.ts';

const needsReason: readonly ModerationVerb[] = ['hide', 'remove', 'warn', 'ban'];
const isWide = matchMedia('(width >= 64rem)');

/** Something about to be decided, waiting for its reason. */
interface Pending {
  verb: ModerationVerb;
  targets: ActInput['targets'];
  about: string;
  reason: ModerationReason;
}

/** What waits to be looked at, and the case that is open. */
@customElement('hearth-feed-queue')
export class QueueView extends PageElement {
  @query('hearth-feed-case') private caseView!: CaseView | null;
  @query('#feed-search') private search!: HTMLInputElement;

  @state() private picked: ReadonlySet<string> = new Set();
  @state() private pending: Pending | null = null;
  @state() private version = 0;

  #asked = '';
  #lastReason: ModerationReason = 'spam';
  readonly #queue = new QueueLoad(this);
  readonly #desk = new Desk((output, undone) => this.#settle(output, undone));
  readonly #address = new Address(this, () => this.#ask());

  constructor() {
    super();
    new KeyBindings(this, 'Feed', () => [
      { keys: 'j', label: 'Next', run: () => this.#move(1) },
      { keys: 'k', label: 'Previous', run: () => this.#move(-1) },
      { keys: 'a', label: 'Approve', run: () => this.#begin('approve') },
      { keys: 'h', label: 'Hide', run: () => this.#begin('hide') },
      { keys: 'r', label: 'Remove', run: () => this.#begin('remove') },
      { keys: 's', label: 'Show again (restore)', run: () => this.#begin('restore') },
      { keys: 'w', label: 'Warn the author', run: () => this.#begin('warn') },
      { keys: 'b', label: 'Ban the author', run: () => this.#begin('ban') },
      { keys: 'x', label: 'Select', run: () => this.#toggle(this.#open) },
      { keys: 'c', label: 'Claim or release', run: () => void this.handleClaim() },
      { keys: 'u', label: 'Undo', run: () => this.#desk.undo() },
      { keys: '/', label: 'Search', run: () => this.search.focus() },
      { keys: 'Escape', label: 'Clear the selection', run: () => this.#clear() },
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    isWide.addEventListener('change', this.handleWidth);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    isWide.removeEventListener('change', this.handleWidth);
  }

  private handleWidth = (): void => this.requestUpdate();

  #ask(): void {
    const chosen = this.#address.get(status);
    const input = {
      tab: this.#address.get(tab),
      ...(chosen !== 'any' && { status: chosen }),
      ...(this.#address.get(words) && { text: this.#address.get(words) }),
    };
    // Opening another case changes the address, but not the question.
    if (this.#asked === JSON.stringify(input)) return;
    this.#asked = JSON.stringify(input);
    this.picked = new Set();
    this.#queue.ask(input);
  }

  /** The case in view: beside the list there is always one, on a phone only when asked for. */
  get #open(): string {
    return this.#address.get(open) || (isWide.matches ? (this.#queue.items[0]?.id ?? '') : '');
  }

  #clear(): void {
    this.picked = new Set();
  }

  #toggle = (id: string): void => {
    if (!id) return;
    const next = new Set(this.picked);
    if (!next.delete(id)) next.add(id);
    this.picked = next;
  };

  #move(by: 1 | -1): void {
    const { items } = this.#queue;
    const at = items.findIndex(({ id }) => id === this.#open);
    const next = items[at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)];
    if (!next) return;
    this.#address.replace(open.to(next.id));
    this.querySelector(`[data-case="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  /** What a key or a button is about: the selection, else the open case, as the operator saw it. */
  #targets(verb: ModerationVerb): { targets: ActInput['targets']; items: QueueItem[]; about: string } | null {
    const chosen = this.#queue.items.filter(({ id }) => this.picked.has(id));
    const shown = this.caseView?.item;
    const items = chosen.length > 0 ? chosen : shown ? [shown] : [];
    const [first] = items;
    if (!first) return null;
    const author = this.caseView?.author;
    if (verb === 'unban' && author) return { targets: [{ id: author.id }], items, about: nameOf(author) };
    const one =
      verb === 'warn' || verb === 'ban'
        ? nameOf(first.author)
        : `${nameOf(first.author)}’s ${kindOf(first.id)}`;
    return {
      targets: items.map(({ id, decision }) => ({ id, seen: decision?.id ?? null })),
      items,
      about: items.length === 1 ? one : `${items.length} posts and comments`,
    };
  }

  #begin(verb: ModerationVerb): void {
    const found = this.#targets(verb);
    if (!found) return;
    const { targets, items, about } = found;
    const [reported] = items.flatMap(({ reports }) => reports.reasons);
    if (!needsReason.includes(verb)) void this.#desk.act({ verb, targets });
    else this.pending = { verb, targets, about, reason: reported ?? this.#lastReason };
  }

  /** Goes on to the next one; after undoing, back to what came back. */
  #settle({ outcomes }: ActOutput, undone: boolean): void {
    const ids = new Set<string>(outcomes.flatMap(({ id, status }) => (status === 'done' ? [id] : [])));
    this.picked = new Set();
    this.version += 1;
    const [back] = ids;
    if (undone) {
      if (back && !back.startsWith('mem_')) this.#address.replace(open.to(back));
    } else if (this.#address.get(tab) !== 'all' && ids.has(this.#open)) {
      const { items } = this.#queue;
      const at = items.findIndex(({ id }) => id === this.#open);
      const left = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0)).toReversed()];
      this.#address.replace(open.to(left.find(({ id }) => !ids.has(id))?.id ?? ''));
    }
    this.#queue.refresh();
  }

  private handleVerb(event: VerbEvent): void {
    this.#begin(event.verb);
  }

  private handleDecided({ choice }: DecidedEvent): void {
    const { pending } = this;
    if (!pending) return;
    const { verb, targets } = pending;
    const { reason, note, days } = choice;
    this.pending = null;
    this.#lastReason = reason;
    void this.#desk.act({ verb, targets, reason, ...(note && { note }), ...(verb === 'ban' && { days }) });
  }

  private async handleClaim(): Promise<void> {
    const item = this.caseView?.item;
    if (!item) return;
    try {
      if (item.claim?.mine) await backend.moderation.release.mutate({ id: item.id });
      else await backend.moderation.claim.mutate({ id: item.id });
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
    this.version += 1;
    this.#queue.refresh();
  }

  #renderBulk(): TemplateResult | typeof nothing {
    if (this.picked.size === 0) return nothing;
    const verbs: readonly ModerationVerb[] = ['approve', 'hide', 'remove'];
    return html`<div class="bulk" role="region" aria-label="Selection">
      <span class="how-many strong" role="status">${this.picked.size} selected</span>
      ${verbs.map(
        (verb) => html`<button class=${verb === 'remove' ? 'danger' : ''} @click=${() => this.#begin(verb)}>
          ${verbLabels[verb]}
        </button>`,
      )}
      <button class="quiet" @click=${() => this.#clear()}>Clear</button>
    </div>`;
  }

  #renderQueue(): TemplateResult {
    const { items, problem, known, hasMore, moreProblem, more, refresh } = this.#queue;
    if (problem && !known) return failure(problem, refresh);
    if (!known) return skeleton(9);
    const filter = { status: this.#address.get(status), words: this.#address.get(words) };
    if (items.length === 0)
      return renderNothing(this.#address.get(tab), filter, () =>
        this.#address.set(status.to('any'), words.to('')),
      );
    return html`<div>
      ${problem ? failure(problem, refresh) : nothing}
      ${renderList({
        items,
        open: this.#open,
        picked: this.picked,
        hrefOf: (id) => this.#address.href(open.to(id)),
        toggle: this.#toggle,
      })}
      ${moreProblem ? failure(moreProblem, more) : hasMore ? html`<button class="more" @click=${more}>Show more</button>` : nothing}
    </div>`;
  }

  override render(): TemplateResult {
    const current = this.#open;
    const { pending } = this;
    return html`${renderFilters(this.#address, this.#queue.counts)}
      <div class="desk ${current ? 'has-case' : ''}">
        <section class="card flush lines" aria-labelledby="lines-heading">
          <h2 id="lines-heading" class="visually-hidden">Posts and comments</h2>
          ${this.#renderQueue()}
        </section>
        ${
          current
            ? html`<section class="card reading" aria-label="The open case">
                <a class="back" href=${this.#address.href(open.to(''))}>${icon('previous')}Back to the queue</a>
                <hearth-feed-case
                  .caseId=${current}
                  .version=${this.version}
                  @verb=${this.handleVerb}
                  @claim=${this.handleClaim}
                ></hearth-feed-case>
              </section>`
            : nothing
        }
      </div>
      ${this.#renderBulk()}
      ${
        pending
          ? html`<hearth-decision-dialog
              .verb=${pending.verb}
              .about=${pending.about}
              .reason=${pending.reason}
              @decided=${this.handleDecided}
              @close=${() => {
                this.pending = null;
              }}
            ></hearth-decision-dialog>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-queue': QueueView;
  }
}
