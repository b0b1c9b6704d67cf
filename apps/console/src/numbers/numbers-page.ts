import type { MetricId, Segment } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { Address } from '../address/address.ts';
import { backend } from '../backend.ts';
import { download } from '../csv/csv.ts';
import { Load } from '../load.ts';
import { ConsolePage } from '../page-element.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { pageHeader } from '../parts/page-header.ts';
import { failure } from '../parts/states.ts';
import { operator } from '../session.ts';
import './numbers.css';
import { aboutParam, partParam } from './about.ts';
import { type Answers, askAll, type Inquiry } from './answers.ts';
import { type Period, projectToday } from './calendar.ts';
import type { NumberOpened } from './metric-card.ts';
import './metric-card.ts';
import './number-drawer.ts';
import { csvOfNumbers } from './numbers-csv.ts';
import { intervalParam, periodParam, resolve } from './period.ts';
import type { PeriodChosen } from './period-picker.ts';
import './period-picker.ts';
import type { SegmentsChosen } from './segment-picker.ts';
import './segment-picker.ts';
import { keepSegments, knownSegments } from './known-segments.ts';
import { type Side, segmentsParam, sideOfAll, sidesOf, whoseParam } from './segments.ts';
import { trendOf } from './trend-card.ts';

/** Numbers with the question that they answer: until new ones are there, the former stay as they were. */
export interface Answered {
  question: Inquiry;
  answers: Answers;
}

