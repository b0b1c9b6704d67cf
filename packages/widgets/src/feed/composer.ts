import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { readDraft } from './draft.ts';
import { FeedPart } from './feed-part.ts';
import { keepDraft } from './keep-draft.ts';
import { NEAR } from './limits.ts';

let count = 0;

/**
 * A field that grows with its text, and its button: for posts, comments and changes to them. Ctrl or Cmd with
 * Enter sends. Dispatches `send` with the trimmed text, and `cancel`; neither leaves the feed.
 */
export class FeedComposer extends FeedPart {
  /** What the field is for: its accessible name, and its placeholder unless `hint` is there. */
  @property() label = '';
  @property() hint = '';
  @property() action = '';
  @property({ type: Number }) limit = 0;
  /** What it begins with. */
  @property() text = '';
  /** Where the draft is kept; none when empty. */
  @property() draft = '';
  /** Why the last try failed. */
  @property() problem = '';
  /** Can be left without sending, and starts with the focus. */
  @property({ type: Boolean }) cancellable = false;

  @state() private value = '';

  @query('textarea') private field!: HTMLTextAreaElement | null;

  readonly #id = `composer-${++count}`;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('draft') && this.draft) this.value = this.text || readDraft(this.draft);
    else if (changed.has('text')) this.value = this.text;
  }

  override updated(): void {
    const { field } = this;
    if (!field) return;
    if (field.value !== this.value) field.value = this.value;
    // `field-sizing` does this where it is known; elsewhere the height follows by hand.
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  }

  override firstUpdated(): void {
    if (!this.cancellable) return;
    this.field?.focus();
    this.field?.setSelectionRange(this.value.length, this.value.length);
  }

  get #ready(): boolean {
    const { length } = this.value.trim();
    return length > 0 && length <= this.limit;
  }

  #send(): void {
    if (!this.#ready) return;
    const text = this.value.trim();
    // A change to a post stays open until it has gone through, so its field keeps the text.
    if (!this.cancellable) this.#set('');
    this.dispatchEvent(new CustomEvent('send', { detail: text }));
  }

  #set(text: string): void {
    this.value = text;
    if (this.draft) keepDraft(this.draft, text);
  }

  private handleInput(): void {
    if (!this.value) this.context.start();
    this.#set(this.field?.value ?? '');
  }

  private handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  private handleSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
  }

  private handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  #renderCount(): TemplateResult | typeof nothing {
    const left = this.limit - this.value.trim().length;
    if (left > NEAR) return nothing;
    const number = Math.abs(left).toLocaleString(this.context.locale);
    return html`<span class=${left < 0 ? 'error' : 'muted'}
      >${
        left < 0
          ? msg(str`${number} too many`, { id: 'feed-over' })
          : msg(str`${number} left`, { id: 'feed-left' })
      }</span
    >`;
  }

  override render(): TemplateResult {
    return html`<form part="composer" class="composer" @submit=${this.handleSubmit}>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${this.label}
        aria-describedby="${this.#id}"
        placeholder=${this.hint || this.label}
        @input=${this.handleInput}
        @keydown=${this.handleKeydown}
      ></textarea>
      <div class="row end" ?hidden=${!this.value && !this.cancellable && !this.problem}>
        <span id=${this.#id} class="grow" role="status"
          >${this.problem ? html`<span class="error">${this.problem}</span>` : this.#renderCount()}</span
        >
        ${
          this.cancellable
            ? html`<button type="button" @click=${this.handleCancel}>
                ${msg('Cancel', { id: 'feed-cancel' })}
              </button>`
            : nothing
        }
        <button part="send" class="primary" aria-disabled=${!this.#ready}>${this.action}</button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-composer': FeedComposer;
  }
}
