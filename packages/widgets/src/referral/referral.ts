import type { ReferralState } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthShareEvent } from '../events/hearth-share.ts';
import { copyText } from '../internal/copy.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { styles } from './referral.styles.ts';

/** How long the button says that it worked. */
const CONFIRM_MS = 2500;

/**
 * @summary A member's own referral link, with what has come of it.
 * @tag hearth-referral
 * @fires {HearthShareEvent} hearth-share - the link was copied or handed to the device's share sheet
 * @fires {HearthOutcomeEvent} hearth-outcome - the server's word on it
 * @csspart base - the widget's outer box
 * @csspart heading - the title
 * @csspart link - the field with the link
 * @csspart copy - the button that copies it
 * @csspart share - the button that opens the device's share sheet, where there is one
 * @csspart counts - invited, joined, rewarded
 * @csspart rules - what is to be had, in one line
 */
export class HearthReferral extends HearthElement<'referral'> {
  static override styles = [tokens, base, styles];

  protected readonly widget = 'referral';

  /** What became of the last click on Copy; false: the browser refused, so that the link is there to be copied by hand. */
  @state() private copied: boolean | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.copied = undefined;
  }

  override updated(): void {
    if (this.remote.status === 'ready' && this.remote.data) this.recordShown();
  }

  protected override handleMemberChange(): void {
    this.copied = undefined;
  }

  async #shared(channel: 'copy' | 'native'): Promise<void> {
    this.dispatchEvent(new HearthShareEvent(channel));
    const outcome = await this.client?.record('referral.shared', { channel });
    if (outcome) this.dispatchEvent(new HearthOutcomeEvent(outcome));
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  private handleFieldFocus(): void {
    this.#field?.select();
  }

  private async handleCopyClick(): Promise<void> {
    const field = this.#field;
    if (!field) return;
    clearTimeout(this.#timer);
    this.copied = await copyText(field.value);
    if (this.copied) {
      this.#timer = setTimeout(() => {
        this.copied = undefined;
      }, CONFIRM_MS);
      await this.#shared('copy');
    } else {
      // Selected, so that the member's own copy key takes it.
      field.focus();
    }
  }

  private async handleShareClick(): Promise<void> {
    const url = this.#field?.value;
    if (!url) return;
    try {
      await navigator.share({ url });
    } catch {
      // Closed without sharing, or refused by the device: nothing was shared, and the link is still there to copy.
      return;
    }
    await this.#shared('native');
  }

  #renderCopy(): TemplateResult {
    const done = this.copied;
    return html`<button part="copy" class=${done ? 'primary done' : 'primary'} @click=${this.handleCopyClick}>
      ${done ? msg('Copied', { id: 'referral-copied' }) : msg('Copy', { id: 'referral-copy' })}
    </button>`;
  }

  #renderLink(url: string): TemplateResult {
    return html`<div class="row">
        <input
          part="link"
          type="text"
          dir="ltr"
          readonly
          aria-label=${msg('Your link', { id: 'referral-link' })}
          .value=${url}
          @focus=${this.handleFieldFocus}
        />
        ${this.#renderCopy()}
        ${
          'share' in navigator
            ? html`<button part="share" class="outline" @click=${this.handleShareClick}>
                ${msg('Share', { id: 'referral-share' })}
              </button>`
            : nothing
        }
      </div>
      <p class=${this.copied === false ? 'muted' : 'visually-hidden'} role="status">
        ${
          this.copied
            ? msg('Link copied.', { id: 'referral-copied-long' })
            : this.copied === false
              ? msg('The link is selected: copy it from here.', { id: 'referral-by-hand' })
              : nothing
        }
      </p>`;
  }

  #renderCounts({ invited, joined, rewarded }: ReferralState): TemplateResult {
    const counts: [string, number][] = [
      [msg('Invited', { id: 'referral-invited' }), invited],
      [msg('Joined', { id: 'referral-joined' }), joined],
      [msg('Rewarded', { id: 'referral-rewarded' }), rewarded],
    ];
    return html`<dl part="counts">
      ${counts.map(
        ([label, count]) => html`<div>
          <dt class="muted">${label}</dt>
          <dd>${count.toLocaleString(this.client?.locale)}</dd>
        </div>`,
      )}
    </dl>`;
  }

  protected override renderReady(data: ReferralState): TemplateResult {
    const { link, rules } = data;
    return html`<section part="base" aria-labelledby="title">
      <h2 part="heading" id="title">${msg('Invite someone you know', { id: 'referral-title' })}</h2>
      ${rules ? html`<p part="rules" dir="auto">${rules}</p>` : nothing}
      ${
        link
          ? html`${this.#renderLink(link.url)} ${this.#renderCounts(data)}`
          : html`<p class="muted">${msg('Sign in to get a link of your own.', { id: 'referral-sign-in' })}</p>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-referral': HearthReferral;
  }
}
