import type { Interval, MetricId, Retention } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { oneOf, param } from '../address/param.ts';
import { backend } from '../backend.ts';
import { Load } from '../load.ts';
import { NumbersPage } from '../numbers/numbers-page.ts';
import { intervalFor, intervalParam } from '../numbers/period.ts';
import { tableFold } from '../numbers/table-fold.ts';
import { trendOf } from '../numbers/trend-card.ts';
import { choice } from '../parts/choice.ts';
import type { Column } from '../parts/columns.ts';
import { emptyState } from '../parts/states.ts';
import './heat-grid.ts';
import './retention.css';

type Cohort = Retention['cohorts'][number];

const modeParam = param('mode', oneOf(['on', 'on_or_after'], 'on'));
const cohortParam = param('cohort', oneOf(['first', 'recurring'], 'first'));

const columnsFor = (cohorts: readonly Cohort[]): Column<Cohort>[] => [
  { label: 'Cohort', value: ({ from }) => from },
  { label: 'To', value: ({ to }) => to },
  { label: 'Members', value: ({ size }) => size, numeric: true },
  ...Array.from(
    { length: Math.max(0, ...cohorts.map(({ cells }) => cells.length)) },
    (_, after): Column<Cohort> => ({
      label: `${after}`,
      numeric: true,
      value: ({ cells }) => {
        const value = cells[after]?.value ?? null;
        return value === null ? null : Math.round(value);
      },
    }),
  ),
];

/** Whether members come back after they came, and whether accounts stay. */
@customElement('hearth-retention-page')
export class RetentionPage extends NumbersPage {
  protected override readonly heading = 'Retention';
  protected override readonly lede = 'Whether members come back, and whether accounts stay.';
  protected override readonly metrics: readonly MetricId[] = [
    'customer_retention',
    'customer_churn',
    'annualised_churn',
    'account_growth',
  ];

  readonly #grid = new Load<{ interval: Interval; retention: Retention }>(this);

  protected override askedBesides(): unknown {
    return [this.address.get(modeParam), this.address.get(cohortParam)];
  }

  protected override ask(): void {
    super.ask();
    const mode = this.address.get(modeParam);
    const cohort = this.address.get(cohortParam);
    const interval = intervalFor(this.period, this.address.get(intervalParam), 'week');
    void this.#grid.ask(async () => ({
      interval,
      retention: await backend.insights.retention.query({ ...this.oneQuestion, interval, mode, cohort }),
    }));
  }

  private renderGrid(): TemplateResult {
    return html`<section class="card">
      <header>
        <h2>Do members come back?</h2>
        <div class="toolbar">
          ${choice({
            label: 'Who belongs to a cohort',
            options: [
              { value: 'first', label: 'First active then' },
              { value: 'recurring', label: 'All active then' },
            ],
            chosen: this.address.get(cohortParam),
            choose: (cohort) => this.address.set(cohortParam.to(cohort)),
          })}
          ${choice({
            label: 'What counts as coming back',
            options: [
              { value: 'on', label: 'On' },
              { value: 'on_or_after', label: 'On or after' },
            ],
            chosen: this.address.get(modeParam),
            choose: (mode) => this.address.set(modeParam.to(mode)),
          })}
          ${this.renderIntervals()} ${this.renderWhose()}
        </div>
      </header>
      ${this.renderLoaded(this.#grid, ({ interval, retention: { cohorts } }) =>
        cohorts.some(({ size }) => size > 0)
          ? html`<hearth-heat-grid .cohorts=${cohorts} .interval=${interval}></hearth-heat-grid>
              ${tableFold({
                caption: 'Percentage of each cohort active later',
                file: 'retention-table',
                columns: columnsFor(cohorts),
                rows: cohorts,
              })}`
          : emptyState({
              title: 'Nobody was active for the first time in these days',
              text: 'Choose a longer period, or count all who were active then as a cohort.',
            }),
      )}
    </section>`;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderCards()} ${this.renderGrid()}
      <section class="card">
        <header><h2>Customer retention over time</h2></header>
        ${trendOf({
          metric: 'customer_retention',
          answered: this.shown,
          currency: this.currency,
          stale: this.numbers.loading,
          retry: this.numbers.retry,
        })}
      </section>
    `;
  }
}
