import { registry } from '@hearth/metrics';
import type { Behind, Insight, MetricId } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { download } from '../csv/csv.ts';
import { count, counted } from '../format/number.ts';
import { age, brief, span } from '../format/time.ts';
import { PageElement } from '../page-element.ts';
import { type Column, csvOf } from '../parts/columns.ts';
import '../parts/dialog.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { pathTo } from '../shell/navigation.ts';
import { amountOf } from './amount.ts';
import type { Side } from './segments.ts';
import { changeOf, valueText } from './value.ts';

type Row = Behind['rows'][number];

/** A file of more pages than this is asked for from the API: the reader is told. */
const mostPages = 50;

/**
 * What one number is made of: formula, sample, what was left out, how fresh it is, and who is behind it.
 *
 * @fires close - it was closed
 * @fires part-chosen - with the part's id, or nothing for all
 */
@customElement('hearth-number-drawer')
export class NumberDrawer extends PageElement {
  @state() private rows: readonly Row[] = [];
  @state() private total = 0;
  @state() private cursor: string | null = null;
  @state() private loading = true;
  @state() private problem = '';

  @property({ attribute: false }) metric: MetricId = 'active_members';
  @property({ attribute: false }) side: Side = { segmentId: null, name: '', place: 1 };
  @property({ attribute: false }) insight: Insight | null = null;
  /** A part's id; empty: all of the number. */
  @property() only = '';
  @property() currency = '';

