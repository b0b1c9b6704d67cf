import type { Funnel } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { count, percent } from '../format/number.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { meter } from './meter.ts';

type Row = Funnel['rows'][number];

const names: Readonly<Record<string, string>> = {
  nps: 'Survey',
  checklist: 'Checklist',
  rewards: 'Rewards',
  feed: 'Feed',
  referral: 'Referral',
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : (part / whole) * 100);

const step = (label: string, name: 'started' | 'completed' | 'dismissed'): Column<Row> => ({
  label,
  numeric: true,
  value: (row) => row[name],
  show: (row) => {
    const part = share(row[name], row.shown);
    return html`<span class="funnel-step">
      <span>${count(row[name])} <small class="muted">${part === null ? nothing : percent(Math.round(part))}</small></span>
      ${meter(row[name], row.shown)}
    </span>`;
  },
});

const columns: Column<Row>[] = [
  {
    label: 'Widget',
    value: ({ widget }) => names[widget] ?? widget,
    show: ({ widget, title }) =>
      html`${names[widget] ?? widget}${title === null ? nothing : html` <span class="muted">${title}</span>`}`,
  },
  {
    label: 'Content',
    value: ({ contentId }) => contentId ?? 'all',
    show: ({ contentId }) => (contentId === null ? 'all' : 'one'),
  },
  { label: 'Shown', value: ({ shown }) => shown, numeric: true, show: ({ shown }) => count(shown) },
  step('Started', 'started'),
  step('Completed', 'completed'),
  step('Dismissed', 'dismissed'),
];

/** How far members got with each widget, and with each piece of its content. */
export const funnelOf = ({ rows }: Funnel): TemplateResult => html`<hearth-table
  .columns=${columns}
  .rows=${rows}
  caption="How far members got with each widget"
  file="widget-funnel"
></hearth-table>`;
