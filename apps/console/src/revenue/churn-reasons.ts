import type { ChurnReasons } from '@hearth/schema';
import { html, svg, type TemplateResult } from 'lit';
import { money, plainMoney } from '../format/money.ts';
import { count } from '../format/number.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { emptyState } from '../parts/states.ts';

type Row = ChurnReasons['rows'][number];

/** What the exit question sends as a code, such as `not_used`, for a reader. */
const inWords = (reason: string): string => {
  const words = reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Why accounts left, and the MRR they took along. */
export const churnReasonsOf = ({ currency, rows }: ChurnReasons): TemplateResult => {
  if (rows.length === 0) {
    return emptyState({
      title: 'No account was lost in these days',
      text: 'When one leaves, its answer to the exit question is counted here with the MRR it took along.',
    });
  }
  const most = Math.max(1, ...rows.map(({ mrr }) => Math.abs(mrr)));
  const columns: Column<Row>[] = [
    { label: 'Reason', value: ({ reason }) => (reason === null ? 'No answer' : inWords(reason)) },
    {
      label: 'Accounts',
      value: ({ accounts }) => accounts,
      numeric: true,
      show: ({ accounts }) => count(accounts),
    },
    {
      label: 'MRR lost',
      value: ({ mrr }) => Number(plainMoney(mrr, currency)),
      numeric: true,
      show: ({ mrr }) => html`<span class="lost">
        <span>${money(mrr, currency)}</span>
        <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          ${svg`<rect class="loss-1" x=${100 - (Math.abs(mrr) / most) * 100} width=${(Math.abs(mrr) / most) * 100} height="6" />`}
        </svg>
      </span>`,
    },
  ];
  return html`<hearth-table
    .columns=${columns}
    .rows=${rows}
    caption="Accounts lost and the MRR they took along, by reason"
    file="churn-by-reason"
  ></hearth-table>`;
};
