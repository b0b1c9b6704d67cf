import type { Interval, Movements } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import '../charts/bars.ts';
import { compactMoney, money, plainMoney } from '../format/money.ts';
import { shortDay, shortMonth, stepName } from '../format/time.ts';
import { tableFold } from '../numbers/table-fold.ts';
import type { Column } from '../parts/columns.ts';

type Step = Movements['points'][number];
type Part = 'start' | 'new' | 'expansion' | 'reactivation' | 'contraction' | 'churn' | 'end';

const kinds = [
  { label: 'New', tone: 'gain-1', part: 'new', sign: 1 },
  { label: 'Expansion', tone: 'gain-2', part: 'expansion', sign: 1 },
  { label: 'Reactivation', tone: 'gain-3', part: 'reactivation', sign: 1 },
  { label: 'Contraction', tone: 'loss-2', part: 'contraction', sign: -1 },
  { label: 'Churn', tone: 'loss-1', part: 'churn', sign: -1 },
] as const;

/** What MRR gained above zero, and what it lost below, step by step. */
export const movementsOf = ({ currency, points }: Movements, interval: Interval): TemplateResult => {
  const amount = (label: string, part: Part): Column<Step> => ({
    label,
    numeric: true,
    value: (step) => Number(plainMoney(step[part], currency)),
    show: (step) => money(step[part], currency),
  });
  const columns: Column<Step>[] = [
    { label: 'From', value: ({ from }) => from, show: (step) => stepName(step, interval) },
    { label: 'To', value: ({ to }) => to },
    amount('At the start', 'start'),
    ...kinds.map(({ label, part }) => amount(label, part)),
    amount('At the end', 'end'),
    { label: 'Complete', value: ({ incomplete }) => (incomplete ? 'no' : 'yes') },
  ];
  return html`<hearth-bars
      label="What MRR gained and lost"
      .kinds=${kinds}
      .bars=${points.map((step) => ({
        name: stepName(step, interval),
        incomplete: step.incomplete,
        // Losses hang below zero, whichever sign the wire gives them.
        values: kinds.map(({ part, sign }) => sign * Math.abs(step[part])),
      }))}
      .value=${(value: number) => money(value, currency)}
      .axis=${(value: number) => compactMoney(value, currency)}
      .short=${(at: number) => {
        const step = points[at];
        return step ? (interval === 'month' ? shortMonth(step.from) : shortDay(step.from)) : '';
      }}
    ></hearth-bars>
    ${tableFold({ caption: 'MRR movements', file: 'mrr-movements', columns, rows: points })}`;
};
