import type { Interval, Lifecycle } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import '../charts/bars.ts';
import { compact, count } from '../format/number.ts';
import { shortDay, shortMonth, stepName } from '../format/time.ts';
import { tableFold } from '../numbers/table-fold.ts';
import type { Column } from '../parts/columns.ts';

type Step = Lifecycle['points'][number];

const kinds = [
  { label: 'Returning', tone: 'gain-1' },
  { label: 'New', tone: 'gain-3' },
  { label: 'Resurrecting', tone: 'gain-2' },
  { label: 'Dormant', tone: 'loss-2' },
];

const numeric = (label: string, value: (step: Step) => number): Column<Step> => ({
  label,
  value,
  numeric: true,
});

/** Who came, came back and stayed away, step by step; the dormant hang below zero. */
export const lifecycleOf = ({ points }: Lifecycle, interval: Interval): TemplateResult => {
  const columns: Column<Step>[] = [
    { label: 'From', value: ({ from }) => from, show: (step) => stepName(step, interval) },
    { label: 'To', value: ({ to }) => to },
    numeric('New', (step) => step.new),
    numeric('Returning', ({ returning }) => returning),
    numeric('Resurrecting', ({ resurrecting }) => resurrecting),
    numeric('Dormant', ({ dormant }) => dormant),
    { label: 'Complete', value: ({ incomplete }) => (incomplete ? 'no' : 'yes') },
  ];
  return html`<hearth-bars
      label="Members by lifecycle"
      .kinds=${kinds}
      .bars=${points.map((step) => ({
        name: stepName(step, interval),
        incomplete: step.incomplete,
        values: [step.returning, step.new, step.resurrecting, -step.dormant],
      }))}
      .value=${(value: number) => count(Math.abs(value))}
      .axis=${(value: number) => compact(Math.abs(value))}
      .short=${(at: number) => {
        const { from } = points[at] ?? { from: '1970-01-01' };
        return interval === 'month' ? shortMonth(from) : shortDay(from);
      }}
    ></hearth-bars>
    ${tableFold({ caption: 'Members by lifecycle', file: 'lifecycle', columns, rows: points })}`;
};
