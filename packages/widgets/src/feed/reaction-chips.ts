import type { Post } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Audience } from './context.ts';
import { reactionEmoji, reactionName } from './reactions.ts';

/** A post's reactions: toggles for who may react, plain counts for who may read. A count of 0 is an offer. */
export const renderReactions = (
  reactions: Post['reactions'],
  { me, locale }: Audience,
  picking: boolean,
): TemplateResult => html`${
  // Each emoji keeps its slot, so that the focus stays on the one that was pressed.
  reactionEmoji.map((emoji) => {
    const found = reactions.find((reaction) => reaction.emoji === emoji);
    if (!found) return nothing;
    const { count, mine } = found;
    const number = count ? count.toLocaleString(locale) : '';
    const label = number ? `${reactionName(emoji)}, ${number}` : reactionName(emoji);
    const type = mine ? 'chip mine' : 'chip';
    return me
      ? html`<button
          part="reaction"
          class=${type}
          name="react"
          value=${emoji}
          aria-pressed=${mine}
          aria-label=${label}
          >${emoji} ${number}</button
        >`
      : html`<span part="reaction" class=${type} role="img" aria-label=${label}>${emoji} ${number}</span>`;
  })
}
${
  me
    ? html`<button
        class="chip add"
        name="add"
        aria-expanded=${picking}
        aria-label=${msg('Add a reaction', { id: 'feed-react' })}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M20 11a8.5 8.5 0 1 1-7-7M9 14.5a4 4 0 0 0 6 0M9.5 9.5h.01M14.5 9.5h.01M19 2v6M16 5h6" />
        </svg>
      </button>`
    : nothing
}`;
