import { registry } from '@hearth/metrics';
import type { MetricId, Scores, SurveyKind } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { list, oneOf, param, text } from '../address/param.ts';
import { backend } from '../backend.ts';
import { Load } from '../load.ts';
import { NumbersPage } from '../numbers/numbers-page.ts';
import { trendOf } from '../numbers/trend-card.ts';
import { choice } from '../parts/choice.ts';
import { KeyBindings } from '../shell/keys.ts';
import './comments.ts';
import { distributionOf } from './distribution.ts';
import './satisfaction.css';

const kinds = ['nps', 'csat', 'ces'] as const satisfies readonly SurveyKind[];
const kindParam = param('kind', oneOf(kinds, 'nps'));
const scoresParam = param('scores', list(/^(10|\d)$/, 11));
const wordsParam = param('q', text(120));
/** A pause in typing, in milliseconds, so that not each letter asks the backend. */
const pause = 250;

/** What members say of the product: scores, how they spread, and the words beside them. */
@customElement('hearth-satisfaction-page')
export class SatisfactionPage extends NumbersPage {
  protected override readonly heading = 'Satisfaction';
  protected override readonly lede =
    'What members answer when they are asked, and what they write beside it.';
  protected override readonly metrics: readonly MetricId[] = ['nps', 'csat', 'ces', 'response_rate'];

  readonly #scores = new Load<Scores>(this);
  #typing: ReturnType<typeof setTimeout> | undefined;
  #asked: { period: string; question: { from: string; to: string; segmentId?: string } } | undefined;

  constructor() {
    super();
    new KeyBindings(this, 'Satisfaction', () => [
      {
        keys: '/',
        label: 'Search the comments',
        run: () => this.querySelector<HTMLElement>('#comment-words')?.focus(),
      },
    ]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override askedBesides(): unknown {
    return this.address.get(kindParam);
  }

  protected override ask(): void {
    super.ask();
    const kind = this.address.get(kindParam);
    void this.#scores.ask(() => backend.insights.scores.query({ ...this.oneQuestion, kind }));
  }

  private handleKind = (kind: SurveyKind): void => {
    // A score of one scale says nothing on another.
    this.address.set(kindParam.to(kind), scoresParam.to([]));
  };

  #toggle = (score: number): void => {
    const chosen = this.address.get(scoresParam);
    const name = String(score);
    this.address.set(
      scoresParam.to(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]),
    );
  };

  private handleWords(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.address.replace(wordsParam.to(target.value)), pause);
  }

  /** One and the same object while nothing changes, so that the comments are not asked for again. */
  get #question() {
    const question = this.oneQuestion;
    const period = JSON.stringify(question);
    if (this.#asked?.period !== period) this.#asked = { period, question };
    return this.#asked.question;
  }

  private renderComments(kind: SurveyKind): TemplateResult {
    const scores = this.address.get(scoresParam);
    return html`<section class="card">
      <header>
        <h2>Comments</h2>
        <div class="toolbar">
          ${
            scores.length > 0
              ? html`<button class="quiet" @click=${() => this.address.set(scoresParam.to([]))}>
                  Scores ${scores.toSorted((a, b) => Number(a) - Number(b)).join(', ')} · show all
                </button>`
              : nothing
          }
          <label>
            <span class="visually-hidden">Search the comments</span>
            <input
              id="comment-words"
              type="search"
              placeholder="Search the comments"
              maxlength="120"
              .value=${this.address.get(wordsParam)}
              @input=${this.handleWords}
            />
          </label>
        </div>
      </header>
      <hearth-comments
        .question=${this.#question}
        .kind=${kind}
        .scores=${this.#numbersOf(scores)}
        text=${this.address.get(wordsParam)}
      ></hearth-comments>
    </section>`;
  }

  #kept: { key: string; scores: readonly number[] } = { key: '', scores: [] };

  #numbersOf(scores: readonly string[]): readonly number[] {
    const key = scores.join();
    if (this.#kept.key !== key) this.#kept = { key, scores: scores.map(Number) };
    return this.#kept.scores;
  }

  protected override renderContent(): TemplateResult {
    const kind = this.address.get(kindParam);
    const chosen = this.address.get(scoresParam).map(Number);
    return html`
      ${this.renderCards()}
      <div class="toolbar">
        ${choice({
          label: 'Survey',
          options: kinds.map((value) => ({ value, label: registry[value].label })),
          chosen: kind,
          choose: this.handleKind,
        })}
        ${this.renderWhose()}
      </div>
      <div class="halves">
        <section class="card">
          <header><h2>${registry[kind].label} over time</h2>${this.renderIntervals()}</header>
          ${trendOf({
            metric: kind,
            answered: this.shown,
            currency: this.currency,
            stale: this.numbers.loading,
            retry: this.numbers.retry,
          })}
        </section>
        <section class="card">
          <header>
            <h2>How the scores spread</h2>
            <p>Press a score to read what was written with it.</p>
          </header>
          ${this.renderLoaded(this.#scores, (scores) =>
            distributionOf({ scores, kind, chosen, choose: this.#toggle }),
          )}
        </section>
      </div>
      ${this.renderComments(kind)}
    `;
  }
}
