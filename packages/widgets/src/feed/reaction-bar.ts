import type { Post, ReactionEmoji } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { HearthReactEvent } from '../events/hearth-react.ts';
import type { LightElement } from './light-element.ts';
import { react, reactionEmoji, reactionName } from './reactions.ts';
import { refusal } from './refusal.ts';

type Host = LightElement & { readonly post: Post };

/** A post's reactions: toggles that answer at once and fall back if the server refuses. */
export class ReactionBar {
  /** What this member wants and the server has not answered yet. */
  readonly #wishes = new Map<ReactionEmoji, { readonly mine: boolean }>();
  readonly #host: Host;
  #picking = false;
  #problem = '';

  constructor(host: Host) {
    this.#host = host;
  }

  get #reactions(): Post['reactions'] {
    let { reactions } = this.#host.post;
    for (const [emoji, { mine }] of this.#wishes) reactions = react(reactions, emoji, mine);
    return reactions;
  }

  readonly #handleAddClick = (): void => {
    this.#picking = !this.#picking;
    this.#host.requestUpdate();
  };

  async #toggle(emoji: ReactionEmoji, mine: boolean): Promise<void> {
    const { context, post } = this.#host;
    const wish = { mine };
    this.#wishes.set(emoji, wish);
    this.#picking = false;
    this.#problem = '';
    this.#host.requestUpdate();
    void this.#keepFocus();
    context.tell(new HearthReactEvent(post.id, emoji, mine));
    const outcome = await context.record(mine ? 'reaction.added' : 'reaction.removed', {
      postId: post.id,
      emoji,
    });
    // A later click has taken over: its own outcome settles the matter.
    if (this.#wishes.get(emoji) !== wish) return;
    this.#wishes.delete(emoji);
    this.#problem = refusal(outcome) ?? '';
    const now = this.#host.post;
    if (!this.#problem) context.replace(now.id, { ...now, reactions: react(now.reactions, emoji, mine) });
    this.#host.requestUpdate();
  }

  /** The last reaction of its kind takes its button with it: the focus must not fall out of the feed. */
  async #keepFocus(): Promise<void> {
    await this.#host.updateComplete;
    const root = this.#host.getRootNode();
    if (root instanceof ShadowRoot && !root.activeElement) {
      this.#host.querySelector<HTMLElement>('.add')?.focus({ preventScroll: true });
    }
  }

  #renderOne(emoji: ReactionEmoji, count: number, mine: boolean, editable: boolean): TemplateResult {
    const number = count.toLocaleString(this.#host.context.locale);
    const label = count ? `${reactionName(emoji)}, ${number}` : reactionName(emoji);
    const shown = html`<span aria-hidden="true">${emoji}</span>${count ? html` ${number}` : nothing}`;
    return editable
      ? html`<button
          part="reaction"
          class="chip"
          aria-pressed=${mine}
          aria-label=${label}
          @click=${() => this.#toggle(emoji, !mine)}
          >${shown}</button
        >`
      : html`<span part="reaction" class="chip" role="img" aria-label=${label}>${shown}</span>`;
  }

  render(): TemplateResult {
    const editable = Boolean(this.#host.context.me);
    const reactions = this.#reactions;
    return html`<div class="reactions" role="group" aria-label=${msg('Reactions', { id: 'feed-reactions' })}>
        ${
          // Each emoji keeps its slot, so that the focus stays on the one that was pressed.
          reactionEmoji.map((emoji) => {
            const { count = 0, mine = false } = reactions.find((reaction) => reaction.emoji === emoji) ?? {};
            return count || (this.#picking && editable)
              ? this.#renderOne(emoji, count, mine, editable)
              : nothing;
          })
        }
        ${
          editable
            ? html`<button
                class="chip add"
                aria-expanded=${this.#picking}
                aria-label=${msg('Add a reaction', { id: 'feed-react' })}
                @click=${this.#handleAddClick}
              >
                <svg viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M20 11a8.5 8.5 0 1 1-7-7M9 14.5a4 4 0 0 0 6 0M9.5 9.5h.01M14.5 9.5h.01M19 2v6M16 5h6" />
                </svg>
              </button>`
            : nothing
        }
      </div>
      ${this.#problem ? html`<p class="error" role="alert">${this.#problem}</p>` : nothing}`;
  }
}
