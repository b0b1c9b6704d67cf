import type { Comment, CommentPage } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { HearthCommentEvent } from '../events/hearth-comment.ts';
import { renderAvatar } from './author.ts';
import { renderConfirm } from './confirm.ts';
import type { FeedContext } from './context.ts';
import { FeedPart, focusLater } from './feed-part.ts';
import { limits } from './limits.ts';
import { linkify } from './linkify.ts';
import { Outbox } from './outbox.ts';
import { Refetcher } from './refetcher.ts';
import { refusal } from './refusal.ts';
import { renderRetry } from './retry.ts';
import { renderPieces } from './text.ts';
import { ago } from './time.ts';

/** What is said under one post, oldest first; it loads when it is opened. */
export class FeedComments extends FeedPart {
  @property() postId = '';
  /** How many the post says there are: more than are shown means that new ones have come. */
  @property({ type: Number }) count = 0;

  @state() private comments: readonly Comment[] = [];
  @state() private status: 'loading' | 'failed' | 'ready' = 'loading';
  /** The comment that is being deleted or reported, and what went wrong with it. */
  @state() private open: { id: string; panel: 'delete' | 'report' } | undefined;
  @state() private problem = '';

  /** Where the next page begins. It stays on the last page at the end: asking again brings what is new. */
  #cursor: string | undefined;
  #hasMore = false;
  readonly #refetcher = new Refetcher(() => this.#renew().then(() => {}));

  readonly #outbox = new Outbox(
    this,
    (context, text) => context.record('comment.created', { postId: this.postId, text }),
    (context, digits, text) => this.#add(context, `cmt_${digits}`, text),
  );

  #minute: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#minute = setInterval(() => this.requestUpdate(), 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#minute);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = Number(changed.get('count') ?? 0);
    if (before > this.count && this.status === 'ready') void this.#refetcher.refetch(this.postId);
  }

  override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    this.status = 'loading';
    try {
      const page = await this.context.comments({
        postId: this.postId,
        ...(this.#cursor !== undefined && { cursor: this.#cursor }),
      });
      const ids = new Set(this.comments.map(({ id }) => id));
      this.comments = [...this.comments, ...page.comments.filter(({ id }) => !ids.has(id))];
      this.#hasMore = page.hasMore;
      if (page.hasMore && page.nextCursor) this.#cursor = page.nextCursor;
      this.status = 'ready';
    } catch {
      // The client has told the host page why; the member gets the retry below.
      this.status = 'failed';
    }
  }

  /** From the beginning, as far as is shown: what is withheld or deleted goes, what was restored is back. */
  async #renew(): Promise<boolean> {
    const before = this.comments;
    const { postId } = this;
    const now: Comment[] = [];
    try {
      let page: CommentPage | undefined;
      while (!page || (page.nextCursor !== null && (!this.#hasMore || now.length < before.length))) {
        page = await this.context.comments({ postId, ...(page?.nextCursor && { cursor: page.nextCursor }) });
        now.push(...page.comments);
      }
      this.#hasMore = page.hasMore;
    } catch {
      // What stands there was true a moment ago, and the next change asks again.
      return false;
    }
    const ids = new Set(now.map(({ id }) => id));
    // Written while the server was asked: it could not know of them.
    const since = this.comments.filter((comment) => !before.includes(comment) && !ids.has(comment.id));
    this.comments = [...now, ...since];
    return true;
  }

  #add({ me, refetch }: FeedContext, id: string, text: string): void {
    if (!me || this.comments.some((comment) => comment.id === id)) return;
    const createdAt = new Date().toISOString();
    this.comments = [...this.comments, { id, postId: this.postId, author: me, text, createdAt, mine: true }];
    refetch(this.postId);
  }

  async #delete(id: string): Promise<void> {
    this.open = undefined;
    const kept = this.comments;
    this.comments = kept.filter((comment) => comment.id !== id);
    this.context.tell(new HearthCommentEvent('deleted', this.postId));
    const outcome = await this.context.record('comment.deleted', { commentId: id });
    this.problem = (outcome.status === 'rejected' && outcome.code !== 'not_found' && refusal(outcome)) || '';
    if (this.problem) this.comments = kept;
    else this.context.refetch(this.postId);
  }

  private handleSend(event: CustomEvent<string>): void {
    this.context.tell(new HearthCommentEvent('created', this.postId));
    this.#outbox.send(this.context, event.detail);
  }

  private async handleMore(): Promise<void> {
    if (this.#hasMore || this.comments.length === 0) return this.#load();
    // Everything was shown, and there are more: new ones at the end, restored ones anywhere.
    this.status = 'loading';
    this.status = (await this.#renew()) ? 'ready' : 'failed';
  }

  private handleClose(): void {
    this.open = undefined;
  }

  #renderAction({ id, mine }: Comment): TemplateResult {
    return html`<button
      class="link"
      @click=${() => {
        this.open = { id, panel: mine ? 'delete' : 'report' };
        void focusLater(this, '.keep');
      }}
    >
      ${mine ? msg('Delete', { id: 'feed-delete' }) : msg('Report', { id: 'feed-report' })}
    </button>`;
  }

  #renderPanel({ id }: Comment): TemplateResult | typeof nothing {
    if (this.open?.id !== id) return nothing;
    return this.open.panel === 'report'
      ? html`<hearth-feed-report
          .context=${this.context}
          .contentId=${id}
          @cancel=${this.handleClose}
        ></hearth-feed-report>`
      : renderConfirm(
          msg('Delete this comment for good?', { id: 'feed-comment-confirm' }),
          () => this.#delete(id),
          () => this.handleClose(),
        );
  }

  #renderComment(comment: Comment): TemplateResult {
    const { author, text, createdAt } = comment;
    const { locale, me } = this.context;
    return html`<li part="comment">
      ${renderAvatar(author)}
      <div class="grow">
        <div class="row meta">
          <strong dir="auto">${author.name}</strong>
          <time class="muted" datetime=${createdAt}
            >${ago(createdAt, locale)}</time
          >
          ${me ? this.#renderAction(comment) : nothing}
        </div>
        <p dir="auto" class="text">${renderPieces(linkify(text))}</p>
        ${this.#renderPanel(comment)}
      </div>
    </li>`;
  }

  #renderMore(): TemplateResult | typeof nothing {
    if (this.status === 'loading') {
      return html`<p class="muted" role="status">${msg('Loading…', { id: 'loading' })}</p>`;
    }
    if (this.status === 'failed') {
      return renderRetry(this.handleMore);
    }
    if (!this.#hasMore && this.count <= this.comments.length) return nothing;
    return html`<button class="small outline" @click=${this.handleMore}>
      ${msg('Show more comments', { id: 'feed-comments-more' })}
    </button>`;
  }

  override render(): TemplateResult {
    const { me } = this.context;
    return html`<div part="comments" class="stack comments">
      <ol class="stack">
        ${repeat(
          this.comments,
          ({ id }) => id,
          (comment) => this.#renderComment(comment),
        )}
      </ol>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      ${this.#renderMore()} ${this.#outbox.render()}
      ${
        me
          ? html`<hearth-feed-composer
              .context=${this.context}
              .label=${msg('Write a comment', { id: 'feed-comment-label' })}
              .action=${msg('Comment', { id: 'feed-comment' })}
              .limit=${limits.comment}
              .draft=${`${me.id}:${this.postId}`}
              @send=${this.handleSend}
            ></hearth-feed-composer>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-comments': FeedComments;
  }
}
