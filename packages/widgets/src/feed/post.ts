import type { Post, ReactionEmoji } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { renderAvatar } from './author.ts';
import { excerpt } from './excerpt.ts';
import { LightElement } from './light-element.ts';
import { linkify } from './linkify.ts';
import type { PostTools } from './post-tools.ts';
import { renderReactions } from './reaction-chips.ts';
import { renderPieces } from './text.ts';
import { ago, exactly } from './time.ts';

/** One post. The feed gives the host element its role and place; everything inside is rendered here. */
export class FeedPost extends LightElement {
  static override properties: PropertyDeclarations = { post: { attribute: false } };

  /** The feed sets it before the first render. */
  declare post: Post;

  @state() private expanded = false;
  @state() private commenting = false;

  #tools: PostTools | undefined;
  #shownTime = '';

  /** A minute has passed: renders only if the time that stands there has become another. */
  tick(): void {
    if (ago(this.post.createdAt, this.context.locale) !== this.#shownTime) this.requestUpdate();
  }

  /** Does something with the tools, which may have to come first. The feed says so if they do not. */
  async #use(act: (tools: PostTools) => void): Promise<void> {
    this.#tools ??= await this.context.tools(this);
    if (this.#tools) act(this.#tools);
  }

  private handleMenuClick(): void {
    void this.#use((tools) => tools.toggleMenu());
  }

  private handleAddClick(): void {
    void this.#use((tools) => tools.togglePicker());
  }

  #handleToggle(emoji: ReactionEmoji, mine: boolean): void {
    void this.#use((tools) => tools.react(emoji, mine));
  }

  private handleKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#tools?.panel) this.#tools.close();
  }

  private handleExpandClick(): void {
    this.expanded = !this.expanded;
  }

  private handleCommentsClick(): void {
    void this.#use(() => {
      this.commenting = !this.commenting;
    });
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
              aria-expanded=${this.#tools?.panel === 'menu'}
              aria-label=${msg('Post options', { id: 'feed-menu' })}
              @click=${this.handleMenuClick}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true"><path class="dots" d="M5 12h.01M12 12h.01M19 12h.01" /></svg>
            </button>`
          : nothing
      }
    </header>`;
  }

  #renderText(): TemplateResult {
    const pieces = linkify(this.#tools?.edited ?? this.post.text);
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
    const { context, post } = this;
    const tools = this.#tools;
    const reactions = renderReactions(tools?.reactions ?? post.reactions, context, tools?.picking ?? false, {
      toggle: (emoji, mine) => this.#handleToggle(emoji, mine),
      add: this.handleAddClick,
    });
    return html`<div class="post ${tools?.deleting ? 'leaving' : ''}" @keydown=${this.handleKeydown}>
      ${this.#renderHead()} ${tools?.renderPanel()} ${tools?.renderEditor() ?? this.#renderText()}
      ${tools?.renderState()}
      <footer class="row">${reactions} ${this.#renderCommentsButton()}</footer>
      ${
        this.commenting
          ? html`<hearth-feed-comments
              .context=${context}
              .postId=${post.id}
              .count=${post.commentCount}
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
