import type { Histogram } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import '../charts/bars.ts';
import { compact, count, counted } from '../format/number.ts';
import { tableFold } from '../numbers/table-fold.ts';
import type { Column } from '../parts/columns.ts';

/** How many members came on exactly so many days, or in so many weeks. */
export const histogramOf = ({ bars }: Histogram, unit: 'day' | 'week'): TemplateResult => {
  const columns: Column<Histogram['bars'][number]>[] = [
    {
      label: unit === 'day' ? 'Days active' : 'Weeks active',
      value: ({ periods }) => periods,
      numeric: true,
    },
    { label: 'Members', value: ({ members }) => members, numeric: true },
  ];
  return html`<hearth-bars
      label=${`Members by the number of ${unit}s on which they were active`}
      .kinds=${[{ label: 'Members', tone: 'plain' }]}
      .bars=${bars.map(({ periods, members }) => ({ name: counted(periods, unit), values: [members] }))}
      .value=${count}
      .axis=${compact}
      .short=${(at: number) => String(bars[at]?.periods ?? '')}
    ></hearth-bars>
    ${tableFold({ caption: 'Members by days active', file: 'stickiness-histogram', columns, rows: bars })}`;
};
