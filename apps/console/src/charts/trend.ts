import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import { shortDay, shortMonth, stepName } from '../format/time.ts';
import { swatch } from '../numbers/legend.ts';
import { PageElement } from '../page-element.ts';
import './charts.css';
import { coloursOf } from './colours.ts';
import { loadPlot } from './load-plot.ts';
import { stepOf, type TrendLine } from './series.ts';

export interface Mark {
  day: string;
  text: string;
}

/**
 * Lines over time with their intervals. The pointer and the arrow keys read single steps out; the same numbers
 * stand in a table of the page's, for whoever cannot see it.
 */
@customElement('hearth-trend')
export class Trend extends PageElement {
  @query('.plot') private room!: HTMLElement;

  /** The step being read; null: none. */
  @state() private at: number | null = null;

  @property({ attribute: false }) lines: readonly TrendLine[] = [];
  /** The first line, as many steps before. */
  @property({ attribute: false }) previous: readonly (number | null)[] = [];
  @property({ attribute: false }) interval: 'day' | 'week' | 'month' = 'week';
  /** A value as it is shown. */
  @property({ attribute: false }) value: (value: number | null) => string = String;
  /** The same, on the axis. */
  @property({ attribute: false }) axis: (value: number) => string = String;
  @property({ attribute: false }) marks: readonly Mark[] = [];
  /** What is drawn, in a few words. */
  @property() label = '';
  /** In pixels. */
  @property({ type: Number }) height = 240;

  #plot: uPlot | undefined;
  #left = 0;
  #turn = 0;
  readonly #theme = matchMedia('(prefers-color-scheme: dark)');
  readonly #resizing = new ResizeObserver(() => this.#resize());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#theme.addEventListener('change', this.handleTheme);
    if (this.hasUpdated) this.requestUpdate('lines');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#theme.removeEventListener('change', this.handleTheme);
    this.#resizing.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  override updated(changed: PropertyValues<this>): void {
    const drawn = ['lines', 'previous', 'marks', 'interval', 'height'] as const;
    if (drawn.some((name) => changed.has(name))) void this.#draw();
  }

  #steps() {
    return this.lines[0]?.points ?? [];
  }

  async #draw(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    // Of its own, so that the numbers are on screen before the code that draws.
    const { createPlot } = await loadPlot();
    if (turn !== this.#turn || !this.isConnected) return;
    this.#plot?.destroy();
    this.at = null;
    const steps = this.#steps();
    this.#plot = createPlot(this.room, {
      lines: this.lines,
      previous: this.previous,
      colours: coloursOf(this),
      width: Math.max(this.room.clientWidth, 120),
      height: this.height,
      axis: this.axis,
      label: (at) => {
        const step = steps[at];
        if (!step) return '';
        return this.interval === 'month' ? shortMonth(step.from) : shortDay(step.from);
      },
      marks: this.marks.map(({ day }) => stepOf(steps, day)).filter((at) => at >= 0),
      pointed: (at, left) => {
        this.#left = left;
        this.at = at;
      },
    });
    this.#resizing.observe(this.room);
  }

  #resize(): void {
    const width = this.room.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width)
      this.#plot.setSize({ width, height: this.height });
  }

  #point(at: number): void {
    const plot = this.#plot;
    if (!plot) return;
    const last = this.#steps().length - 1;
    const left = plot.valToPos(Math.min(Math.max(at, 0), last), 'x');
    plot.setCursor({ left, top: 10 });
  }

  private handleTheme = (): void => void this.#draw();

  private handleKeydown(event: KeyboardEvent): void {
    const last = this.#steps().length - 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.#point((this.at ?? last + 1) - 1),
      ArrowRight: () => this.#point((this.at ?? -1) + 1),
      Home: () => this.#point(0),
      End: () => this.#point(last),
      Escape: () => this.#plot?.setCursor({ left: -10, top: -10 }),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  private handleBlur(): void {
    this.#plot?.setCursor({ left: -10, top: -10 });
  }

  private renderReadout(at: number): TemplateResult | typeof nothing {
    const step = this.#steps()[at];
    if (!step) return nothing;
    const former = this.previous[at];
    const marks = this.marks.filter(({ day }) => step.from <= day && day < step.to);
    return html`<p class="readout-head">
        ${stepName(step, this.interval)}${step.incomplete ? html` <span class="tag">incomplete</span>` : nothing}
      </p>
      <dl>
        ${this.lines.map((line) => {
          const point = line.points[at];
          if (!point) return nothing;
          const interval =
            point.low !== null && point.high !== null
              ? `${this.value(point.low)} to ${this.value(point.high)}`
              : '';
          return html`<div>
            <dt>${swatch(line.place)}${line.name}</dt>
            <dd><strong>${this.value(point.value)}</strong> <small>${interval}</small></dd>
          </div>`;
        })}
        ${former === undefined || former === null ? nothing : html`<div><dt><i class="swatch former"></i>Period before</dt><dd>${this.value(former)}</dd></div>`}
      </dl>
      ${marks.map(({ text }) => html`<p class="readout-mark">${text}</p>`)}`;
  }

  /** Beside the step, on the side where there is room. */
  #placeReadout(): void {
    const readout = this.querySelector<HTMLElement>('.readout');
    const over = this.querySelector<HTMLElement>('.u-over');
    if (!readout || !over) return;
    const x = over.offsetLeft + this.#left;
    const flips = x + readout.offsetWidth + 24 > this.room.clientWidth;
    readout.style.insetInlineStart = `${Math.max(0, flips ? x - readout.offsetWidth - 12 : x + 12)}px`;
  }

  override willUpdate(): void {
    if (this.at !== null) void this.updateComplete.then(() => this.#placeReadout());
  }

  override render() {
    return html`<figure class="trend">
      <div
        class="plot"
        tabindex="0"
        role="img"
        aria-label=${`${this.label}. Left and right arrow keys read single steps.`}
        @keydown=${this.handleKeydown}
        @blur=${this.handleBlur}
      ></div>
      <div class="readout" role="status" ?hidden=${this.at === null}>${this.at === null ? nothing : this.renderReadout(this.at)}</div>
    </figure>`;
  }
}
