import type { ReportReason } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { HearthReportEvent } from '../events/hearth-report.ts';
import { FeedPart } from './feed-part.ts';
import { limits } from './limits.ts';
import { refusal } from './refusal.ts';

const reasons = {
  spam: () => msg('Spam or advertising', { id: 'feed-report-spam' }),
  abuse: () => msg('Hurtful or abusive', { id: 'feed-report-abuse' }),
  off_topic: () => msg('Off topic', { id: 'feed-report-off-topic' }),
  other: () => msg('Something else', { id: 'feed-report-other' }),
} satisfies Record<ReportReason, () => string>;
const isReason = (key: string): key is ReportReason => key in reasons;

/** Why moderators have acted, as those who report would say it; undefined where that says nothing. */
export const reasonLabel = (reason: string | null): string | undefined => {
  if (reason === 'personal_data') return msg('Personal data', { id: 'feed-personal-data' });
  return reason && reason !== 'other' && isReason(reason) ? reasons[reason]() : undefined;
};
const reasonKeys = Object.keys(reasons).filter(isReason);

/** Why somebody wants the moderators to look. Dispatches `cancel` when it is left without sending. */
export class FeedReport extends FeedPart {
  /** A post's id or a comment's. */
  @property() contentId = '';

  @state() private reason: ReportReason | undefined;
  @state() private sent = false;
  @state() private problem = '';

  @query('textarea') private note!: HTMLTextAreaElement | null;

  #note = '';

  override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  private handleReasonChange(event: Event): void {
    if (event.target instanceof HTMLInputElement && isReason(event.target.value))
      this.reason = event.target.value;
  }

  private handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { reason, contentId } = this;
    if (!reason) return;
    this.#note = this.note?.value ?? '';
    const note = this.#note.trim();
    // Thanked at once: it is stored on this device, and a refusal brings the form back with its text.
    this.sent = true;
    this.context.tell(new HearthReportEvent(contentId, reason));
    const outcome = await this.context.record('report.created', {
      target: contentId.startsWith('pst_') ? { postId: contentId } : { commentId: contentId },
      reason,
      ...(note && { note }),
    });
    if (outcome.status === 'rejected' && outcome.code === 'already_done') return;
    this.problem = refusal(outcome) ?? '';
    this.sent = !this.problem;
  }

  #renderForm(): TemplateResult {
    return html`<form class="stack" @submit=${this.handleSubmit}>
      <fieldset @change=${this.handleReasonChange}>
        <legend>${msg('What is wrong with it?', { id: 'feed-report-question' })}</legend>
        ${reasonKeys.map(
          (key) => html`<label class="choice"
            ><input type="radio" name="reason-${this.contentId}" .value=${key} .checked=${key === this.reason} />
            ${reasons[key]()}</label
          >`,
        )}
      </fieldset>
      <textarea
        rows="2"
        dir="auto"
        maxlength=${limits.note}
        aria-label=${msg('Anything to add? (optional)', { id: 'feed-report-note' })}
        placeholder=${msg('Anything to add? (optional)', { id: 'feed-report-note' })}
        .value=${this.#note}
      ></textarea>
      <div class="row end">
        ${this.problem ? html`<span class="error grow" role="alert">${this.problem}</span>` : nothing}
        <button type="button" class="small" @click=${this.handleCancel}>
          ${msg('Cancel', { id: 'feed-cancel' })}
        </button>
        <button class="small primary" aria-disabled=${!this.reason}>
          ${msg('Send report', { id: 'feed-report-send' })}
        </button>
      </div>
    </form>`;
  }

  override render(): TemplateResult {
    return html`<div part="report" class="panel">
      <div role="status">
        ${this.sent ? msg('Thank you. The moderators will look at it.', { id: 'feed-report-thanks' }) : nothing}
      </div>
      ${this.sent ? nothing : this.#renderForm()}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed-report': FeedReport;
  }
}
