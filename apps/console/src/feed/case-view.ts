import type { Case, ModerationVerb, QueueItem } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { counted } from '../format/number.ts';
import { brief } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { failure, skeleton } from '../parts/states.ts';
import { renderAuthor } from './author-facts.ts';
import { renderHistory, when } from './history.ts';
import { kindOf, nameOf, reasonLabels, statusLabels, verbLabels } from './wording.ts';

/** A button or a key asked for something to be done about the open case. */
export class VerbEvent extends Event {
  readonly verb: ModerationVerb;

  constructor(verb: ModerationVerb) {
    super('verb');
    this.verb = verb;
  }
}

const keyOf: Partial<Record<ModerationVerb, string>> = {
  approve: 'A',
  hide: 'H',
  remove: 'R',
  restore: 'S',
  warn: 'W',
  ban: 'B',
};

/** What makes sense for a status; the rest is a key away. */
const verbsFor: Record<QueueItem['status'], readonly ModerationVerb[]> = {
  visible: ['approve', 'hide', 'remove'],
  hidden: ['restore', 'remove'],
  removed: ['restore'],
};

/**
 * One post or comment with all that a fair decision needs, and what to do about it.
 *
 * @fires {VerbEvent} verb
 * @fires claim - take it, or give it back
 */
@customElement('hearth-feed-case')
export class CaseView extends PageElement {
  readonly #case = new Load<Case>(this);

  @property() caseId = '';
  /** Another value asks again. */
  @property({ type: Number }) version = 0;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('caseId')) this.#case.value = null;
    if ((changed.has('caseId') || changed.has('version')) && this.caseId)
      void this.#case.ask(() => backend.moderation.case.query({ id: this.caseId }));
  }

  /** What is on screen; null while it loads. */
  get item(): QueueItem | null {
    return this.#case.value?.item ?? null;
  }

  /** Who wrote it, for what is about them. */
  get author(): Case['author'] | null {
    return this.#case.value?.author ?? null;
  }

  #press(verb: ModerationVerb): void {
    this.dispatchEvent(new VerbEvent(verb));
  }

  #renderClaim({ claim }: QueueItem): TemplateResult {
    if (claim && !claim.mine)
      return html`<p class="claim theirs" role="status">
        ${nameOf(claim.operator)} is looking at this until ${brief(claim.until)}.
      </p>`;
    return html`<p class="claim">
      ${claim ? html`<span role="status">Yours until ${brief(claim.until)}.</span>` : nothing}
      <button class="quiet" @click=${() => this.dispatchEvent(new Event('claim'))}>
        ${claim ? 'Release' : 'Claim'} <kbd aria-hidden="true">C</kbd>
      </button>
    </p>`;
  }

  #renderButtons(item: QueueItem, isBanned: boolean): TemplateResult {
    const isHeld = item.claim !== null && !item.claim.mine;
    const button = (verb: ModerationVerb, look: string) => html`<button
      class=${look}
      ?disabled=${isHeld}
      @click=${() => this.#press(verb)}
    >
      ${verbLabels[verb]} <kbd aria-hidden="true">${keyOf[verb]}</kbd>
    </button>`;
    const [first, ...rest] = verbsFor[item.status];
    return html`<div class="verbs" role="group" aria-label="Decide">
      ${first ? button(first, 'primary') : nothing}
      ${rest.map((verb) => button(verb, verb === 'remove' ? 'danger' : ''))}
      <span class="end"></span>
      ${button('warn', 'quiet')} ${isBanned ? nothing : button('ban', 'quiet')}
    </div>`;
  }

  #renderReports({ reports }: Case): TemplateResult | typeof nothing {
    if (reports.length === 0) return nothing;
    const open = reports.filter((report) => report.open).length;
    return html`<section class="reports" aria-labelledby="reports-heading">
      <h3 id="reports-heading">
        ${open > 0 ? `${counted(open, 'open report')}` : counted(reports.length, 'settled report')}
      </h3>
      <ol>
        ${reports.map(
          (report) => html`<li class=${report.open ? '' : 'settled'}>
            <p>
              <span class="tag ${report.open ? 'is-open' : ''}">${reasonLabels[report.reason]}</span>
              <span dir="auto">${nameOf(report.reporter)}</span>
              <span class="muted">${when(report.at)}${report.open ? nothing : ', settled'}</span>
            </p>
            ${report.note ? html`<p class="note" dir="auto">${report.note}</p>` : nothing}
          </li>`,
        )}
      </ol>
    </section>`;
  }

  #renderCase(found: Case): TemplateResult {
    const { item, post, author, actions } = found;
    return html`<article class="case ${this.#case.loading ? 'stale' : ''}" aria-labelledby="case-heading">
      <header>
        <h2 id="case-heading">
          <span dir="auto">${nameOf(item.author)}</span>
          <span class="muted">${kindOf(item.id) === 'comment' ? 'commented' : 'posted'} ${when(item.createdAt)}</span>
        </h2>
        ${item.status === 'visible' ? nothing : html`<span class="tag is-${item.status}">${statusLabels[item.status]}</span>`}
        ${this.#renderClaim(item)}
      </header>
      ${
        post
          ? html`<blockquote class="parent">
              <p class="muted">
                On <span dir="auto">${nameOf(post.author)}</span>’s
                post${post.status === 'visible' ? '' : `, ${statusLabels[post.status].toLowerCase()}`}
              </p>
              <p class="excerpt" dir="auto">${post.text}</p>
            </blockquote>`
          : nothing
      }
      <p class="words" dir="auto">${item.text}</p>
      ${this.#renderReports(found)} ${this.#renderButtons(item, author.ban !== null)}
      ${renderAuthor(author, () => this.#press('unban'))}
      ${
        actions.length > 0
          ? html`<section aria-labelledby="history-heading">
              <h3 id="history-heading">Done about this ${kindOf(item.id)}</h3>
              ${renderHistory(actions, 'content')}
            </section>`
          : nothing
      }
    </article>`;
  }

  override render(): TemplateResult {
    const { value, problem, retry } = this.#case;
    if (problem) return failure(problem, retry);
    return value ? this.#renderCase(value) : skeleton(6);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-case': CaseView;
  }
}
