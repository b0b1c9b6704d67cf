import type { DropOff } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { count, decimal } from '../format/number.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { meter } from './meter.ts';

type Checklist = DropOff['checklists'][number];
type Step = Checklist['steps'][number];

const columnsOf = ({ shown }: Checklist): Column<Step>[] => [
  { label: 'Step', value: ({ title }) => title },
  { label: 'Started', value: ({ started }) => started, numeric: true, show: ({ started }) => count(started) },
  {
    label: 'Completed',
    value: ({ completed }) => completed,
    numeric: true,
    show: ({ completed, reached }) => html`<span class="funnel-step">
      <span>
        ${count(completed)}
        <small class="muted">${reached === null ? nothing : `${decimal(reached, 0)} %`}</small>
      </span>
      ${meter(completed, shown)}
    </span>`,
  },
  {
    label: 'Lost at this step',
    value: ({ lost }) => lost,
    numeric: true,
    show: ({ lost }) => (lost > 0 ? html`<span class="lost-here">−${count(lost)}</span>` : '–'),
  },
];

/** Step by step, how many of those who were shown a checklist got so far. */
export const dropOffOf = ({ checklists }: DropOff): TemplateResult =>
  html`${checklists.map(
    (
      checklist,
    ) => html`<h3>${checklist.title} <span class="muted">shown to ${count(checklist.shown)}</span></h3>
    <hearth-table
      .columns=${columnsOf(checklist)}
      .rows=${checklist.steps}
      caption=${`Steps of ${checklist.title}`}
      file="checklist-drop-off"
      unsorted
    ></hearth-table>`,
  )}`;
