import type { Post } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { HearthPostEvent } from '../events/hearth-post.ts';
import { renderAvatar } from './author.ts';
import { renderConfirm } from './confirm.ts';
import { excerpt } from './excerpt.ts';
import { LightElement } from './light-element.ts';
import { limits } from './limits.ts';
import { linkify } from './linkify.ts';
import { ReactionBar } from './reaction-bar.ts';
import { refusal } from './refusal.ts';
import { renderPieces } from './text.ts';
import { ago, exactly } from './time.ts';

type Panel = 'menu' | 'edit' | 'delete' | 'report';

/** One post. The feed gives the host element its role and place; everything inside is rendered here. */
export class FeedPost extends LightElement {
  static override properties: PropertyDeclarations = { post: { attribute: false } };

  /** The feed sets it before the first render. */
  declare post: Post;

  @state() private panel: Panel | undefined;
  @state() private expanded = false;
  @state() private commenting = false;
  /** A change on its way, or refused: its text is kept. */
  @state() private edited: string | undefined;
  @state() private deleting = false;
  @state() private problem = '';

  readonly #reactions = new ReactionBar(this);
  #shownTime = '';

  /** A minute has passed: renders only if the time that stands there has become another. */
  tick(): void {
    if (ago(this.post.createdAt, this.context.locale) !== this.#shownTime) this.requestUpdate();
  }

  #open(panel: Panel | undefined, focus: string): void {
    this.panel = panel;
    this.problem = '';
    void this.focusLater(focus);
  }