/** What the pages of numbers share: the period, whose numbers they are, and the drawer behind each number. */
export abstract class NumbersPage extends ConsolePage {
  protected readonly address = new Address(this, () => this.#handleChange());
  protected readonly numbers = new Load<Answered>(this);
  readonly #segments = new Load<readonly Segment[]>(this);
  #asked = '';

  protected abstract readonly heading: string;
  /** The question that the page answers. */
  protected abstract readonly lede: string;
  /** What its cards show. */
  protected abstract readonly metrics: readonly MetricId[];

  protected get today(): string {
    return projectToday(operator().project.timeZone);
  }

  protected get period(): Period {
    return resolve(this.address.get(periodParam), this.today);
  }

  protected get currency(): string {
    return operator().project.currency;
  }

  protected get sides(): Side[] {
    const known = this.#segments.value ?? knownSegments();
    return sidesOf(this.address.get(segmentsParam), new Map(known.map(({ id, name }) => [id, name])));
  }

  protected get question(): Inquiry {
    const { metrics, sides, period } = this;
    return { metrics, sides, period, interval: this.address.get(intervalParam) };
  }

  /** Whose numbers stand where only one's can, as in a grid; chosen among the sides. */
  protected get whose(): Side {
    const { sides } = this;
    const chosen = this.address.get(whoseParam);
    return sides.find(({ place }) => String(place) === chosen) ?? sides[0] ?? sideOfAll;
  }

  /** The period and the one side, as the backend wants them. */
  protected get oneQuestion(): Period & { segmentId?: string } {
    const { segmentId } = this.whose;
    return { ...this.period, ...(segmentId !== null && { segmentId }) };
  }

  /** What is shown now: the newest numbers, or those before them while they are on their way. */
  protected get shown(): Answered | null {
    const { value } = this.numbers;
    if (!value) return null;
    // The names may have come after the numbers.
    const names = new Map(this.sides.map(({ segmentId, name }) => [segmentId, name]));
    const sides = value.question.sides.map((side) => ({
      ...side,
      name: names.get(side.segmentId) ?? side.name,
    }));
    return { ...value, question: { ...value.question, sides } };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#segments.ask(async () => {
      const { segments } = await backend.segments.list.query({});
      return keepSegments(segments);
    });
  }

  #handleChange(): void {
    const { metrics, sides, ...rest } = this.question;
    const whose = this.address.get(whoseParam);
    const asked = JSON.stringify([sides.map(({ segmentId }) => segmentId), rest, whose, this.askedBesides()]);
    // Opening a number changes the address too, but not what the numbers are.
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.ask();
  }

  /** What else of the address makes other numbers. */
  protected askedBesides(): unknown {
    return null;
  }

  /** Asks for all that the page shows. */
  protected ask(): void {
    const { question } = this;
    void this.numbers.ask(async () => ({ question, answers: await askAll(question) }));
  }

  private handlePeriod(event: PeriodChosen): void {
    this.address.set(periodParam.to(event.choice));
  }

  private handleSegments(event: SegmentsChosen): void {
    const only = event.ids.length === 1 && event.ids[0] === 'all';
    this.address.set(segmentsParam.to(only ? [] : event.ids));
  }

  private handleNumberOpened = ({ metric, place }: NumberOpened): void => {
    this.address.set(aboutParam.to({ metric, place }), partParam.to(''));
  };

  private handleSave = (): void => {
    const { shown } = this;
    if (shown) download(this.heading.toLowerCase(), csvOfNumbers(shown, this.currency));
  };

  #renderHeader(): TemplateResult {
    return pageHeader({
      title: this.heading,
      lede: this.lede,
      actions: html`
        <hearth-segment-picker
          .segments=${this.#segments.value ?? knownSegments()}
          .sides=${this.sides}
          @segments-chosen=${this.handleSegments}
        ></hearth-segment-picker>
        <hearth-period-picker
          .choice=${this.address.get(periodParam)}
          .today=${this.today}
          @period-chosen=${this.handlePeriod}
        ></hearth-period-picker>
        <button @click=${this.handleSave}>${icon('download')}CSV</button>
      `,
    });
  }

  protected renderIntervals(): TemplateResult {
    return choice({
      label: 'Width of the points',
      options: [
        { value: 'auto', label: 'Auto' },
        { value: 'day', label: 'Day' },
        { value: 'week', label: 'Week' },
        { value: 'month', label: 'Month' },
      ],
      chosen: this.address.get(intervalParam),
      choose: (by) => this.address.set(intervalParam.to(by)),
    });
  }

  /** Which of the sides stands here; nothing to choose, nothing shown. */
  protected renderWhose(): TemplateResult | typeof nothing {
    const { sides } = this;
    if (sides.length < 2) return nothing;
    return choice({
      label: 'Whose',
      options: sides.map(({ name, place }) => ({ value: String(place), label: name })),
      chosen: String(this.whose.place),
      choose: (place) => this.address.set(whoseParam.to(place)),
    });
  }

  protected renderCard(metric: MetricId): TemplateResult {
    const { shown } = this;
    return html`<hearth-metric-card
      .metric=${metric}
      .sides=${shown?.question.sides ?? this.sides}
      .answers=${shown?.answers.get(metric) ?? null}
      .currency=${this.currency}
      .stale=${shown !== null && this.numbers.loading}
      @number-opened=${this.handleNumberOpened}
    ></hearth-metric-card>`;
  }

  protected renderCards(metrics: readonly MetricId[] = this.metrics): TemplateResult {
    return html`<div class="cards sides-${(this.shown?.question.sides ?? this.sides).length} of-${metrics.length}">${metrics.map((metric) => this.renderCard(metric))}</div>`;
  }

  /** The trend of one of the page's metrics, drawn from what is shown. */
  protected renderTrendOf(metric: MetricId): TemplateResult {
    return trendOf({
      metric,
      answered: this.shown,
      currency: this.currency,
      stale: this.numbers.loading,
      retry: this.numbers.retry,
    });
  }

  /** What was asked for besides the cards: the room is kept, the former answer stays, a failure can be retried. */
  protected renderLoaded<T>(load: Load<T>, show: (value: T) => TemplateResult): TemplateResult {
    if (load.problem) return failure(load.problem, load.retry);
    if (load.value === null) return html`<div class="trend-room" aria-hidden="true"></div>`;
    return html`<div class=${load.loading ? 'stale' : ''}>${show(load.value)}</div>`;
  }

  #renderDrawer(): TemplateResult | typeof nothing {
    const about = this.address.get(aboutParam);
    const { shown } = this;
    const at = (about?.place ?? 0) - 1;
    const side = shown?.question.sides[at];
    const insight = about && shown?.answers.get(about.metric)?.[at]?.insight;
    if (!about || !shown || !side || !insight) return nothing;
    return html`<hearth-number-drawer
      .metric=${about.metric}
      .side=${side}
      .insight=${insight}
      .only=${this.address.get(partParam)}
      .currency=${this.currency}
      @part-chosen=${(event: CustomEvent<string>) => this.address.replace(partParam.to(event.detail))}
      @close=${() => this.address.set(aboutParam.to(null), partParam.to(''))}
    ></hearth-number-drawer>`;
  }

  /** The page below its header. */
  protected abstract renderContent(): TemplateResult;

  override render(): TemplateResult {
    const { problem, retry } = this.numbers;
    // Nothing at all is there: skeletons below a failure would promise what does not come.
    const nothingYet = problem !== '' && !this.shown;
    return html`<div class="page">
      ${this.#renderHeader()} ${problem ? failure(problem, retry) : nothing}
      ${nothingYet ? nothing : this.renderContent()} ${this.#renderDrawer()}
    </div>`;
  }
}
