import type { NpsState } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { HearthDismissEvent } from '../events/hearth-dismiss.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { Part } from '../internal/part.ts';
import type { Answering } from './answer.ts';
import { isResting, rest } from './cooldown.ts';
import { styles } from './nps.styles.ts';
import { isInterrupting } from './overlay.ts';

const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Milliseconds until a page that was busy is looked at again. */
const nextTry = 3000;

// Outside of the class: inside one with decorators the compiler leaves `.ts` in an import() as it is.
const answering = () => import('./answer.ts');

/**
 * Asks how likely the member is to recommend the product, and why. A score counts as soon as it is settled; the
 * words sent after it complete the same answer.
 *
 * @summary One question from 0 to 10 and one in words: in the page, or as a prompt in its corner.
 * @fires {HearthScoreSelectEvent} hearth-score-select - A score was chosen; it may still change.
 * @fires {HearthAnswerEvent} hearth-answer - The finished answer was sent.
 * @fires {HearthDismissEvent} hearth-dismiss - The member closed it unfinished.
 * @fires {HearthOutcomeEvent} hearth-outcome - The server's word on an answer.
 * @csspart scale - The scores.
 * @csspart close - The button that closes it.
 */
export class HearthNps extends HearthElement<'nps'> {
  static override styles = [...HearthElement.styles, styles];
  /** Fetches what only somebody who answers needs: the words, the sending, the thanks. */
  static answering = answering;

  protected override readonly widget = 'nps';
  #part = new Part(this, () => HearthNps.answering());
  /** The survey being answered: from the first choice on, what the server says of it no longer takes it away. */
  #survey: NpsState | undefined;
  /** From the first choice on, once its part is here. */
  #answer: Answering | undefined;
  /** Of an answer that had to be recorded before its part was here. */
  #answerId = '';
  #byPointer = false;
  #focusedBefore: HTMLElement | undefined;
  #timer = 0;

  @query('[part=base]') private readonly box: HTMLElement | null | undefined;

  @state() private score: number | undefined;
  @state() private closed = false;
  /** The part did not come. The choice is kept, for the next try. */
  @state() private stuck = false;
  /** Asked for by `show()`, due or not. */
  @state() private summoned = false;

  /** `inline` stands where it is placed; `prompt` appears in the page's corner by the survey's rule. */
  @property({ reflect: true }) mode: 'inline' | 'prompt' = 'inline';
  /** Whether the prompt is on screen; `show()` and `dismiss()` change it. */
  @property({ type: Boolean, reflect: true }) open = false;

  constructor() {
    super();
    // Heard out here, it comes from the page: what moves within stays within.
    this.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement) this.#focusedBefore = relatedTarget;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Captured, so that the score is in the client's queue before the client empties it for the last time.
    window.addEventListener('pagehide', this.#settle, true);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#settle, true);
    this.#settle();
    this.#wait();
  }

  protected override willUpdate(): void {
    const { remote } = this;
    // Asked elsewhere: remembered for a day, so that the next page keeps no room for it.
    if (remote.status === 'ready' && remote.data && !remote.data.due && !isResting())
      rest(remote.data.surveyId, 1);
    const survey = this.#asked;
    if (!survey || this.open || this.mode !== 'prompt') return;
    if (this.summoned) this.open = true;
    else if (!this.#timer) this.#wait(survey.delaySeconds * 1000);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { box, mode, open, isConnected } = this;
    if (!box || !isConnected) return;
    if (box.popover) box.togglePopover(open);
    const survey = this.#asked;
    if (survey && (open || mode === 'inline')) this.recordShown(survey.surveyId, box);
  }

  protected override handleMemberChange(): void {
    this.#begin();
    this.summoned = this.open = false;
  }

  /** The survey that is to be answered here now, if any. */
  get #asked(): NpsState | undefined {
    if (this.closed) return undefined;
    if (this.#survey) return this.#survey;
    const { remote } = this;
    const survey = remote.status === 'ready' && remote.data;
    if (!survey) return undefined;
    // The server knows when a member was asked last; for a visitor it does not know, this browser does.
    const due = survey.due && (remote.member?.verified || !isResting(survey.surveyId));
    return due || this.summoned ? survey : undefined;
  }

  /** Appears after so many milliseconds, or when nobody else has the visitor's attention; undefined: not any more. */
  #wait(delay?: number): void {
    clearTimeout(this.#timer);
    this.#timer =
      delay === undefined
        ? 0
        : window.setTimeout(() => {
            this.#timer = 0;
            if (!this.#asked) return;
            if (isInterrupting()) this.#wait(nextTry);
            else this.open = true;
          }, delay);
  }

  #begin(): void {
    this.#wait();
    this.#answer?.stop();
    this.#answer = this.#survey = this.score = undefined;
    this.#answerId = '';
    this.closed = this.stuck = false;
  }

  #choose(survey: NpsState, score: number): void {
    this.#survey ??= survey;
    this.score = score;
    void this.#hand();
  }

