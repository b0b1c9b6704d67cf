import { registry } from '@hearth/metrics';
import type { Insight, MetricId } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { PageElement } from '../page-element.ts';

const metrics: readonly MetricId[] = ['active_members', 'nps', 'response_rate'];
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const signs = { score: '', percent: ' %', members: '' } as const;
const week = 7 * 24 * 3600 * 1000;

/** Last week in three numbers, each with its sample size, its interval and its formula. Rounded here, and only here. */
@customElement('hearth-measures')
export class Measures extends PageElement {
  @state() private insights: Partial<Record<MetricId, Insight>> = {};
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.problem = '';
    const to = new Date();
    const period = { from: new Date(to.getTime() - week).toISOString(), to: to.toISOString() };
    try {
      const answers = await Promise.all(
        metrics.map(
          async (metric) => [metric, await backend.insights.get.query({ metric, ...period })] as const,
        ),
      );
      this.insights = Object.fromEntries(answers);
    } catch (error) {
      this.problem = sentenceFor(error);
    }
  }

  private renderMeasure(metric: MetricId): TemplateResult {
    const { label, unit, formula } = registry[metric];
    const insight = this.insights[metric];
    const say = (value: number) => number.format(value) + signs[unit];
    return html`<div class="measure">
      <dt>${label} <span class="muted">7 days</span></dt>
      <dd>
        <strong>${!insight ? '…' : insight.value === null ? '–' : say(insight.value)}</strong>
        ${
          insight && insight.low !== null && insight.high !== null
            ? html`<span class="muted">${say(insight.low)} to ${say(insight.high)} · n ${number.format(insight.n)}</span>`
            : insight?.value === null
              ? html`<span class="muted">no answers yet</span>`
              : nothing
        }
        <details>
          <summary>Formula</summary>
          <p>${formula}</p>
        </details>
      </dd>
    </div>`;
  }

  override render() {
    if (this.problem) {
      return html`<p class="problem" role="alert">
        ${this.problem} <button @click=${this.#load}>Try again</button>
      </p>`;
    }
    return html`<dl class="measures">${metrics.map((metric) => this.renderMeasure(metric))}</dl>`;
  }
}
