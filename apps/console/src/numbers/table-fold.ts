import { html, type TemplateResult } from 'lit';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';

/** The numbers of a drawing as a table, folded away below it: for reading exactly, by ear, or as a file. */
export const tableFold = <Row>(about: {
  caption: string;
  file: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}): TemplateResult => html`<details class="as-table">
  <summary>As a table</summary>
  <hearth-table
    .columns=${about.columns}
    .rows=${about.rows}
    caption=${about.caption}
    file=${about.file}
    unsorted
  ></hearth-table>
</details>`;
