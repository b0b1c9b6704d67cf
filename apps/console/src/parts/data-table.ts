import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { download } from '../csv/csv.ts';
import { PageElement } from '../page-element.ts';
import { byColumn, type Column, csvOf } from './columns.ts';
import { icon } from './icon.ts';

/**
 * A table that can be sorted and saved. `<hearth-table .columns=${columns} .rows=${rows} caption="…" file="…">`.
 * Without `file` it has no CSV button; with `unsorted` its order is the only one that makes sense.
 */
@customElement('hearth-table')
export class DataTable<Row> extends PageElement {
  @property({ attribute: false }) columns: readonly Column<Row>[] = [];
  @property({ attribute: false }) rows: readonly Row[] = [];
  /** What the table is, for whoever cannot see where it stands. */
  @property() caption = '';
  /** The CSV's name, without its ending. */
  @property() file = '';
  @property({ type: Boolean }) unsorted = false;

  @state() private sorted: { column: Column<Row>; reversed: boolean } | null = null;

  #sortedRows(): readonly Row[] {
    if (!this.sorted) return this.rows;
    const { column, reversed } = this.sorted;
    return this.rows.toSorted(byColumn(column, reversed));
  }

  private handleSort(column: Column<Row>): void {
    const again = this.sorted?.column.label === column.label;
    this.sorted = { column, reversed: again ? !this.sorted?.reversed : false };
  }

  private handleDownload(): void {
    download(this.file, csvOf(this.columns, this.#sortedRows()));
  }

  private renderHead(column: Column<Row>): TemplateResult {
    const sorted = this.sorted?.column.label === column.label;
    const down = (column.numeric ?? false) !== (this.sorted?.reversed ?? false);
    return html`<th
      scope="col"
      class=${column.numeric ? 'number' : ''}
      aria-sort=${sorted ? (down ? 'descending' : 'ascending') : nothing}
    >
      ${
        this.unsorted
          ? column.label
          : html`<button class="quiet" @click=${() => this.handleSort(column)}>
              ${column.label}${sorted ? icon(down ? 'down' : 'up') : nothing}
            </button>`
      }
    </th>`;
  }

  override render() {
    return html`
      ${
        this.file
          ? html`<div class="table-tools">
              <button class="quiet" @click=${this.handleDownload}>${icon('download')}CSV</button>
            </div>`
          : nothing
      }
      <div class="table-scroll" tabindex="0" role="region" aria-label=${this.caption}>
        <table>
          <caption class="visually-hidden">${this.caption}</caption>
          <thead>
            <tr>${this.columns.map((column) => this.renderHead(column))}</tr>
          </thead>
          <tbody>
            ${this.#sortedRows().map(
              (row) => html`<tr>
                ${this.columns.map(({ numeric, show, value }, at) =>
                  at === 0
                    ? html`<th scope="row">${show ? show(row) : value(row)}</th>`
                    : html`<td class=${numeric ? 'number' : ''}>${show ? show(row) : value(row)}</td>`,
                )}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}
