import type { Post } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { renderAvatar } from './author.ts';
import type { Audience } from './context.ts';
import { excerpt } from './excerpt.ts';
import type { Later } from './later.ts';
import { LightElement } from './light-element.ts';
import { linkify } from './linkify.ts';
import type { PostTools } from './post-tools.ts';
import { renderPieces } from './text.ts';
import { ago } from './time.ts';

/** One post, to be read. What can be done with it comes with the feed's later part, as its tools. */
export class FeedPost extends LightElement {
  static override properties: PropertyDeclarations = {
    post: { attribute: false },
    reader: { attribute: false },
    later: { attribute: false },
  };

  /** The feed sets both before the first render. */
  declare post: Post;
  declare reader: Audience;
  declare later: Later | undefined;

  tools: PostTools | undefined;

  override firstUpdated(): void {
    const { id } = this.post;
    this.tabIndex = 0;
    this.role = 'article';
    this.setAttribute('part', 'post');
    this.setAttribute('aria-labelledby', `${id}-author ${id}-time`);
    this.setAttribute('aria-describedby', `${id}-text`);
  }

  override willUpdate(): void {
    this.tools = this.later?.equip(this);
  }

  #renderHead(): TemplateResult {
    const { id, author, createdAt, editedAt, pinned } = this.post;
    const { locale } = this.reader;
    return html`<header class="row">
      ${renderAvatar(author)}
      <div class="grow">
        <strong part="author" id="${id}-author" dir="auto">${author.name}</strong>
        <span class="muted"
          ><time id="${id}-time" datetime=${createdAt}>${ago(createdAt, locale)}</time>${
            (editedAt ? ` · ${msg('edited', { id: 'feed-edited' })}` : '') +
            (pinned ? ` · ${msg('Pinned', { id: 'feed-pinned' })}` : '')
          }</span
        >
      </div>
      ${this.tools?.renderMenuButton()}
    </header>`;
  }

  #renderText(): TemplateResult {
    const { post, tools } = this;
    const text = tools?.edited ?? post.text;
    const beginning = excerpt(text);
    const expanded = !!tools?.expanded;
    return html`<p part="text" id="${post.id}-text" dir="auto" class="text">${renderPieces(
      linkify((!expanded && beginning) || text),
    )}</p>
      ${
        beginning
          ? html`<button class="link" name="expand" aria-expanded=${expanded}>
              ${expanded ? msg('Show less', { id: 'feed-less' }) : msg('Show more', { id: 'feed-more' })}
            </button>`
          : nothing
      }`;
  }

  /** Emoji have names of their own in every reader's language; ours come with the buttons. */
  #renderCounts(): TemplateResult[] {
    return this.post.reactions.map(
      ({ emoji, count, mine }) => html`<span part="reaction" class=${mine ? 'chip mine' : 'chip'}
        >${`${emoji} ${count.toLocaleString(this.reader.locale)}`}</span
      >`,
    );
  }

  #renderCommentsButton(): TemplateResult | typeof nothing {
    const { commentCount } = this.post;
    const { locale, me } = this.reader;
    if (!commentCount && !me) return nothing;
    const number = commentCount.toLocaleString(locale);
    return html`<button class="small quiet" name="comments" aria-expanded=${!!this.tools?.commenting}>
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
    const { tools } = this;
    return html`${this.#renderHead()} ${tools?.renderPanel()} ${tools?.renderEditor() ?? this.#renderText()}
      ${tools?.renderState()}
      <footer class="row">
        <div class="row grow reactions">${tools?.renderReactions() ?? this.#renderCounts()}</div>
        ${this.#renderCommentsButton()}
      </footer>
      ${tools?.renderComments()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-post': FeedPost;
  }
}
