import type { ContentStatus, QueueItem, QueueTab } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { counted } from '../format/number.ts';
import { emptyState } from '../parts/states.ts';
import { when } from './history.ts';
import { kindOf, nameOf, reportedAs, statusLabels } from './wording.ts';

interface ListProps {
  items: readonly QueueItem[];
  /** The id of the one that is open. */
  open: string;
  picked: ReadonlySet<string>;
  hrefOf: (id: string) => string;
  toggle: (id: string) => void;
}

const renderTags = ({ status, reports, claim, earlier }: QueueItem): TemplateResult =>
  html`${reports.open > 0 ? html`<span class="tag is-open">${counted(reports.open, 'report')}: ${reportedAs(reports.reasons)}</span>` : nothing}
    ${earlier < 3 ? html`<span class="tag">${earlier === 0 ? 'first ever' : 'new here'}</span>` : nothing}
    ${status === 'visible' ? nothing : html`<span class="tag is-${status}">${statusLabels[status]}</span>`}
    ${claim ? html`<span class="tag is-claimed">${claim.mine ? 'yours' : nameOf(claim.operator)}</span>` : nothing}`;

const renderRow = (item: QueueItem, { open, picked, hrefOf, toggle }: ListProps): TemplateResult => {
  const name = nameOf(item.author);
  return html`<li class="${item.id === open ? 'is-open' : ''} ${picked.has(item.id) ? 'is-picked' : ''}">
    <label class="pick">
      <input
        type="checkbox"
        .checked=${picked.has(item.id)}
        aria-label=${`Select ${name}’s ${kindOf(item.id)}`}
        @change=${() => toggle(item.id)}
      />
    </label>
    <a href=${hrefOf(item.id)} aria-current=${item.id === open ? 'true' : nothing} data-case=${item.id}>
      <span class="line"
        ><span class="by strong" dir="auto">${name}</span>
        <span class="muted">${kindOf(item.id) === 'comment' ? 'comment, ' : nothing}${when(item.createdAt)}</span></span
      >
      <span class="excerpt" dir="auto">${item.text}</span>
      <span class="tags">${renderTags(item)}</span>
    </a>
  </li>`;
};

/** The queue's lines: each a link to its case, with a box to pick it for doing many at once. */
export const renderList = (props: ListProps): TemplateResult =>
  html`<ol class="queue">
    ${repeat(
      props.items,
      ({ id }) => id,
      (item) => renderRow(item, props),
    )}
  </ol>`;

/** Nothing to do, or nothing found. */
export function renderNothing(
  tab: QueueTab,
  filter: { status: ContentStatus | 'any'; words: string },
  clear: () => void,
): TemplateResult {
  if (filter.words || filter.status !== 'any')
    return emptyState({
      title: 'Nothing matches this filter',
      text: 'Words are looked for in texts and in the names of their authors.',
      action: html`<button @click=${clear}>Clear the filter</button>`,
    });
  if (tab === 'reported')
    return emptyState({
      title: 'Nothing reported',
      text: 'Members report a post or a comment from its menu. What they report waits here until one of you has approved, hidden or removed it.',
    });
  if (tab === 'first')
    return emptyState({
      title: 'No newcomers waiting',
      text: 'The first three posts and comments of each member appear here for 30 days, until somebody has decided about them: the moment when spam shows, and when a welcome counts most.',
    });
  return emptyState({
    title: 'Nobody has posted yet',
    text: 'Put <hearth-feed> on a page of your product. What members write there appears here as it arrives.',
  });
}
