import { registry } from '@hearth/metrics';
import type { MetricId } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import '../charts/trend.ts';
import type { Mark } from '../charts/trend.ts';
import { stepName } from '../format/time.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { failure } from '../parts/states.ts';
import { type Answer, widthOf } from './answers.ts';
import { legend } from './legend.ts';
import type { Answered } from './numbers-page.ts';
import { axisText, plainValue, valueText } from './value.ts';

/** One and the same, so that nothing is drawn anew for it. */
const none: readonly never[] = [];

interface Drawn {
  name: string;
  place: number;
  insight: NonNullable<Answer['insight']>;
}

const drawn = ({ question, answers }: Answered, metric: MetricId): Drawn[] =>
  question.sides.flatMap(({ name, place }, at) => {
    const insight = answers.get(metric)?.[at]?.insight;
    return insight ? [{ name, place, insight }] : [];
  });

type Step = Drawn['insight']['series'][number] & { side: string };

/** The numbers of a trend, step by step and side by side: what the chart draws, for a reader and for a file. */
const trendColumns = (
  metric: MetricId,
  currency: string,
  interval: 'day' | 'week' | 'month',
): Column<Step>[] => {
  const measure = (label: string, name: 'value' | 'low' | 'high'): Column<Step> => ({
    label,
    numeric: true,
    value: (step) => plainValue(metric, step[name], currency),
    show: (step) => valueText(metric, step[name], currency),
  });
  return [
    {
      label: 'From',
      value: ({ from }) => from,
      show: (step) =>
        html`${stepName(step, interval)}${step.incomplete ? html` <span class="tag">incomplete</span>` : nothing}`,
    },
    { label: 'To', value: ({ to }) => to },
    { label: 'Whose', value: ({ side }) => side },
    measure(registry[metric].label, 'value'),
    measure('Low', 'low'),
    measure('High', 'high'),
    { label: 'n', numeric: true, value: ({ n }) => n },
    { label: 'Complete', value: ({ incomplete }) => (incomplete ? 'no' : 'yes') },
  ];
};

/** A metric's trend with its legend and its table; room is kept while nothing is there yet. */
export const trendOf = (about: {
  metric: MetricId;
  answered: Answered | null;
  currency: string;
  marks?: readonly Mark[];
  /** The first side in the period before, step by step. */
  previous?: readonly (number | null)[];
  stale?: boolean;
  retry: () => void;
  height?: number;
}): TemplateResult => {
  const { metric, answered, currency, height = 240 } = about;
  if (!answered) return html`<div class="trend-room" aria-hidden="true"></div>`;
  const lines = drawn(answered, metric);
  const [first] = lines;
  if (!first) {
    const problem = answered.answers.get(metric)?.find((answer) => answer.problem)?.problem;
    return failure(problem ?? 'There is nothing to draw.', about.retry);
  }
  const interval = widthOf(metric, answered.question);
  const rows = lines.flatMap(({ name, insight }) =>
    insight.series.map((point) => ({ ...point, side: name })),
  );
  return html`<div class=${about.stale ? 'stale' : ''}>
    ${legend(answered.question.sides)}
    <hearth-trend
      .lines=${lines.map(({ name, place, insight }) => ({ name, place, points: insight.series }))}
      .interval=${interval}
      .value=${(value: number | null) => valueText(metric, value, currency)}
      .axis=${(value: number) => axisText(metric, value, currency)}
      .marks=${about.marks ?? none}
      .previous=${about.previous ?? none}
      .height=${height}
      label=${`${registry[metric].label}, ${lines.map(({ name }) => name).join(' and ')}`}
    ></hearth-trend>
    <details class="as-table">
      <summary>As a table</summary>
      <hearth-table
        .columns=${trendColumns(metric, currency, interval)}
        .rows=${rows}
        caption=${`${registry[metric].label} by ${interval}`}
        file=${`${metric}-trend`}
        unsorted
      ></hearth-table>
    </details>
  </div>`;
};
