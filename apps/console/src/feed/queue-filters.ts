import type { QueueCounts, QueueTab } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import type { Address } from '../address/address.ts';
import { count } from '../format/number.ts';
import { choice } from '../parts/choice.ts';
import { tabs } from '../parts/tabs.ts';
import { open, status, tab, words } from './params.ts';
import { statusLabels, tabLabels } from './wording.ts';

/** As far as the backend counts. */
const mostCounted = 1_000;
const all: readonly QueueTab[] = ['reported', 'first', 'all'];

const much = (value: number): string => (value < mostCounted ? count(value) : `${count(mostCounted - 1)}+`);

/** Which part of the feed is looked at: tabs with their counts, a status, and words. */
export const renderFilters = (address: Address, counts: QueueCounts | null): TemplateResult => {
  const handleWords = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) address.replace(words.to(target.value), open.to(''));
  };
  return html`${tabs({
    label: 'Queues',
    items: all.map((one) => ({
      href: address.href(tab.to(one), open.to('')),
      label: tabLabels[one],
      current: one === address.get(tab),
      ...(counts && { count: much(counts[one]) }),
    })),
  })}
    <div class="toolbar" role="search">
      ${choice({
        label: 'Status',
        options: [
          { value: 'any', label: 'Any status' },
          { value: 'visible', label: statusLabels.visible },
          { value: 'hidden', label: statusLabels.hidden },
          { value: 'removed', label: statusLabels.removed },
        ],
        chosen: address.get(status),
        choose: (value) => address.set(status.to(value), open.to('')),
      })}
      <input
        id="feed-search"
        class="end"
        type="search"
        aria-label="Words or a name"
        placeholder="Words or a name"
        autocomplete="off"
        .value=${address.get(words)}
        @change=${handleWords}
        @search=${handleWords}
      />
    </div>`;
};