  #turn = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('metric') || changed.has('only') || changed.has('insight') || changed.has('side')) {
      void this.#load(null);
    }
  }

  #ask(cursor: string | null): Promise<Behind> {
    const { insight, metric, only: part, side } = this;
    if (!insight) throw new Error('The drawer was opened without its number.');
    return backend.insights.behind.query({
      metric,
      from: insight.from,
      to: insight.to,
      ...(side.segmentId !== null && { segmentId: side.segmentId }),
      ...(part && { part }),
      ...(cursor !== null && { cursor }),
    });
  }

  async #load(cursor: string | null): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (cursor === null) this.rows = [];
    this.loading = true;
    this.problem = '';
    try {
      const page = await this.#ask(cursor);
      if (turn !== this.#turn) return;
      this.rows = [...this.rows, ...page.rows];
      this.total = page.total;
      this.cursor = page.nextCursor;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = sentenceFor(error);
    }
    this.loading = false;
  }

  private handleDownload = async (): Promise<void> => {
    const turn = this.#turn;
    for (
      let pages = 1;
      this.cursor !== null && pages < mostPages && turn === this.#turn && !this.problem;
      pages += 1
    ) {
      const before = this.#turn;
      await this.#load(this.cursor);
      if (this.#turn !== before + 1) return;
    }
    if (this.problem) return;
    download(`${this.metric}${this.only && `-${this.only}`}`, csvOf(this.#columns(), this.rows));
  };

  #columns(): Column<Row>[] {
    const amount = amountOf(this.metric, this.currency);
    const { behind } = registry[this.metric];
    return [
      { label: 'Id', value: ({ id }) => id },
      { label: behind === 'members' ? 'Member' : 'Account', value: ({ name }) => name },
      { label: behind === 'members' ? 'Account' : 'Plan', value: ({ detail }) => detail },
      { label: amount.label, value: (row) => (row.amount === null ? null : amount.plain(row.amount)) },
      { label: 'At', value: ({ at }) => at },
    ];
  }

  private handleClose(): void {
    this.dispatchEvent(new Event('close'));
  }

  private renderFacts(insight: Insight): TemplateResult {
    const { metric, currency } = this;
    const { formula, sample } = registry[metric];
    const say = (value: number | null) => valueText(metric, value, currency);
    const change = changeOf(metric, insight, insight.previous);
    return html`
      <p class="drawer-value"><strong>${say(insight.value)}</strong>
        ${insight.low !== null && insight.high !== null ? html`<span class="muted">${say(insight.low)} to ${say(insight.high)} <abbr title="In 95 of 100 such samples, an interval made this way holds the true value">95 %</abbr></span>` : nothing}
      </p>
      <dl class="facts">
        <div><dt>Formula</dt><dd>${formula}</dd></div>
        <div><dt>Sample</dt><dd>${counted(insight.n, sample, sample)}</dd></div>
        <div><dt>Period</dt><dd>${span(insight.from, insight.to)}${insight.incomplete ? html` <span class="tag">not over yet</span>` : nothing}</dd></div>
        <div><dt>Before</dt><dd>${say(insight.previous.value)}${insight.previous.n ? html` <span class="muted">n ${count(insight.previous.n)}</span>` : nothing}${change ? html` · ${change.text}${change.tone === 'unclear' && change.direction !== 'same' ? html` <span class="muted">may be chance</span>` : nothing}` : nothing}</dd></div>
        <div><dt>Whose</dt><dd>${this.side.name}${insight.segmentAsOf ? html` <span class="muted">members as of ${age(insight.segmentAsOf)}</span>` : nothing}</dd></div>
        ${insight.exclusions.map(
          ({ reason, count: left }) => html`<div><dt>Left out</dt><dd>${count(left)} · ${reason}</dd></div>`,
        )}
        <div><dt>As of</dt><dd>${brief(insight.asOf)} <span class="muted">everything up to then is counted</span></dd></div>
      </dl>
    `;
  }

  private renderRow(row: Row): TemplateResult {
    const { behind } = registry[this.metric];
    const amount = amountOf(this.metric, this.currency);
    const anonymous = behind === 'members' ? 'Anonymous member' : 'Unnamed account';
    return html`<li>
      <a href=${pathTo(behind, row.id)}>${row.name ?? anonymous}</a>
      <span class="muted">${row.detail ?? nothing}</span>
      <span class="number">${row.amount === null ? nothing : amount.show(row.amount)}</span>
      <span class="muted number">${row.at === null ? nothing : age(row.at)}</span>
    </li>`;
  }

  private renderList(): TemplateResult {
    if (this.problem)
      return failure(this.problem, () => void this.#load(this.rows.length > 0 ? this.cursor : null));
    if (this.rows.length === 0) {
      return this.loading
        ? skeleton(6)
        : emptyState({
            title: 'Nobody is behind it',
            text: 'In these days there was none for this number to count.',
          });
    }
    return html`<ul class="behind">${this.rows.map((row) => this.renderRow(row))}</ul>
      ${
        this.cursor === null
          ? nothing
          : html`<button aria-disabled=${this.loading} @click=${() => this.#load(this.cursor)}>
              ${this.loading ? 'Loading…' : `Show more of ${count(this.total)}`}
            </button>`
      }`;
  }

  private renderBehind(): TemplateResult {
    const { behind, parts } = registry[this.metric];
    const options = [
      { value: '', label: 'All' },
      ...Object.entries(parts).map(([value, label]) => ({ value, label })),
    ];
    return html`<section class="behind-section">
      <header>
        <h3>${behind === 'members' ? 'Members' : 'Accounts'} behind it
          ${this.loading || this.problem ? nothing : html`<span class="muted number">${count(this.total)}</span>`}</h3>
        <button class="quiet" ?disabled=${this.rows.length === 0} @click=${this.handleDownload}>${icon('download')}CSV</button>
      </header>
      ${
        options.length > 1
          ? choice({
              label: 'Part of the number',
              options,
              chosen: this.only,
              choose: (part) => this.dispatchEvent(new CustomEvent('part-chosen', { detail: part })),
            })
          : nothing
      }
      ${this.renderList()}
    </section>`;
  }

  override render() {
    return html`<hearth-dialog
      kind="drawer"
      heading=${registry[this.metric].label}
      .content=${html`${this.insight ? this.renderFacts(this.insight) : nothing} ${this.renderBehind()}`}
      @close=${this.handleClose}
    ></hearth-dialog>`;
  }
}
