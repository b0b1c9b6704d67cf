import type { Day } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { span } from '../format/time.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import type { Popup } from '../parts/popup.ts';
import '../parts/popup.ts';
import { periodBefore, plusDays } from './calendar.ts';
import { type Choice, isPeriod, type Preset, presetNames, presets, resolve } from './period.ts';

/** Said with what the reader chose. */
export class PeriodChosen extends Event {
  readonly choice: Choice;
  constructor(choice: Choice) {
    super('period-chosen');
    this.choice = choice;
  }
}

/**
 * Chooses the days that the numbers are about: by name, or from one day to another (both of them in, as people
 * say it; the address and the wire are half-open).
 *
 * @fires period-chosen - PeriodChosen
 */
@customElement('hearth-period-picker')
export class PeriodPicker extends PageElement {
  @query('hearth-popup') private popup!: Popup;
  @query('#period-from') private first!: HTMLInputElement;
  @query('#period-to') private last!: HTMLInputElement;

  @state() private problem = '';

  @property({ attribute: false }) choice: Choice = { preset: '30d' };
  /** Where the project is. */
  @property() today: Day = '';

  #choose(choice: Choice): void {
    this.problem = '';
    this.popup.close();
    this.dispatchEvent(new PeriodChosen(choice));
  }

  private handlePreset(preset: Preset): void {
    this.#choose({ preset });
  }

  private handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { value: from } = this.first;
    const to = this.last.value && plusDays(this.last.value, 1);
    if (isPeriod({ from, to })) this.#choose({ preset: null, from, to });
    else {
      this.problem = 'The last day must not come before the first, nor more than ten years after it.';
      this.popup.requestUpdate();
    }
  };

  private renderPanel = () => {
    const { from, to } = resolve(this.choice, this.today);
    return html`<ul class="options">
        ${presetNames.map(
          (name) => html`<li>
            <button class="quiet" aria-pressed=${name === this.choice.preset} @click=${() => this.handlePreset(name)}>
              ${presets[name]}
            </button>
          </li>`,
        )}
      </ul>
      <form class="days" @submit=${this.handleSubmit}>
        <div class="field">
          <label for="period-from">First day</label>
          <input id="period-from" type="date" required .value=${from} aria-describedby="period-problem" />
        </div>
        <div class="field">
          <label for="period-to">Last day</label>
          <input id="period-to" type="date" required .value=${plusDays(to, -1)} aria-describedby="period-problem" />
        </div>
        <p id="period-problem" class="problem" role="alert">${this.problem || nothing}</p>
        <button class="primary">Show these days</button>
      </form>
      <p class="muted">Compared with ${span(periodBefore({ from, to }).from, from)}, as many days before.</p>`;
  };

  override render() {
    const { from, to } = resolve(this.choice, this.today);
    const name = this.choice.preset === null ? span(from, to) : presets[this.choice.preset];
    return html`<hearth-popup
      label=${`Period: ${name}`}
      .face=${html`${icon('calendar')}<span>${name}</span>`}
      .content=${this.renderPanel}
    ></hearth-popup>`;
  }
}
