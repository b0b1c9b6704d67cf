import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FeedList } from './feed-list.ts';

const label = ({ fresh, catching }: FeedList, locale: string): string => {
  if (catching === 'failed') return msg('That did not load. Try again', { id: 'feed-pill-failed' });
  if (fresh.size === 1) return msg('1 new post', { id: 'feed-new-one' });
  const number = fresh.size.toLocaleString(locale);
  return msg(str`${number} new posts`, { id: 'feed-new-other' });
};

/** Says that others have posted, without moving what is being read. The region is always there, so it is heard. */
export const renderPill = (list: FeedList, locale: string, handleClick: () => void): TemplateResult => html`
  <div class="pill" role="status">
    ${
      list.fresh.size > 0
        ? html`<button part="pill" class="primary small" aria-disabled=${list.catching === 'busy'} @click=${handleClick}>
            ${label(list, locale)}
          </button>`
        : nothing
    }
  </div>
`;
