import { createId } from '@hearth/client';
import type { Band, NpsState, Outcome } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { HearthAnswerEvent } from '../events/hearth-answer.ts';
import { HearthDismissEvent } from '../events/hearth-dismiss.ts';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthScoreSelectEvent } from '../events/hearth-score-select.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { bandOf } from './band.ts';
import { isResting, rest } from './cooldown.ts';
import { styles } from './nps.styles.ts';
import { isInterrupting } from './overlay.ts';

const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

type Timer = 'appear' | 'settle' | 'leave';

/** Milliseconds: how long arrow keys may still move, a send may take, thanks stay, and a busy page is left alone. */
const settling = 1000;
const patience = 8000;
const farewell = 5000;
const nextTry = 3000;

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

  protected override readonly widget = 'nps';
  /** The survey being answered: from the first choice on, what the server says of it no longer takes it away. */
  #survey: NpsState | undefined;
  #answerId = '';
  #comment = '';
  /** The score last recorded, so that settling on it twice is one interaction. */
  #settled: number | undefined;
  #byPointer = false;
  #focusedBefore: HTMLElement | undefined;
  #timers: Record<Timer, number> = { appear: 0, settle: 0, leave: 0 };

  @query('[part=base]') private readonly box: HTMLElement | null | undefined;

  @state() private phase: 'asking' | 'sending' | 'refused' | 'thanked' | 'closed' = 'asking';
  @state() private score: number | undefined;
  /** Asked for by `show()`, due or not. */
  @state() private summoned = false;
  /** Sent, but the server has not answered: the browser keeps it until it can be delivered. */
  @state() private kept = false;

  /** `inline` stands where it is placed; `prompt` appears in the page's corner by the survey's rule. */
  @property({ reflect: true }) mode: 'inline' | 'prompt' = 'inline';
  /** Whether the prompt is on screen; `show()` and `dismiss()` change it. */
  @property({ type: Boolean, reflect: true }) open = false;

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
    this.#stop('appear');
  }

  protected override willUpdate(): void {
    const { remote } = this;
    // Asked elsewhere: remembered for a day, so that the next page keeps no room for it.
    if (remote.status === 'ready' && remote.data && !remote.data.due && !isResting())
      rest(remote.data.surveyId, 1);
    const survey = this.#asked;
    if (!survey || this.open || this.mode !== 'prompt') return;
    if (this.summoned) this.open = true;
    else if (!this.#timers.appear) this.#after('appear', survey.delaySeconds * 1000, this.#appear);
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
    if (this.phase === 'closed') return undefined;
    if (this.#survey) return this.#survey;
    const { remote } = this;
    const survey = remote.status === 'ready' && remote.data;
    if (!survey) return undefined;
    // The server knows when a member was asked last; for a visitor it does not know, this browser does.
    const due = survey.due && (remote.member?.verified || !isResting(survey.surveyId));
    return due || this.summoned ? survey : undefined;
  }

  #after(timer: Timer, milliseconds: number, action: () => void): void {
    this.#stop(timer);
    this.#timers[timer] = window.setTimeout(() => {
      this.#timers[timer] = 0;
      action();
    }, milliseconds);
  }

  #stop(timer: Timer): void {
    clearTimeout(this.#timers[timer]);
    this.#timers[timer] = 0;
  }

  #appear = (): void => {
    if (!this.#asked) return;
    if (isInterrupting()) this.#after('appear', nextTry, this.#appear);
    else this.open = true;
  };

  #begin(): void {
    for (const timer of ['appear', 'settle', 'leave'] as const) this.#stop(timer);
    this.#survey = this.#settled = this.score = undefined;
    this.#comment = '';
    this.phase = 'asking';
  }

  #choose(survey: NpsState, score: number): void {
    if (!this.#survey) {
      this.#survey = survey;
      this.#answerId = createId('ans');
      void this.client?.record('widget.started', { widget: 'nps', contentId: survey.surveyId });
    }
    this.score = score;
    this.dispatchEvent(new HearthScoreSelectEvent(score, bandOf(score)));
    if (this.#byPointer) this.#settle();
    else this.#after('settle', settling, this.#settle);
  }

  /** Records the score as an answer so far: the member may leave before sending the rest. */
  #settle = (): void => {
    this.#stop('settle');
    if (this.score !== this.#settled) void this.#record(false);
  };

  async #record(complete: boolean): Promise<Outcome | undefined> {
    const survey = this.#survey;
    const { score, client } = this;
    if (!survey || score === undefined) return;
    const comment = complete && this.#comment.trim();
    this.#settled = score;
    rest(survey.surveyId, survey.cooldownDays);
    const outcome = await client?.record('survey.answered', {
      surveyId: survey.surveyId,
      answerId: this.#answerId,
      score,
      ...(comment && { comment }),
      complete,
    });
    if (outcome) this.dispatchEvent(new HearthOutcomeEvent(outcome));
    return outcome;
  }

  #close(): void {
    if (this.shadowRoot?.activeElement) this.#focusedBefore?.focus();
    this.phase = 'closed';
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

  private handleFocusIn({ relatedTarget }: FocusEvent): void {
    // Within this element the browser names its host: then focus did not come from the page.
    if (relatedTarget instanceof HTMLElement && relatedTarget !== this && !this.box?.contains(relatedTarget))
      this.#focusedBefore = relatedTarget;
  }

  private handleInput({ target }: InputEvent): void {
    if (target instanceof HTMLTextAreaElement) this.#comment = target.value;
  }

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const survey = this.#survey;
    const { score, phase } = this;
    if (!survey || score === undefined || phase === 'sending') return;
    this.#stop('settle');
    this.phase = 'sending';
    const answer = this.#answerId;
    // The client has stored it before it sends it, so after a while there is nothing left to wait for.
    const wait = navigator.onLine ? patience : 0;
    const outcome = await Promise.race([
      this.#record(true),
      new Promise<undefined>((resolve) => setTimeout(resolve, wait)),
    ]);
    if (this.phase !== 'sending' || this.#answerId !== answer) return;
    if (outcome?.status === 'rejected') {
      this.phase = 'refused';
      return;
    }
    this.kept = !outcome;
    const focused = this.shadowRoot?.activeElement;
    this.phase = 'thanked';
    this.dispatchEvent(new HearthAnswerEvent(survey.surveyId, score, this.#comment.trim() || undefined));
    if (this.mode === 'prompt') this.#after('leave', farewell, () => this.#close());
    await this.updateComplete;
    if (focused) this.box?.querySelector('h2')?.focus();
  }

  /** Asks now, due or not: say, from a "Give feedback" link of the page. */
  show(): void {
    if (this.phase === 'thanked' || this.phase === 'closed') this.#begin();
    this.summoned = true;
  }

  /** Closes it, as its close button does. What was chosen so far stays an answer. */
  dismiss(): void {
    const survey = this.#asked;
    if (!survey) return;
    if (this.phase !== 'thanked') {
      this.#settle();
      rest(survey.surveyId, survey.cooldownDays);
      void this.client?.record('widget.dismissed', { widget: 'nps', contentId: survey.surveyId });
      this.dispatchEvent(new HearthDismissEvent('nps'));
    }
    this.#close();
  }

  protected override renderLoading(): TemplateResult | typeof nothing {
    // Room is kept only for what will likely be there.
    return this.mode === 'prompt' || isResting() ? nothing : super.renderLoading();
  }

  protected override renderFailed(): TemplateResult | typeof nothing {
    return this.mode === 'prompt' ? nothing : super.renderFailed();
  }

  protected override renderReady(): TemplateResult | typeof nothing {
    const survey = this.#asked;
    if (!survey) return nothing;
    const isPrompt = this.mode === 'prompt';
    const question =
      survey.question ??
      msg('How likely are you to recommend us to a friend or colleague?', { id: 'nps-question' });
    const thanks = this.phase === 'thanked' && msg('Thank you for your feedback', { id: 'nps-thanks' });
    return html`<p class="visually-hidden" role="status">${thanks || (this.open ? question : nothing)}</p>
      <div
        part="base"
        popover=${isPrompt ? 'manual' : nothing}
        role=${isPrompt ? 'dialog' : 'group'}
        aria-labelledby="title"
        @keydown=${this.handleKeyDown}
        @pointerdown=${this.handlePointerDown}
        @focusin=${this.handleFocusIn}
      >
        ${thanks ? this.#renderThanks(thanks) : this.#renderForm(survey, question)}
        <button class="icon" part="close" aria-label=${msg('Close', { id: 'close' })} @click=${this.dismiss}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17" /></svg>
        </button>
      </div>`;
  }

  #renderThanks(thanks: string): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${thanks}</h2>
      <p class="muted">
        ${
          this.kept
            ? msg('It is saved here and will be sent as soon as you are online.', { id: 'nps-kept' })
            : msg('It goes straight to the people who build this.', { id: 'nps-thanks-more' })
        }
      </p>`;
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
      ${this.score === undefined ? nothing : this.#renderFollowUp(survey, bandOf(this.score))}
    </form>`;
  }

  #renderFollowUp({ followUps }: NpsState, band: Band): TemplateResult {
    const { phase } = this;
    const wording: Record<Band, () => string> = {
      detractor: () => msg('What should we do better?', { id: 'nps-detractor' }),
      passive: () => msg('What would make it a 10 for you?', { id: 'nps-passive' }),
      promoter: () => msg('What do you like most?', { id: 'nps-promoter' }),
    };
    return html`<div class="follow-up">
      <label for="comment">${followUps?.[band] ?? wording[band]()}</label>
      <textarea
        id="comment"
        rows="3"
        maxlength="2000"
        placeholder=${msg('Optional', { id: 'nps-optional' })}
        .value=${this.#comment}
        @input=${this.handleInput}
      ></textarea>
      ${
        phase === 'refused'
          ? html`<p class="error" role="alert">
              ${msg('That did not go through. What you wrote is still here.', { id: 'nps-refused' })}
            </p>`
          : nothing
      }
      <button class="primary" aria-disabled=${phase === 'sending'}>
        ${
          phase === 'sending'
            ? msg('Sending…', { id: 'nps-sending' })
            : phase === 'refused'
              ? msg('Try again', { id: 'retry' })
              : msg('Send', { id: 'nps-send' })
        }
      </button>
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    // A reload in the background must not take the form from under the member's hands.
    return this.#survey ? this.renderReady() : super.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-nps': HearthNps;
  }
}
