import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';
import './charts.css';
import { type Bar, blocksOf, scaleOf } from './stack.ts';

export interface Kind {
  label: string;
  /** A class of charts.css that colours it, such as `gain-1`. */
  tone: string;
}

/** Said when a bar that stands for something to choose is pressed. */
export class BarChosen extends Event {
  readonly at: number;
  constructor(at: number) {
    super('bar-chosen');
    this.at = at;
  }
}

const height = 200;
/** Of a bar and the gap beside it, in the drawing's own units: it is stretched to the room there is. */
const slot = 10;
const gap = 2.4;

/**
 * Bars side by side, stacked by kind; what is negative hangs below zero. The pointer and the arrow keys read
 * single bars out; the page shows the same numbers in a table.
 *
 * @fires bar-chosen - BarChosen, where `choosable`
 */
@customElement('hearth-bars')
export class Bars extends PageElement {
  @state() private at: number | null = null;

  @property({ attribute: false }) bars: readonly Bar[] = [];
  @property({ attribute: false }) kinds: readonly Kind[] = [];
  /** A value as it is shown. */
  @property({ attribute: false }) value: (value: number) => string = String;
  @property({ attribute: false }) axis: (value: number) => string = String;
  /** A bar's name below it, where the whole one has no room. */
  @property({ attribute: false }) short: (at: number) => string = (at) => this.bars[at]?.name ?? '';
  /** The bars that are on; empty: none is out. */
  @property({ attribute: false }) chosen: ReadonlySet<number> = new Set();
  @property({ type: Boolean }) choosable = false;
  @property() label = '';

  private handleMove(event: PointerEvent): void {
    const room = event.currentTarget;
    if (!(room instanceof HTMLElement)) return;
    const { left, width } = room.getBoundingClientRect();
    this.at = this.#within(Math.floor(((event.clientX - left) / width) * this.bars.length));
  }

  #within(at: number): number {
    return Math.min(Math.max(at, 0), this.bars.length - 1);
  }

  private handleLeave(): void {
    this.at = null;
  }

  private handleChoose(): void {
    if (this.choosable && this.at !== null) this.dispatchEvent(new BarChosen(this.at));
  }

  private handleKeydown(event: KeyboardEvent): void {
    const last = this.bars.length - 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => {
        this.at = this.#within((this.at ?? last + 1) - 1);
      },
      ArrowRight: () => {
        this.at = this.#within((this.at ?? -1) + 1);
      },
      Enter: () => this.handleChoose(),
      ' ': () => this.handleChoose(),
      Escape: () => this.handleLeave(),
    };
    const move = moves[event.key];
    if (!move || last < 0) return;
    event.preventDefault();
    move();
  }

  private renderReadout(at: number): TemplateResult | typeof nothing {
    const bar = this.bars[at];
    if (!bar) return nothing;
    return html`<div class="readout at-${at * 2 < this.bars.length ? 'end' : 'start'}" role="status">
      <p class="readout-head">
        ${bar.name}${bar.incomplete ? html` <span class="tag">incomplete</span>` : nothing}
      </p>
      <dl>
        ${this.kinds.map(({ label, tone }, kind) => {
          const value = bar.values[kind] ?? 0;
          // Of a bar that is all of one kind, the others are not worth a line.
          if (value === 0 && this.kinds.length > 1) return nothing;
          return html`<div>
            <dt><i class=${`swatch ${tone}`}></i>${label}</dt>
            <dd><strong>${this.value(value)}</strong></dd>
          </div>`;
        })}
      </dl>
    </div>`;
  }

  private renderDrawing(low: number, high: number, lines: readonly number[]): TemplateResult {
    const y = (value: number): number => ((high - value) / (high - low)) * height;
    const width = this.bars.length * slot;
    return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${lines.map((line) => svg`<line class=${line === 0 ? 'zero' : ''} x1="0" x2=${width} y1=${y(line)} y2=${y(line)} />`)}
      ${this.bars.map((bar, at) => {
        const out = this.chosen.size > 0 && !this.chosen.has(at);
        return svg`<g class=${`bar ${bar.incomplete ? 'incomplete' : ''} ${out ? 'out' : ''} ${this.at === at ? 'pointed' : ''}`}>
          ${blocksOf(bar).map(
            ({ kind, from, to }) => svg`<rect
              class=${this.kinds[kind]?.tone ?? ''}
              x=${at * slot + gap / 2} width=${slot - gap}
              y=${y(to)} height=${Math.max(y(from) - y(to), 0.5)} />`,
          )}
        </g>`;
      })}
    </svg>`;
  }

  override render() {
    const { low, high, lines } = scaleOf(this.bars);
    const every = Math.max(1, Math.ceil(this.bars.length / 12));
    return html`
      ${
        this.kinds.length > 1
          ? html`<ul class="legend">
              ${this.kinds.map(({ label, tone }) => html`<li><i class=${`swatch ${tone}`}></i>${label}</li>`)}
            </ul>`
          : nothing
      }
      <div class="bars">
        <ol class="bars-axis" aria-hidden="true">${lines.toReversed().map((line) => html`<li>${this.axis(line)}</li>`)}</ol>
        <div
          class="bars-room ${this.choosable ? 'choosable' : ''}"
          tabindex="0"
          role="img"
          aria-label=${`${this.label}. Left and right arrow keys read single bars${this.choosable ? ', Enter chooses one' : ''}.`}
          @pointermove=${this.handleMove}
          @pointerleave=${this.handleLeave}
          @blur=${this.handleLeave}
          @click=${this.handleChoose}
          @keydown=${this.handleKeydown}
        >
          ${this.renderDrawing(low, high, lines)}
          ${this.at === null ? nothing : this.renderReadout(this.at)}
        </div>
        <ol class="bars-names" aria-hidden="true">
          ${this.bars.map(
            (_, at) => html`<li class=${at % (every * 3) === 0 ? '' : 'minor'}>
              ${at % every === 0 ? html`<span>${this.short(at)}</span>` : nothing}
            </li>`,
          )}
        </ol>
      </div>
    `;
  }
}
