import type { Earnings } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { points } from '../internal/points.ts';

/** Milliseconds a toast stays, counted anew from whatever was earned last. */
const stay = 5000;

/**
 * Says what was just earned: one toast at a time, which adds up while it is on screen. It waits while a pointer or the
 * focus is on it, and lives in the browser's top layer, so that no scrolling box of the host's page cuts it off.
 */
export class EarnToast implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #badgeIcon: (name: string) => TemplateResult;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Kept while the toast fades out. */
  #earned: Earnings = { points: 0, badges: [] };
  #open = false;

  constructor(host: ReactiveControllerHost & HTMLElement, badgeIcon: (name: string) => TemplateResult) {
    this.#host = host;
    this.#badgeIcon = badgeIcon;
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

  add(earned: Earnings): void {
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

  #words(locale: string): string[] {
    const { badges, points: amount } = this.#earned;
    const names = new Intl.ListFormat(locale).format(badges.map(({ name }) => name));
    return [
      amount ? `+${points(amount, locale)}` : '',
      names && msg(str`New badge: ${names}`, { id: 'rewards-new-badge' }),
    ].filter(Boolean);
  }

  /** For a region that was there before: the toast itself comes and goes, which screen readers miss. */
  announce(locale: string): string {
    return this.#open ? this.#words(locale).join('. ') : '';
  }

  render(locale: string): TemplateResult {
    const [first, second] = this.#words(locale);
    return html`<div
        class="toast"
        part="toast"
        popover="manual"
        @pointerenter=${this.#pause}
        @pointerleave=${this.#resume}
        @focusin=${this.#pause}
        @focusout=${this.#resume}
      >
        ${this.#badgeIcon(this.#earned.badges[0]?.icon ?? 'spark')}
        <p aria-hidden="true"><b>${first}</b>${second && html`<span>${second}</span>`}</p>
        <button class="icon" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17" /></svg>
        </button>
      </div>`;
  }
}
