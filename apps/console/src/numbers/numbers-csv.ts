import { registry } from '@hearth/metrics';
import type { Insight } from '@hearth/schema';
import { type Column, csvOf } from '../parts/columns.ts';
import type { Answered } from './numbers-page.ts';
import { plainValue } from './value.ts';

interface Row {
  whose: string;
  insight: Insight;
}

const columnsIn = (currency: string): Column<Row>[] => {
  const plain = ({ metric }: Insight, value: number | null) => plainValue(metric, value, currency);
  return [
    { label: 'Metric', value: ({ insight }) => registry[insight.metric].label },
    { label: 'Whose', value: ({ whose }) => whose },
    { label: 'Value', value: ({ insight }) => plain(insight, insight.value) },
    { label: 'Unit', value: ({ insight }) => insight.currency ?? registry[insight.metric].unit },
    { label: 'Low', value: ({ insight }) => plain(insight, insight.low) },
    { label: 'High', value: ({ insight }) => plain(insight, insight.high) },
    { label: 'n', value: ({ insight }) => insight.n },
    { label: 'Period before', value: ({ insight }) => plain(insight, insight.previous.value) },
    { label: 'From', value: ({ insight }) => insight.from },
    { label: 'To (not included)', value: ({ insight }) => insight.to },
  ];
};

/** The cards of a page as a file, rounded as on the screen. */
export const csvOfNumbers = ({ question, answers }: Answered, currency: string): string => {
  const rows = question.metrics.flatMap((metric) =>
    question.sides.flatMap(({ name }, at): Row[] => {
      const insight = answers.get(metric)?.[at]?.insight;
      return insight ? [{ whose: name, insight }] : [];
    }),
  );
  return csvOf(columnsIn(currency), rows);
};
