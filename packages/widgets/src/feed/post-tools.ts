import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { HearthPostEvent } from '../events/hearth-post.ts';
import { renderConfirm } from './confirm.ts';
import type { FeedContext } from './context.ts';
import { focusLater } from './feed-part.ts';
import { limits } from './limits.ts';
import type { FeedPost } from './post.ts';
import { renderReactions } from './reaction-chips.ts';
import { isEmoji, reactionEmoji } from './reactions.ts';
import { refusal } from './refusal.ts';
import { Wishes } from './wishes.ts';

/** What a member can do with a post beside reading it: the names of its buttons are the doors to it. */
export class PostTools {
  context: FeedContext;
  panel: 'menu' | 'edit' | 'delete' | 'report' | undefined;
  picking = false;
  expanded = false;
  commenting = false;
  /** A change on its way, or refused: its text is kept. */
  edited: string | undefined;

  readonly #host: FeedPost;
  readonly #wishes: Wishes;
  #deleting = false;
  #problem = '';

  constructor(host: FeedPost, context: FeedContext) {
    this.#host = host;
    this.context = context;
    this.#wishes = new Wishes(host);
    host.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.panel) this.close();
    });
  }

  #open(panel: PostTools['panel'], focus: string): void {
    this.panel = panel;
    this.#problem = '';
    void focusLater(this.#host, focus);
  }

  /** One of the post's own buttons was pressed; `value` is the emoji of a reaction's. */
  press(button: string, value: string): void {
    if (button === 'menu') {
      this.panel = this.panel ? undefined : 'menu';
      this.#problem = '';
    }
    if (button === 'add') this.picking = !this.picking;
    if (button === 'expand') this.expanded = !this.expanded;
    if (button === 'comments') this.commenting = !this.commenting;
    if (isEmoji(value)) {
      const mine = this.#wishes.reactions.find(({ emoji }) => emoji === value)?.mine ?? false;
      this.picking = false;
      void this.#wishes.toggle(this.context, value, !mine);
    }
    this.#host.requestUpdate();
  }

  readonly close = (): void => {
    this.edited = undefined;
    this.#open(undefined, '.menu');
  };

  readonly #handleEditClick = (): void => {
    const { editableUntil } = this.#host.post;
    // Asked now, not by a timer: the menu may have stood open for an hour.
    const open = editableUntil && Date.now() < Date.parse(editableUntil);
    this.#open(open ? 'edit' : undefined, open ? 'textarea' : '.menu');
    if (!open) this.#problem = msg('Posts can be changed for five minutes.', { id: 'feed-late' });
  };

  readonly #handleEditSend = async (event: CustomEvent<string>): Promise<void> => {
    const { context } = this;
    const { post } = this.#host;
    const text = event.detail;
    this.edited = text;
    this.#open(undefined, '.menu');
    context.tell(new HearthPostEvent('edited', post.id));
    const problem = refusal(await context.record('post.edited', { postId: post.id, text }));
    if (problem) {
      this.#open('edit', 'textarea');
      this.#problem = problem;
      return;
    }
    this.edited = undefined;
    context.replace(post.id, { ...this.#host.post, text, editedAt: new Date().toISOString() });
  };

  readonly #delete = async (): Promise<void> => {
    const { context } = this;
    const { post } = this.#host;
    this.#leave(true);
    this.#open(undefined, '.menu');
    context.tell(new HearthPostEvent('deleted', post.id));
    const outcome = await context.record('post.deleted', { postId: post.id });
    this.#leave(false);
    if (outcome.status !== 'rejected' || outcome.code === 'not_found') context.remove(post.id);
    else this.#problem = refusal(outcome) ?? '';
    this.#host.requestUpdate();
  };

  #leave(deleting: boolean): void {
    this.#deleting = deleting;
    this.#host.classList.toggle('leaving', deleting);
  }

  #renderMenu(): TemplateResult {
    const { mine, editableUntil } = this.#host.post;
    const editable = editableUntil && Date.now() < Date.parse(editableUntil);
    return html`<div part="menu" class="row panel">
      ${
        editable
          ? html`<button class="small outline" @click=${this.#handleEditClick}>
              ${msg('Edit', { id: 'feed-edit' })}
            </button>`
          : nothing
      }
      ${
        mine
          ? html`<button class="small outline" @click=${() => this.#open('delete', '.keep')}>
              ${msg('Delete', { id: 'feed-delete' })}
            </button>`
          : html`<button class="small outline" @click=${() => this.#open('report', 'input')}>
              ${msg('Report', { id: 'feed-report' })}
            </button>`
      }
    </div>`;
  }

  renderMenuButton(): TemplateResult | typeof nothing {
    return this.context.me
      ? html`<button
          class="icon menu"
          name="menu"
          aria-expanded=${this.panel === 'menu'}
          aria-label=${msg('Post options', { id: 'feed-menu' })}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h.01M12 12h.01M19 12h.01" /></svg>
        </button>`
      : nothing;
  }

  /** With the member's wishes, and while picking with an offer of each. */
  renderReactions(): TemplateResult {
    const { reactions } = this.#wishes;
    const others = reactionEmoji.filter((emoji) => !reactions.some((reaction) => reaction.emoji === emoji));
    const offers = this.picking ? others.map((emoji) => ({ emoji, count: 0, mine: false })) : [];
    return html`<div class="row" role="group" aria-label=${msg('Reactions', { id: 'feed-reactions' })}>
      ${renderReactions([...reactions, ...offers], this.#host.reader, this.picking)}
    </div>`;
  }

  renderPanel(): TemplateResult | typeof nothing {
    switch (this.panel) {
      case 'menu':
        return this.#renderMenu();
      case 'delete':
        return renderConfirm(
          msg('Delete this post and its comments for good?', { id: 'feed-post-confirm' }),
          this.#delete,
          this.close,
        );
      case 'report':
        return html`<hearth-feed-report
          .context=${this.context}
          .contentId=${this.#host.post.id}
          @cancel=${this.close}
        ></hearth-feed-report>`;
      default:
        return nothing;
    }
  }

  /** In the text's place while it is being changed. */
  renderEditor(): TemplateResult | undefined {
    if (this.panel !== 'edit') return undefined;
    const { context } = this;
    const { post } = this.#host;
    return html`<hearth-feed-composer
      .context=${context}
      .label=${msg('Change your post', { id: 'feed-edit-label' })}
      .action=${msg('Save', { id: 'feed-save' })}
      .limit=${limits.post}
      .text=${this.edited ?? post.text}
      .problem=${this.#problem}
      .cancellable=${true}
      @send=${this.#handleEditSend}
      @cancel=${this.close}
    ></hearth-feed-composer>`;
  }

  renderState(): TemplateResult | typeof nothing {
    const problem = this.#wishes.problem || (this.panel !== 'edit' && this.#problem);
    if (problem) return html`<p class="error" role="alert">${problem}</p>`;
    if (this.#deleting)
      return html`<p class="muted" role="status">${msg('Deleting…', { id: 'feed-deleting' })}</p>`;
    if (this.edited !== undefined && !this.panel) {
      return html`<p class="muted" role="status">${msg('Saving…', { id: 'feed-saving' })}</p>`;
    }
    return nothing;
  }

  renderComments(): TemplateResult | typeof nothing {
    const { id, commentCount } = this.#host.post;
    return this.commenting
      ? html`<hearth-feed-comments
          .context=${this.context}
          .postId=${id}
          .count=${commentCount}
        ></hearth-feed-comments>`
      : nothing;
  }
}
