import { registry } from '@hearth/metrics';
import type { Insight, MetricId } from '@hearth/schema';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { oneOf, param } from '../address/param.ts';
import { Load } from '../load.ts';
import { askAll } from '../numbers/answers.ts';
import { periodBefore } from '../numbers/calendar.ts';
import { NotableDays } from '../numbers/notable-days.ts';
import { NumbersPage } from '../numbers/numbers-page.ts';
import { trendOf } from '../numbers/trend-card.ts';

const metrics = [
  'active_members',
  'stickiness',
  'nps',
  'csat',
  'customer_retention',
  'customer_churn',
  'gross_revenue_retention',
  'net_revenue_retention',
] as const satisfies readonly MetricId[];

const drawnParam = param('draw', oneOf(metrics, 'active_members'));

/** The state of the community on one page: eight numbers, the trend of one of them, and what happened. */
@customElement('hearth-overview-page')
export class OverviewPage extends NumbersPage {
  protected override readonly heading = 'Overview';
  protected override readonly lede = 'Are members engaged, are they satisfied, do they stay?';
  protected override readonly metrics: readonly MetricId[] = metrics;

  readonly #former = new Load<Insight | null>(this);
  readonly #days = new NotableDays(this);

  protected override ask(): void {
    super.ask();
    this.#askFormer();
    void this.#days.ask(this.period);
  }

  /** The period before, drawn faintly; beside other segments it would be one line too many. */
  #askFormer(): void {
    const { question, sides } = this;
    const drawn = this.address.get(drawnParam);
    const former = { ...question, metrics: [drawn], period: periodBefore(question.period) };
    void this.#former.ask(async () => {
      if (sides.length > 1) return null;
      return (await askAll(former)).get(drawn)?.[0]?.insight ?? null;
    });
  }

  private handleDrawn(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    this.address.set(drawnParam.to(drawnParam.read(`?draw=${event.target.value}`)));
    this.#askFormer();
  }

  private renderTrend(): TemplateResult {
    const drawn = this.address.get(drawnParam);
    const former = this.#former.value;
    return html`<section class="card">
      <header>
        <label class="drawn">
          <span class="visually-hidden">Drawn below</span>
          <select @change=${this.handleDrawn}>
            ${metrics.map(
              (metric) =>
                html`<option value=${metric} ?selected=${metric === drawn}>${registry[metric].label}</option>`,
            )}
          </select>
        </label>
        <div class="toolbar">${this.renderIntervals()} ${this.#days.renderAdd(this.today)}</div>
      </header>
      ${trendOf({
        metric: drawn,
        answered: this.shown,
        currency: this.currency,
        marks: this.#days.days,
        ...(former?.metric === drawn && { previous: former.series.map(({ value }) => value) }),
        stale: this.numbers.loading,
        retry: this.numbers.retry,
      })}
      ${this.#days.renderList()}
    </section>`;
  }

  protected override renderContent(): TemplateResult {
    return html`
      ${this.renderCards()} ${this.renderTrend()}
    `;
  }
}
