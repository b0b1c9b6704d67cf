import type { Comments as Answered, InsightQuestion, SurveyKind } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { download } from '../csv/csv.ts';
import { age, instant } from '../format/time.ts';
import { PageElement } from '../page-element.ts';
import { type Column, csvOf } from '../parts/columns.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { pathTo } from '../shell/navigation.ts';
import { toneOf } from './distribution.ts';

type Comment = Answered['items'][number];

const columns: Column<Comment>[] = [
  { label: 'Answered', value: ({ answeredAt }) => answeredAt },
  { label: 'Score', value: ({ score }) => score },
  { label: 'Comment', value: ({ comment }) => comment },
  { label: 'Member', value: ({ member }) => member.name ?? member.id },
  { label: 'Account', value: ({ account }) => account && (account.name ?? account.id) },
];

/** What members wrote beside their scores, the newest first. */
@customElement('hearth-comments')
export class CommentList extends PageElement {
  @state() private items: readonly Comment[] = [];
  @state() private cursor: string | null = null;
  @state() private loading = true;
  @state() private problem = '';

  @property({ attribute: false }) question: InsightQuestion = { from: '', to: '' };
  @property({ attribute: false }) kind: SurveyKind = 'nps';
  /** Only with these scores; none: all. */
  @property({ attribute: false }) scores: readonly number[] = [];
  /** Only with these words. */
  @property() text = '';

  #turn = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    const asked = ['question', 'kind', 'scores', 'text'] as const;
    if (asked.some((name) => changed.has(name))) void this.#load(null);
  }

  async #load(cursor: string | null): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    try {
      const page = await backend.insights.comments.query({
        ...this.question,
        kind: this.kind,
        ...(this.scores.length > 0 && { scores: [...this.scores] }),
        ...(this.text && { text: this.text }),
        ...(cursor !== null && { cursor }),
      });
      if (turn !== this.#turn) return;
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.cursor = page.nextCursor;
      this.problem = '';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = sentenceFor(error);
    }
    this.loading = false;
  }

  private handleSave(): void {
    download(`${this.kind}-comments`, csvOf(columns, this.items));
  }

  private renderComment({ account, answeredAt, comment, member, score }: Comment): TemplateResult {
    return html`<li class="comment">
      <span class=${`score ${toneOf(this.kind, score)}`}><span class="visually-hidden">Score </span>${score}</span>
      <blockquote>${comment}</blockquote>
      <p class="muted">
        <a href=${pathTo('members', member.id)}>${member.name ?? 'Anonymous member'}</a>
        ${account ? html`· <a href=${pathTo('accounts', account.id)}>${account.name ?? 'Unnamed account'}</a>` : nothing} ·
        <time datetime=${answeredAt} title=${instant(answeredAt)}>${age(answeredAt)}</time>
      </p>
    </li>`;
  }

  override render() {
    if (this.problem) return failure(this.problem, () => void this.#load(null));
    if (this.items.length === 0) {
      if (this.loading) return skeleton(9);
      return this.scores.length > 0 || this.text
        ? emptyState({ title: 'No comment matches', text: 'Choose other scores or other words.' })
        : emptyState({
            title: 'No comments in these days',
            text: 'When members write something beside their score, it is here to be read and searched.',
          });
    }
    return html`<div class=${this.loading ? 'stale' : ''}>
      <ul class="comments">${this.items.map((comment) => this.renderComment(comment))}</ul>
      <div class="toolbar">
        ${this.cursor === null ? nothing : html`<button aria-disabled=${this.loading} @click=${() => this.#load(this.cursor)}>Show more</button>`}
        <button class="quiet end" @click=${this.handleSave}>${icon('download')}CSV</button>
      </div>
    </div>`;
  }
}
