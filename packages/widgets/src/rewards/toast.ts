import type { Earnings } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { HearthEarnEvent } from '../events/hearth-earn.ts';
import { points } from '../internal/points.ts';
import { badgeIcon } from './badge-icon.ts';

/** Milliseconds a toast stays, counted anew from whatever was earned last. */
const stay = 5000;

/**
 * Says what was just earned: one toast at a time, which adds up while it is on screen. It waits while a pointer or the
 * focus is on it, and lives in the browser's top layer, so that no scrolling box of the host's page cuts it off.
 */
export class EarnToast implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Kept while the toast fades out. */
  #earned: Earnings = { points: 0, badges: [] };
  #open = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  hostUpdated(): void {
    const toast = this.#toast;
    if (toast?.isConnected) toast.togglePopover(this.#open);
  }

  get #toast(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.toast');
  }

  /** Shows it, unless the page does so itself. */
  add(earned: Earnings): void {
    if (!this.#host.dispatchEvent(new HearthEarnEvent(earned))) return;
    const { points, badges } = this.#open ? this.#earned : { points: 0, badges: [] };
    this.#earned = { points: points + earned.points, badges: [...badges, ...earned.badges] };
    this.#open = true;
    this.#resume();
    this.#host.requestUpdate();
  }

  /** Also when another member is here: what was earned is not theirs. */
  close = (): void => {
    this.#pause();
    this.#open = false;
    this.#host.requestUpdate();
  };

  #pause = (): void => clearTimeout(this.#timer);

  #resume = (): void => {
    this.#pause();
    // The pointer may leave while the focus stays, and the other way round.
    if (this.#open && !this.#toast?.matches(':hover, :focus-within')) {
      this.#timer = setTimeout(this.close, stay);
    }
  };

  render(locale: string): TemplateResult {
    const { badges, points: amount } = this.#earned;
    const sum = amount ? `+${points(amount, locale)}` : '';
    const names = new Intl.ListFormat(locale).format(badges.map(({ name }) => name));
    const news = names && msg(str`New badge: ${names}`, { id: 'rewards-new-badge' });
    // Announced from a region that was there before; the toast itself comes and goes, which screen readers miss.
    return html`<div class="visually-hidden" role="status">${this.#open ? [sum, news].filter(Boolean).join('. ') : nothing}</div>
      <div
        class="toast"
        part="toast"
        popover="manual"
        @pointerenter=${this.#pause}
        @pointerleave=${this.#resume}
        @focusin=${this.#pause}
        @focusout=${this.#resume}
      >
        ${badgeIcon(badges[0]?.icon ?? 'spark')}
        <p aria-hidden="true"><b>${sum || news}</b>${sum && news ? html`<span>${news}</span>` : nothing}</p>
        <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17" /></svg>
        </button>
      </div>`;
  }
}
