import type { Post, ReactionEmoji } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FeedContext } from './context.ts';
import { reactionEmoji, reactionName } from './reactions.ts';

interface Handlers {
  toggle(emoji: ReactionEmoji, mine: boolean): void;
  add(): void;
}

const renderAdd = (picking: boolean, add: () => void): TemplateResult => html`<button
  class="chip add"
  aria-expanded=${picking}
  aria-label=${msg('Add a reaction', { id: 'feed-react' })}
  @click=${add}
>
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M20 11a8.5 8.5 0 1 1-7-7M9 14.5a4 4 0 0 0 6 0M9.5 9.5h.01M14.5 9.5h.01M19 2v6M16 5h6" />
  </svg>
</button>`;

/** A post's reactions: toggles for who may react, plain counts for who may read. */
export const renderReactions = (
  reactions: Post['reactions'],
  { me, locale }: FeedContext,
  picking: boolean,
  { toggle, add }: Handlers,
): TemplateResult => {
  const renderOne = (emoji: ReactionEmoji, count: number, mine: boolean): TemplateResult => {
    const number = count.toLocaleString(locale);
    const label = count ? `${reactionName(emoji)}, ${number}` : reactionName(emoji);
    const shown = html`<span aria-hidden="true">${emoji}</span>${count ? html` ${number}` : nothing}`;
    return me
      ? html`<button
          part="reaction"
          class="chip"
          aria-pressed=${mine}
          aria-label=${label}
          @click=${() => toggle(emoji, !mine)}
          >${shown}</button
        >`
      : html`<span part="reaction" class="chip" role="img" aria-label=${label}>${shown}</span>`;
  };
  return html`<div class="reactions grow" role="group" aria-label=${msg('Reactions', { id: 'feed-reactions' })}>
    ${
      // Each emoji keeps its slot, so that the focus stays on the one that was pressed.
      reactionEmoji.map((emoji) => {
        const { count = 0, mine = false } = reactions.find((reaction) => reaction.emoji === emoji) ?? {};
        return count || (picking && me) ? renderOne(emoji, count, mine) : nothing;
      })
    }
    ${me ? renderAdd(picking, add) : nothing}
  </div>`;
};
