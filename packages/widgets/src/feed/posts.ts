import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FeedList } from './feed-list.ts';
import type { Later } from './later.ts';
import { renderRetry } from './retry.ts';

/**
 * Puts each post's own element in its place. One that stays is neither made anew nor moved, so that the focus, a
 * selection and a half-written comment stay with it; what is gone goes first.
 */
export const placePosts = (
  box: Element,
  { held: { posts, cursor }, reader }: FeedList,
  later: Later | undefined,
): void => {
  const there = new Map(
    Array.from(box.querySelectorAll('hearth-feed-post'), (element) => [element.post.id, element]),
  );
  const elements = posts.map((post, index) => {
    const element = there.get(post.id) ?? document.createElement('hearth-feed-post');
    there.delete(post.id);
    return Object.assign(element, {
      post,
      reader,
      later,
      ariaPosInSet: `${index + 1}`,
      ariaSetSize: `${cursor === null ? posts.length : -1}`,
    });
  });
  for (const gone of there.values()) gone.remove();
  let next = box.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else box.insertBefore(element, next);
  }
};

const renderEnd = ({ held, paging }: FeedList, handleMore: () => void): TemplateResult => {
  if (paging === 'failed') return renderRetry(handleMore);
  if (held.cursor !== null) return html`<div class="skeleton"></div><div class="skeleton long"></div>`;
  return html`<p class="muted over">${msg('That is everything so far.', { id: 'feed-end' })}</p>`;
};

/**
 * The list, which `placePosts` fills. The sentinel is a tall, unseen strip over the last of it: when it comes into view
 * the next page is asked for, whichever box it is that scrolls. So it hangs on what scrolls, not on the box around it.
 */
export const renderPosts = (list: FeedList, handleMore: () => void): TemplateResult => {
  const { posts, cursor } = list.held;
  if (posts.length === 0) {
    return html`<p class="over muted empty">
      ${
        list.reader?.me
          ? msg('Nothing here yet. Be the first: say what you are working on.', { id: 'feed-empty' })
          : msg('Nothing here yet.', { id: 'feed-empty-quiet' })
      }
    </p>`;
  }
  return html`<div class="scroller">
    <div part="list" role="feed" aria-labelledby="title" aria-busy=${list.paging === 'busy'}></div>
    <div class="last" tabindex="-1">
      ${renderEnd(list, handleMore)}${cursor === null ? nothing : html`<div class="sentinel"></div>`}
    </div>
  </div>`;
};
