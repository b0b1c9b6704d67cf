import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FeedContext } from './context.ts';
import type { FeedList } from './feed-list.ts';
import { renderRetry } from './retry.ts';

const renderEnd = ({ held, paging }: FeedList, handleMore: () => void): TemplateResult | typeof nothing => {
  if (paging === 'failed') return renderRetry(handleMore);
  if (held.cursor !== null) return html`<div class="skeleton"></div><div class="skeleton long"></div>`;
  return html`<p class="muted over">${msg('That is everything so far.', { id: 'feed-end' })}</p>`;
};

/**
 * The list. The sentinel is a tall, unseen strip over its last screens: when it comes into view the next page is
 * asked for, whichever box it is that scrolls.
 */
export const renderPosts = (
  list: FeedList,
  context: FeedContext,
  handleMore: () => void,
  handleKeydown: (event: KeyboardEvent) => void,
): TemplateResult => {
  const { posts, cursor } = list.held;
  if (posts.length === 0) {
    return html`<p class="empty muted">
      ${
        context.me
          ? msg('Nothing here yet. Be the first: say what you are working on.', { id: 'feed-empty' })
          : msg('Nothing here yet.', { id: 'feed-empty-quiet' })
      }
    </p>`;
  }
  return html`<div class="scroller">
    <div
      part="list"
      role="feed"
      aria-labelledby="title"
      aria-busy=${list.paging === 'busy'}
      @keydown=${handleKeydown}
    >
      ${repeat(
        posts,
        ({ id }) => id,
        (post, index) => html`<hearth-feed-post
          part="post"
          role="article"
          tabindex="0"
          aria-labelledby="${post.id}-author ${post.id}-time"
          aria-describedby="${post.id}-text"
          aria-posinset=${index + 1}
          aria-setsize=${cursor === null ? posts.length : -1}
          .context=${context}
          .post=${post}
        ></hearth-feed-post>`,
      )}
    </div>
    <div class="last" tabindex="-1">${renderEnd(list, handleMore)}</div>
    ${cursor === null ? nothing : html`<div class="sentinel"></div>`}
  </div>`;
};