  /** Hands what is chosen to the part that makes an answer of it: at once if it is here. */
  async #hand(): Promise<void> {
    const survey = this.#survey;
    this.stuck = false;
    try {
      const { Answering } = this.#part.loaded ?? (await this.#part.load());
      const { client, score } = this;
      // Another member's by now, or chosen and handed over twice.
      if (
        !client ||
        !survey ||
        survey !== this.#survey ||
        score === undefined ||
        score === this.#answer?.score
      )
        return;
      this.#answer ??= new Answering({
        element: this,
        client,
        survey,
        answerId: this.#answerId,
        leave: () => this.mode === 'prompt' && this.#close(),
      });
      this.#answer.choose(score, this.#byPointer);
    } catch {
      this.stuck = true;
    }
  }

  /** Records the score as an answer so far: the member may leave before sending the rest. */
  #settle = (): void => {
    const { client, score } = this;
    const survey = this.#survey;
    if (this.#answer) this.#answer.settle();
    else if (survey && score !== undefined && crypto.randomUUID) {
      // Left before the part was here, which knows how to make ids on http too. Who comes back goes on with this answer.
      this.#answerId ||= `ans_${crypto.randomUUID().replaceAll('-', '')}`;
      rest(survey.surveyId, survey.cooldownDays);
      void client?.record('survey.answered', {
        surveyId: survey.surveyId,
        answerId: this.#answerId,
        score,
        complete: false,
      });
    }
  };

  #close(): void {
    if (this.shadowRoot?.activeElement) this.#focusedBefore?.focus();
    this.#answer?.stop();
    this.closed = true;
    this.summoned = this.open = false;
  }

  private handlePointerDown(): void {
    this.#byPointer = true;
  }

  private handleKeyDown(event: KeyboardEvent): void {
    this.#byPointer = false;
    if (event.key !== 'Escape' || this.mode !== 'prompt') return;
    event.stopPropagation();
    this.dismiss();
  }

  private handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#answer?.send();
  }

  /** Asks now, due or not: say, from a "Give feedback" link of the page. */
  show(): void {
    if (this.closed || this.#answer?.thanks) this.#begin();
    this.summoned = true;
  }

  /** Closes it, as its close button does. What was chosen so far stays an answer. */
  dismiss(): void {
    const survey = this.#asked;
    if (!survey) return;
    if (!this.#answer?.thanks) {
      this.#settle();
      rest(survey.surveyId, survey.cooldownDays);
      void this.client?.record('widget.dismissed', { widget: 'nps', contentId: survey.surveyId });
      this.dispatchEvent(new HearthDismissEvent('nps'));
    }
    this.#close();
  }

  protected override renderReady(): TemplateResult | typeof nothing {
    const survey = this.#asked;
    if (!survey) return nothing;
    const isPrompt = this.mode === 'prompt';
    const answer = this.#answer;
    const question =
      survey.question ??
      msg('How likely are you to recommend us to a friend or colleague?', { id: 'nps-question' });
    return html`<p class="visually-hidden" role="status">${answer?.thanks || (this.open ? question : nothing)}</p>
      <div
        part="base"
        popover=${isPrompt ? 'manual' : nothing}
        role=${isPrompt ? 'dialog' : 'group'}
        aria-labelledby="title"
        @keydown=${this.handleKeyDown}
        @pointerdown=${this.handlePointerDown}
      >
        ${answer?.thanks ? answer.renderThanks() : this.#renderForm(survey, question)}
        <button class="icon" part="close" aria-label=${msg('Close', { id: 'close' })} @click=${this.dismiss}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17" /></svg>
        </button>
      </div>`;
  }

  #renderForm(survey: NpsState, question: string): TemplateResult {
    return html`<form @submit=${this.handleSubmit}>
      <fieldset aria-describedby="low high">
        <legend><h2 id="title">${question}</h2></legend>
        <span id="low" class="muted">${msg('Not at all likely', { id: 'nps-low' })}</span>
        <div part="scale">
          ${scores.map(
            (score) =>
              html`<input
                type="radio"
                name="score"
                value=${score}
                aria-label=${score}
                aria-describedby=${score === 0 ? 'low' : score === 10 ? 'high' : nothing}
                .checked=${score === this.score}
                @change=${() => this.#choose(survey, score)}
              />`,
          )}
        </div>
        <span id="high" class="muted">${msg('Extremely likely', { id: 'nps-high' })}</span>
      </fieldset>
      ${
        this.stuck
          ? html`<div class="failed" role="alert">${this.renderTrouble(() => this.#hand())}</div>`
          : this.#answer?.renderFollowUp()
      }
    </form>`;
  }

  override render(): TemplateResult | typeof nothing {
    // A reload in the background must not take the form from under the member's hands.
    if (this.#survey) return this.renderReady();
    const { status } = this.remote;
    // Room is kept only for what will likely be there.
    const isHidden = status !== 'ready' && (this.mode === 'prompt' || (status === 'loading' && isResting()));
    return isHidden ? nothing : super.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-nps': HearthNps;
  }
}
