import type { ChurnReasons, Interval, MetricId, Movements } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { flag, oneOf, param } from '../address/param.ts';
import { backend } from '../backend.ts';
import { Load } from '../load.ts';
import type { Inquiry } from '../numbers/answers.ts';
import { NumbersPage } from '../numbers/numbers-page.ts';
import { intervalFor, intervalParam } from '../numbers/period.ts';
import { choice } from '../parts/choice.ts';
import { may } from '../session.ts';
import { churnReasonsOf } from './churn-reasons.ts';
import './import-dialog.ts';
import { movementsOf } from './movements.ts';
import './revenue.css';
import './spend-form.ts';

const drawable = ['mrr', 'net_revenue_retention', 'gross_revenue_retention'] as const;
const names = {
  mrr: 'MRR',
  net_revenue_retention: 'Net retention',
  gross_revenue_retention: 'Gross retention',
};
const drawnParam = param('draw', oneOf(drawable, 'mrr'));
const reactivationParam = param('reactivation', flag);

/** What recurs, what it gained and lost, why accounts left, and what winning one costs. */
@customElement('hearth-revenue-page')
export class RevenuePage extends NumbersPage {
  @state() private imports = false;

  protected override readonly heading = 'Revenue';
  protected override readonly lede =
    'What recurs, what it gained and lost, and what winning an account costs.';
  protected override readonly metrics: readonly MetricId[] = [
    'mrr',
    'gross_revenue_retention',
    'net_revenue_retention',
    'revenue_churn',
    'customer_churn',
    'account_growth',
    'arpa',
    'lifetime_value',
    'acquisition_cost',
    'ltv_to_cac',
  ];

  readonly #movements = new Load<{ interval: Interval; movements: Movements }>(this);
  readonly #reasons = new Load<ChurnReasons>(this);

  protected override get question(): Inquiry {
    return { ...super.question, withReactivation: this.address.get(reactivationParam) };
  }

  protected override ask(): void {
    super.ask();
    const one = this.oneQuestion;
    const interval = intervalFor(this.period, this.address.get(intervalParam), 'week');
    void this.#movements.ask(async () => ({
      interval,
      movements: await backend.insights.movements.query({ ...one, interval }),
    }));
    void this.#reasons.ask(() => backend.insights.churnReasons.query(one));
  }

  private handleChanged(): void {
    this.ask();
  }

  private handleReactivation(event: Event): void {
    if (event.target instanceof HTMLInputElement)
      this.address.set(reactivationParam.to(event.target.checked));
  }

  private renderTrend(): TemplateResult {
    const drawn = this.address.get(drawnParam);
    return html`<section class="card">
      <header>
        ${choice({
          label: 'Drawn below',
          options: drawable.map((value) => ({ value, label: names[value] })),
          chosen: drawn,
          choose: (metric) => this.address.set(drawnParam.to(metric)),
        })}
        <div class="toolbar">
          <label class="switch">
            <input type="checkbox" .checked=${this.address.get(reactivationParam)} @change=${this.handleReactivation} />
            Net counts accounts that came back
          </label>
          ${this.renderIntervals()}
        </div>
      </header>
      ${this.renderTrendOf(drawn)}
    </section>`;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderCards()} ${this.renderTrend()} ${this.renderWhose()}
      <section class="card">
        <header>
          <h2>What MRR gained and lost</h2>
          ${may('edit revenue') ? html`<button @click=${() => this.#showImport(true)}>Import subscriptions</button>` : nothing}
        </header>
        ${this.renderLoaded(this.#movements, ({ interval, movements }) => movementsOf(movements, interval))}
      </section>
      <div class="halves">
        <section class="card">
          <header><h2>Why accounts left</h2></header>
          ${this.renderLoaded(this.#reasons, churnReasonsOf)}
        </section>
        ${
          may('edit revenue')
            ? html`<section class="card">
                <header>
                  <h2>Acquisition spend</h2>
                  <p>What winning accounts cost, month by month. The acquisition cost divides it by the new ones.</p>
                </header>
                <hearth-spend-form @changed=${this.handleChanged}></hearth-spend-form>
              </section>`
            : nothing
        }
      </div>
      ${
        this.imports
          ? html`<hearth-import-dialog
              @changed=${this.handleChanged}
              @close=${() => this.#showImport(false)}
            ></hearth-import-dialog>`
          : nothing
      }
    `;
  }

  #showImport(shows: boolean): void {
    this.imports = shows;
  }
}
