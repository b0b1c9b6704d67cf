import type { Interval, Retention } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count, counted, decimal, percent } from '../format/number.ts';
import { stepName } from '../format/time.ts';
import { PageElement } from '../page-element.ts';
import { heatOf, moved } from './cell.ts';

type Cohort = Retention['cohorts'][number];
type Cell = Cohort['cells'][number];

/**
 * Cohorts by the steps since they came. One cell takes the focus; arrow keys move it, and below the grid stands
 * what it says in full.
 */
@customElement('hearth-heat-grid')
export class HeatGrid extends PageElement {
  @state() private at = { row: 0, cell: 0 };
  @state() private reads = false;

  @property({ attribute: false }) cohorts: Retention['cohorts'] = [];
  @property({ attribute: false }) interval: Interval = 'week';

  private handleKeydown(event: KeyboardEvent): void {
    const to = moved(
      event.key,
      this.at,
      this.cohorts.map(({ cells }) => cells.length),
    );
    if (!to) return;
    event.preventDefault();
    this.#read(to.row, to.cell);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('td[tabindex="0"]')?.focus());
  }

  #read(row: number, cell: number): void {
    this.at = { row, cell };
    this.reads = true;
  }

  #sentence(cohort: Cohort, cell: Cell, after: number): string {
    const who = `${counted(cohort.size, 'member')} of ${stepName(cohort, this.interval)}`;
    const when = after === 0 ? `in that ${this.interval}` : `${counted(after, this.interval)} later`;
    if (cell.value === null) return `${who}: nothing measured ${when}.`;
    const range =
      cell.low !== null && cell.high !== null ? ` (${percent(cell.low)} to ${percent(cell.high)})` : '';
    const open = cell.incomplete ? ' That time is not over yet: it can still rise.' : '';
    return `Of ${who}, ${count(cell.members)} were active ${when}: ${percent(cell.value)}${range}.${open}`;
  }

  private renderCell(cohort: Cohort, cell: Cell, row: number, after: number): TemplateResult {
    const here = this.at.row === row && this.at.cell === after;
    const heat = cell.value === null ? 'none' : `heat-${heatOf(cell.value)}`;
    return html`<td
      class=${`heat ${heat} ${cell.incomplete ? 'incomplete' : ''}`}
      tabindex=${here ? 0 : -1}
      aria-label=${this.#sentence(cohort, cell, after)}
      @focus=${() => this.#read(row, after)}
      @pointerenter=${() => this.#read(row, after)}
    >
      <span>${cell.value === null ? '–' : decimal(cell.value, 0)}</span>
    </td>`;
  }

  override render() {
    const longest = Math.max(0, ...this.cohorts.map(({ cells }) => cells.length));
    const cohort = this.cohorts[this.at.row];
    const cell = cohort?.cells[this.at.cell];
    return html`
      <div class="grid-scroll" @keydown=${this.handleKeydown}>
        <table class="heat-grid">
          <caption class="visually-hidden">Percentage of each cohort active in the ${this.interval}s after it came</caption>
          <thead>
            <tr>
              <th scope="col">Cohort</th>
              <th scope="col" class="number">Members</th>
              ${Array.from({ length: longest }, (_, after) => html`<th scope="col" class="number">${after}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.cohorts.map(
              (each, row) => html`<tr>
                <th scope="row">${stepName(each, this.interval)}</th>
                <td class="number">${count(each.size)}</td>
                ${each.cells.map((one, after) => this.renderCell(each, one, row, after))}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="grid-readout" role="status">
        ${
          this.reads && cohort && cell
            ? this.#sentence(cohort, cell, this.at.cell)
            : html`Percentage active so many ${this.interval}s after the first. Hatched: not over yet.${nothing}`
        }
      </p>
    `;
  }
}
