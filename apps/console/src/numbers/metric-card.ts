import { registry } from '@hearth/metrics';
import type { MetricId } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sparkline } from '../charts/sparkline.ts';
import { compact } from '../format/number.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import type { Answer } from './answers.ts';
import { swatch } from './legend.ts';
import type { Side } from './segments.ts';
import { changeOf, valueText } from './value.ts';

/** Said when the reader wants to know what a number is made of. */
export class NumberOpened extends Event {
  readonly metric: MetricId;
  readonly place: Side['place'];
  constructor(metric: MetricId, place: Side['place']) {
    super('number-opened', { bubbles: true });
    this.metric = metric;
    this.place = place;
  }
}

const words = { better: 'better', worse: 'worse', unclear: '' } as const;

/**
 * One metric, for one side or up to four: value, change, interval, sample and shape. Each number opens what is
 * behind it.
 *
 * @fires number-opened - NumberOpened
 */
@customElement('hearth-metric-card')
export class MetricCard extends PageElement {
  @property({ attribute: false }) metric: MetricId = 'active_members';
  @property({ attribute: false }) sides: readonly Side[] = [];
  /** In the order of the sides; null: not there yet. */
  @property({ attribute: false }) answers: readonly Answer[] | null = null;
  @property() currency = '';
  /** The numbers are of a former question; the new ones are on their way. */
  @property({ type: Boolean }) stale = false;

  private handleOpen(side: Side): void {
    this.dispatchEvent(new NumberOpened(this.metric, side.place));
  }

  private renderChange({ insight }: Answer): TemplateResult | typeof nothing {
    const change = insight && changeOf(this.metric, insight, insight.previous);
    if (!change) return nothing;
    const before = insight ? valueText(this.metric, insight.previous.value, this.currency) : '';
    return html`<span class="change ${change.tone}" title=${`${before} in the period before${insight?.incomplete ? '; this one is not over' : ''}`}>
      ${change.direction === 'same' ? nothing : icon(change.direction)}${change.text}
      ${words[change.tone] ? html`<span class="visually-hidden">, ${words[change.tone]}</span>` : nothing}
    </span>`;
  }

  private renderSample({ insight }: Answer): TemplateResult | typeof nothing {
    if (!insight) return nothing;
    const { low, high, n } = insight;
    const { sample, unit } = registry[this.metric];
    if (insight.value === null) return html`<p class="sample">${n === 0 ? `No ${sample}` : 'Not known'}</p>`;
    // A count is its own sample.
    if (low === null || high === null) {
      if (unit !== 'members') return html`<p class="sample" title=${sample}>n ${compact(n)}</p>`;
      return this.sides.length > 1 ? nothing : html`<p class="sample">${sample}</p>`;
    }
    const say = (value: number) => valueText(this.metric, value, this.currency);
    return html`<p class="sample" title="95 % interval and sample size">
      ${say(low)} to ${say(high)} <span>n ${compact(n)}</span>
    </p>`;
  }

  private renderNumber(side: Side, answer: Answer): TemplateResult {
    if (!answer.insight) return html`<p class="problem">${answer.problem}</p>`;
    const text = valueText(this.metric, answer.insight.value, this.currency);
    const { label } = registry[this.metric];
    const whose = this.sides.length > 1 ? `, ${side.name}` : '';
    return html`<button
      class="figure"
      aria-label=${`${label}${whose}: ${answer.insight.value === null ? 'nothing measured' : text}. What is behind it`}
      @click=${() => this.handleOpen(side)}
      >${text}</button
    >`;
  }

  private renderAlone(side: Side, answer: Answer): TemplateResult {
    return html`<div class="alone">
      ${this.renderNumber(side, answer)} ${this.renderChange(answer)} ${this.renderSample(answer)}
    </div>`;
  }

  private renderBeside(side: Side, answer: Answer): TemplateResult {
    return html`<li>
      <span class="whose">${swatch(side.place)}<span>${side.name}</span></span>
      ${this.renderNumber(side, answer)} ${this.renderChange(answer)} ${this.renderSample(answer)}
    </li>`;
  }

  private renderBody(answers: readonly Answer[]): TemplateResult {
    const [side] = this.sides;
    const [answer] = answers;
    const pairs = this.sides.flatMap((each, at) => {
      const found = answers[at];
      return found ? [{ side: each, answer: found }] : [];
    });
    return html`
      ${
        this.sides.length === 1 && side && answer
          ? this.renderAlone(side, answer)
          : html`<ul class="beside">${pairs.map((pair) => this.renderBeside(pair.side, pair.answer))}</ul>`
      }
      <div class="spark-room">
        ${sparkline(pairs.flatMap((pair) => (pair.answer.insight ? [{ place: pair.side.place, points: pair.answer.insight.series }] : [])))}
      </div>
    `;
  }

  override render() {
    const { answers } = this;
    return html`<section class="metric card ${this.stale ? 'stale' : ''}" aria-busy=${!answers}>
      <h2>${registry[this.metric].label}</h2>
      ${
        answers && answers.length === this.sides.length
          ? this.renderBody(answers)
          : html`<div class="waiting" aria-hidden="true">${this.sides.map(() => html`<i></i>`)}</div>
              <div class="spark-room"></div>`
      }
    </section>`;
  }
}
