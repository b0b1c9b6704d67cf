import type { BanDays, ModerationReason, ModerationVerb } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';
import type { Dialog } from '../parts/dialog.ts';
import { reasonLabels, verbLabels } from './wording.ts';
import '../parts/dialog.ts';

/** What the operator settled on. */
export interface Choice {
  reason: ModerationReason;
  note: string;
  days: BanDays;
}

/** Said once the operator has confirmed. */
export class DecidedEvent extends Event {
  readonly choice: Choice;

  constructor(choice: Choice) {
    super('decided');
    this.choice = choice;
  }
}

const lengths: readonly { days: BanDays; label: string }[] = [
  { days: 1, label: 'A day' },
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: null, label: 'Until lifted' },
];
const isReason = (value: string): value is ModerationReason => value in reasonLabels;
const reasons = Object.keys(reasonLabels).filter(isReason);

/**
 * Why, in a word and, if wanted, in a sentence. Quick by keyboard: a digit chooses a reason, Enter confirms.
 *
 * @fires {DecidedEvent} decided
 * @fires close - nothing was decided
 */
@customElement('hearth-decision-dialog')
export class DecisionDialog extends PageElement {
  @query('hearth-dialog') private dialog!: Dialog;

  @state() private days: BanDays = 7;

  @property() verb: ModerationVerb = 'hide';
  /** What it is about, such as “Maya’s post” or “3 posts and comments”. */
  @property() about = '';
  /** Chosen at first: what reporters said, or what was chosen last. */
  @property() reason: ModerationReason = 'spam';

  #note = '';
  #decided = false;

  override async firstUpdated(): Promise<void> {
    await this.dialog.updateComplete;
    this.querySelector<HTMLInputElement>('input[name=reason]:checked')?.focus();
  }

  // Bound: the form is rendered by the dialog, which would call them as its own.
  private handleSubmit = (event: Event): void => {
    event.preventDefault();
    this.#decided = true;
    this.dialog.close();
    this.dispatchEvent(new DecidedEvent({ reason: this.reason, note: this.#note.trim(), days: this.days }));
  };

  private handleClose(): void {
    if (!this.#decided) this.dispatchEvent(new Event('close'));
  }

  private handleKeydown = (event: KeyboardEvent): void => {
    const isWriting = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Enter' && (!isWriting || event.ctrlKey || event.metaKey)) {
      // Buttons press themselves; a radio or the field confirms the whole form.
      if (event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      this.querySelector('form')?.requestSubmit();
    } else if (!isWriting && /^[1-5]$/.test(event.key)) {
      this.querySelectorAll<HTMLInputElement>('input[name=reason]')[Number(event.key) - 1]?.click();
    }
  };

  private renderReason(reason: ModerationReason, index: number): TemplateResult {
    return html`<label class="reason">
      <input
        type="radio"
        name="reason"
        value=${reason}
        .checked=${reason === this.reason}
        @change=${() => {
          this.reason = reason;
        }}
      />
      <span>${reasonLabels[reason]}</span>
      <kbd aria-hidden="true">${index + 1}</kbd>
    </label>`;
  }

  #renderLengths(): TemplateResult | typeof nothing {
    if (this.verb !== 'ban') return nothing;
    return html`<fieldset class="lengths">
      <legend>For how long</legend>
      ${lengths.map(
        ({ days, label }) => html`<label>
          <input
            type="radio"
            name="days"
            .checked=${days === this.days}
            @change=${() => {
              this.days = days;
            }}
          />${label}</label
        >`,
      )}
    </fieldset>`;
  }

  #renderForm(): TemplateResult {
    const isWarning = this.verb === 'warn';
    return html`<form id="decision" class="decision" @submit=${this.handleSubmit} @keydown=${this.handleKeydown}>
      <fieldset>
        <legend>Why</legend>
        ${reasons.map((reason, index) => this.renderReason(reason, index))}
      </fieldset>
      ${this.#renderLengths()}
      <p class="field">
        <label for="decision-note">${isWarning ? 'What the member will read' : 'Note for your team'}</label>
        <textarea
          id="decision-note"
          rows="3"
          maxlength="2000"
          ?required=${isWarning}
          aria-describedby="decision-hint"
          @input=${({ target }: Event) => {
            if (target instanceof HTMLTextAreaElement) this.#note = target.value;
          }}
        ></textarea>
        <span class="muted" id="decision-hint"
          >${
            isWarning
              ? 'Shown in their feed until they close it.'
              : 'Stays in the audit log; members never see it. Optional.'
          }</span
        >
      </p>
    </form>`;
  }

  override render(): TemplateResult {
    const grave = this.verb === 'remove' || this.verb === 'ban';
    return html`<hearth-dialog
      heading=${`${verbLabels[this.verb]} ${this.about}`}
      .content=${this.#renderForm()}
      .actions=${html`<button type="button" class="quiet" @click=${() => this.dialog.close()}>Cancel</button>
        <button type="submit" form="decision" class=${grave ? 'danger' : 'primary'}>
          ${verbLabels[this.verb]} <kbd aria-hidden="true">↵</kbd>
        </button>`}
      @close=${this.handleClose}
    ></hearth-dialog>`;
  }
}
