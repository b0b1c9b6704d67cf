import { createId, type HearthClient } from '@hearth/client';
import type { Band, NpsState, Outcome } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { HearthAnswerEvent } from '../events/hearth-answer.ts';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthScoreSelectEvent } from '../events/hearth-score-select.ts';
import { bandOf } from './band.ts';
import { rest } from './cooldown.ts';

export { styles } from './answer.styles.ts';

/** Milliseconds: how long arrow keys may still move, a send may take, and a prompt's thanks stay. */
const settling = 1000;
const patience = 8000;
const farewell = 5000;

/** What an answer knows of where it is given. */
export interface Asking {
  readonly element: LitElement;
  readonly client: HearthClient;
  readonly survey: NpsState;
  /** '' unless part of this answer is recorded already. */
  readonly answerId: string;
  /** Called a while after the thanks. */
  leave(): void;
}

/** One member's answer, from the first score they choose to the thanks: all that nobody needs who only looks. */
export class Answering {
  score: number | undefined;
  /** What is said once it is sent; '' before. */
  thanks = '';
  readonly #asking: Asking;
  readonly #answerId: string;
  #comment = '';
  /** The score last recorded, so that settling on it twice is one interaction. */
  #settled: number | undefined;
  #phase: 'asking' | 'sending' | 'refused' | 'stopped' = 'asking';
  /** Sent, but the server has not answered: the browser keeps it until it can be delivered. */
  #kept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(asking: Asking) {
    this.#asking = asking;
    this.#answerId = asking.answerId || createId('ans');
    const { client, survey } = asking;
    void client.record('widget.started', { widget: 'nps', contentId: survey.surveyId });
  }

  /** A score chosen by pointer is meant; one passed over with arrow keys may not be. */
  choose(score: number, byPointer: boolean): void {
    this.score = score;
    this.#asking.element.dispatchEvent(new HearthScoreSelectEvent(score, bandOf(score)));
    if (byPointer) this.settle();
    else this.#after(settling, () => this.settle());
    this.#update();
  }

  /** Records the score as an answer so far: the member may leave before sending the rest. */
  settle(): void {
    clearTimeout(this.#timer);
    if (this.score !== this.#settled) void this.#record(false);
  }

  async send(): Promise<void> {
    const { score } = this;
    const { element, survey, leave } = this.#asking;
    if (score === undefined || this.#phase === 'sending') return;
    clearTimeout(this.#timer);
    this.#phase = 'sending';
    this.#update();
    // The client has stored it before it sends it, so after a while there is nothing left to wait for.
    const wait = navigator.onLine ? patience : 0;
    const outcome = await Promise.race([
      this.#record(true),
      new Promise<undefined>((resolve) => setTimeout(resolve, wait)),
    ]);
    // Closed meanwhile, or another member is here: nobody is left to thank.
    if (this.#phase !== 'sending') return;
    this.#update();
    if (outcome?.status === 'rejected') {
      this.#phase = 'refused';
      return;
    }
    this.#kept = !outcome;
    this.thanks = msg('Thank you for your feedback', { id: 'nps-thanks' });
    const focused = element.shadowRoot?.activeElement;
    element.dispatchEvent(new HearthAnswerEvent(survey.surveyId, score, this.#comment.trim() || undefined));
    this.#after(farewell, leave);
    await element.updateComplete;
    if (focused) element.shadowRoot?.querySelector('h2')?.focus();
  }

  /** Nothing happens any more by itself. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#phase = 'stopped';
  }

  renderThanks(): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${this.thanks}</h2>
      <p class="muted">
        ${
          this.#kept
            ? msg('It is saved here and will be sent as soon as you are online.', { id: 'nps-kept' })
            : msg('It goes straight to the people who build this.', { id: 'nps-thanks-more' })
        }
      </p>`;
  }

  renderFollowUp(): TemplateResult {
    const band = bandOf(this.score ?? 0);
    const wording: Record<Band, () => string> = {
      detractor: () => msg('What should we do better?', { id: 'nps-detractor' }),
      passive: () => msg('What would make it a 10 for you?', { id: 'nps-passive' }),
      promoter: () => msg('What do you like most?', { id: 'nps-promoter' }),
    };
    const isSending = this.#phase === 'sending';
    const isRefused = this.#phase === 'refused';
    return html`<div class="follow-up">
      <label for="comment">${this.#asking.survey.followUps?.[band] ?? wording[band]()}</label>
      <textarea
        id="comment"
        rows="3"
        maxlength="2000"
        placeholder=${msg('Optional', { id: 'nps-optional' })}
        .value=${this.#comment}
        @input=${this.#handleInput}
      ></textarea>
      ${
        isRefused
          ? html`<p class="error" role="alert">
              ${msg('That did not go through. What you wrote is still here.', { id: 'nps-refused' })}
            </p>`
          : nothing
      }
      <button class="primary" aria-disabled=${isSending}>
        ${
          isSending
            ? msg('Sending…', { id: 'nps-sending' })
            : isRefused
              ? msg('Try again', { id: 'retry' })
              : msg('Send', { id: 'nps-send' })
        }
      </button>
    </div>`;
  }

  #handleInput = ({ target }: InputEvent): void => {
    if (target instanceof HTMLTextAreaElement) this.#comment = target.value;
  };

  #update(): void {
    this.#asking.element.requestUpdate();
  }

  #after(milliseconds: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, milliseconds);
  }

  async #record(complete: boolean): Promise<Outcome | undefined> {
    const { element, client, survey } = this.#asking;
    const { score } = this;
    if (score === undefined) return;
    const comment = complete && this.#comment.trim();
    this.#settled = score;
    rest(survey.surveyId, survey.cooldownDays);
    const outcome = await client.record('survey.answered', {
      surveyId: survey.surveyId,
      answerId: this.#answerId,
      score,
      ...(comment && { comment }),
      complete,
    });
    element.dispatchEvent(new HearthOutcomeEvent(outcome));
    return outcome;
  }
}
