import type { ReactionEmoji } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { HearthPostEvent } from '../events/hearth-post.ts';
import { renderConfirm } from './confirm.ts';
import { limits } from './limits.ts';
import type { FeedPost } from './post.ts';
import { refusal } from './refusal.ts';
import { Wishes } from './wishes.ts';

/** What a member can do with a post beside reading it. It arrives with the first sign of interest in the feed. */
export class PostTools {
  panel: 'menu' | 'edit' | 'delete' | 'report' | undefined;
  picking = false;
  deleting = false;
  /** A change on its way, or refused: its text is kept. */
  edited: string | undefined;

  readonly #host: FeedPost;
  readonly #wishes: Wishes;
  #problem = '';

  constructor(host: FeedPost) {
    this.#host = host;
    this.#wishes = new Wishes(host);
  }

  get reactions() {
    return this.#wishes.reactions;
  }

  #open(panel: PostTools['panel'], focus: string): void {
    this.panel = panel;
    this.#problem = '';
    void this.#host.focusLater(focus);
  }

  toggleMenu(): void {
    this.panel = this.panel ? undefined : 'menu';
    this.#problem = '';
    this.#host.requestUpdate();
  }

  togglePicker(): void {
    this.picking = !this.picking;
    this.#host.requestUpdate();
  }

  react(emoji: ReactionEmoji, mine: boolean): void {
    this.picking = false;
    void this.#wishes.toggle(emoji, mine);
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
    const { context, post } = this.#host;
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
    const { context, post } = this.#host;
    this.deleting = true;
    this.#open(undefined, '.menu');
    context.tell(new HearthPostEvent('deleted', post.id));
    const outcome = await context.record('post.deleted', { postId: post.id });
    this.deleting = false;
    if (outcome.status !== 'rejected' || outcome.code === 'not_found') context.remove(post.id);
    else this.#problem = refusal(outcome) ?? '';
    this.#host.requestUpdate();
  };

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
          .context=${this.#host.context}
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
    const { context, post } = this.#host;
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
    if (this.deleting)
      return html`<p class="muted" role="status">${msg('Deleting…', { id: 'feed-deleting' })}</p>`;
    if (this.edited !== undefined && !this.panel) {
      return html`<p class="muted" role="status">${msg('Saving…', { id: 'feed-saving' })}</p>`;
    }
    return nothing;
  }
}
