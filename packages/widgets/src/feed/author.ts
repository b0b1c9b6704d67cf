import type { Post } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';

/** The same member has the same colour everywhere; six hues that read as different. */
export const hueOf = (id: string): number => {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 997;
  return (sum % 6) * 60 + 30;
};

/** First letters of the first and the last word, as a reader would say them. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word = '') => [...word][0] ?? '')
    .join('')
    .toUpperCase();
};

/** A picture that is blocked or gone leaves the initials. */
const handleImageError = ({ target }: Event): void => {
  if (target instanceof Element) target.remove();
};

/** The name stands beside it, so it says nothing to a screen reader. Its colour is set as a page's policy allows. */
export const renderAvatar = ({ id, name, avatarUrl }: Post['author']): TemplateResult => html`
  <span part="avatar" class="avatar" .style=${`--_hue:${hueOf(id)}`} aria-hidden="true"
    >${initialsOf(name)}${
      avatarUrl && /^https?:/i.test(avatarUrl)
        ? html`<img src=${avatarUrl} alt="" loading="lazy" referrerpolicy="no-referrer" @error=${handleImageError} />`
        : nothing
    }</span
  >
`;