  async #delete(): Promise<void> {
    const { context, post } = this;
    this.#open(undefined, '.menu');
    this.deleting = true;
    context.tell(new HearthPostEvent('deleted', post.id));
    const outcome = await context.record('post.deleted', { postId: post.id });
    this.deleting = false;
    if (outcome.status !== 'rejected' || outcome.code === 'not_found') context.remove(post.id);
    else this.problem = refusal(outcome) ?? '';
  }

  private handleMenuClick(): void {
    this.panel = this.panel ? undefined : 'menu';
    this.problem = '';
  }

  private handleEditClick(): void {
    const { editableUntil } = this.post;
    // Asked now, not by a timer: the menu may have stood open for an hour.
    if (editableUntil && Date.now() < Date.parse(editableUntil)) {
      this.panel = 'edit';
      this.problem = '';
      return;
    }
    this.#open(undefined, '.menu');
    this.problem = msg('Posts can be changed for five minutes.', { id: 'feed-late' });
  }

  private handleDeleteClick(): void {
    this.#open('delete', '.keep');
  }

  private handleReportClick(): void {
    this.panel = 'report';
  }

  private handleClose(): void {
    this.edited = undefined;
    this.#open(undefined, '.menu');
  }

  private handleKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.panel) this.handleClose();
  }

  private handleExpandClick(): void {
    this.expanded = !this.expanded;
  }

  private handleCommentsClick(): void {
    this.commenting = !this.commenting;
  }

  private async handleEditSend(event: CustomEvent<string>): Promise<void> {
    const { context, post } = this;
    const text = event.detail;
    this.#open(undefined, '.menu');
    this.edited = text;
    context.tell(new HearthPostEvent('edited', post.id));
    const outcome = await context.record('post.edited', { postId: post.id, text });
    const problem = refusal(outcome);
    if (problem) {
      this.problem = problem;
      this.panel = 'edit';
      return;
    }
    this.edited = undefined;
    context.replace(post.id, { ...this.post, text, editedAt: new Date().toISOString() });
  }

  #renderHead(): TemplateResult {
    const { id, author, createdAt, editedAt, pinned } = this.post;
    const { locale, me } = this.context;
    this.#shownTime = ago(createdAt, locale);
    return html`<header class="row">
      ${renderAvatar(author)}
      <div class="grow who">
        <strong part="author" id="${id}-author" dir="auto">${author.name}</strong>
        <span class="muted"
          ><time id="${id}-time" datetime=${createdAt} title=${exactly(createdAt, locale)}>${this.#shownTime}</time>${
            editedAt ? html` · ${msg('edited', { id: 'feed-edited' })}` : nothing
          }${pinned ? html` · ${msg('Pinned', { id: 'feed-pinned' })}` : nothing}</span
        >
      </div>
      ${
        me
          ? html`<button
              class="icon menu"
              aria-expanded=${this.panel === 'menu'}
              aria-label=${msg('Post options', { id: 'feed-menu' })}
              @click=${this.handleMenuClick}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true"><path class="dots" d="M5 12h.01M12 12h.01M19 12h.01" /></svg>
            </button>`
          : nothing
      }
    </header>`;
  }

  #renderMenu(): TemplateResult {
    const { mine, editableUntil } = this.post;
    const editable = editableUntil && Date.now() < Date.parse(editableUntil);
    return html`<div part="menu" class="row panel">
      ${
        editable
          ? html`<button class="small outline" @click=${this.handleEditClick}>
              ${msg('Edit', { id: 'feed-edit' })}
            </button>`
          : nothing
      }
      ${
        mine
          ? html`<button class="small outline" @click=${this.handleDeleteClick}>
              ${msg('Delete', { id: 'feed-delete' })}
            </button>`
          : html`<button class="small outline" @click=${this.handleReportClick}>
              ${msg('Report', { id: 'feed-report' })}
            </button>`
      }
    </div>`;
  }

  #renderPanel(): TemplateResult | typeof nothing {
    switch (this.panel) {
      case 'menu':
        return this.#renderMenu();
      case 'delete':
        return renderConfirm(
          msg('Delete this post and its comments for good?', { id: 'feed-post-confirm' }),
          () => this.#delete(),
          () => this.handleClose(),
        );
      case 'report':
        return html`<hearth-feed-report
          .context=${this.context}
          .contentId=${this.post.id}
          @cancel=${this.handleClose}
        ></hearth-feed-report>`;
      default:
        return nothing;
    }
  }

  #renderText(): TemplateResult {
    if (this.panel === 'edit') {
      return html`<hearth-feed-composer
        .context=${this.context}
        .label=${msg('Change your post', { id: 'feed-edit-label' })}
        .action=${msg('Save', { id: 'feed-save' })}
        .limit=${limits.post}
        .text=${this.edited ?? this.post.text}
        .problem=${this.problem}
        .cancellable=${true}
        @send=${this.handleEditSend}
        @cancel=${this.handleClose}
      ></hearth-feed-composer>`;
    }
    const pieces = linkify(this.edited ?? this.post.text);
    const beginning = excerpt(pieces);
    const shown = renderPieces(beginning && !this.expanded ? beginning : pieces);
    return html`<p part="text" id="${this.post.id}-text" dir="auto" class="text">${shown}</p>
      ${
        beginning
          ? html`<button class="link" aria-expanded=${this.expanded} @click=${this.handleExpandClick}>
              ${this.expanded ? msg('Show less', { id: 'feed-less' }) : msg('Show more', { id: 'feed-more' })}
            </button>`
          : nothing
      }`;
  }

  #renderState(): TemplateResult | typeof nothing {
    if (this.problem && this.panel !== 'edit') return html`<p class="error" role="alert">${this.problem}</p>`;
    if (this.deleting)
      return html`<p class="muted" role="status">${msg('Deleting…', { id: 'feed-deleting' })}</p>`;
    if (this.edited !== undefined && !this.panel) {
      return html`<p class="muted" role="status">${msg('Saving…', { id: 'feed-saving' })}</p>`;
    }
    return nothing;
  }

  #renderCommentsButton(): TemplateResult | typeof nothing {
    const { commentCount } = this.post;
    const { locale, me } = this.context;
    if (!commentCount && !me) return nothing;
    const number = commentCount.toLocaleString(locale);
    return html`<button class="small quiet" aria-expanded=${this.commenting} @click=${this.handleCommentsClick}>
      ${
        commentCount === 0
          ? msg('Comment', { id: 'feed-comment' })
          : commentCount === 1
            ? msg('1 comment', { id: 'feed-comments-one' })
            : msg(str`${number} comments`, { id: 'feed-comments-other' })
      }
    </button>`;
  }

  override render(): TemplateResult {
    return html`<div class="post ${this.deleting ? 'leaving' : ''}" @keydown=${this.handleKeydown}>
      ${this.#renderHead()} ${this.#renderPanel()} ${this.#renderText()} ${this.#renderState()}
      <footer class="row">
        <div class="grow">${this.#reactions.render()}</div>
        ${this.#renderCommentsButton()}
      </footer>
      ${
        this.commenting
          ? html`<hearth-feed-comments
              .context=${this.context}
              .postId=${this.post.id}
              .count=${this.post.commentCount}
            ></hearth-feed-comments>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-post': FeedPost;
  }
}
