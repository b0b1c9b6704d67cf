import type { HearthClient } from '@hearth/client';
import type { RewardsState } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { HearthOutcomeEvent } from '../events/hearth-outcome.ts';
import { HearthRedeemEvent } from '../events/hearth-redeem.ts';
import { copyText } from '../internal/copy.ts';
import { refusal } from './refusal.ts';

type Reward = RewardsState['catalogue'][number];

/** Spends points: one reward at a time is asked about, and each keeps its own answer. */
export class Redemption implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  /** By reward: why it could not be had. */
  #refusals: Map<string, string>;
  #sending = false;
  /** Where the focus goes once the next rendering is there. */
  #focusNext: string | undefined;
  /** The reward whose question is on screen. */
  asked: string | undefined;
  /** The code that is on the clipboard. */
  copied: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, refusals: Map<string, string>) {
    this.#host = host;
    this.#refusals = refusals;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#focusNext) return;
    this.#host.shadowRoot?.querySelector<HTMLElement>(this.#focusNext)?.focus();
    this.#focusNext = undefined;
  }

  /** Somebody else is here: nothing of what was asked is theirs. */
  forget(): void {
    this.asked = this.copied = undefined;
    this.#sending = false;
  }

  ask(id: string | undefined): void {
    // The question opens where the button was, and closes into it: the focus stays in the row.
    this.#focusNext = id ? '.ask .primary' : `#${this.asked} .redeem`;
    this.asked = id;
    this.#host.requestUpdate();
  }

  async copy(code: string): Promise<void> {
    if (!(await copyText(code))) return;
    this.copied = code;
    this.#host.requestUpdate();
  }

  async #redeem(client: HearthClient, id: string): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    this.#refusals.delete(id);
    this.#host.requestUpdate();
    const outcome = await client.record('reward.redeemed', { rewardId: id });
    this.#host.dispatchEvent(new HearthOutcomeEvent(outcome));
    // Forgotten meanwhile: another member is here.
    if (this.asked !== id) return;
    this.#sending = false;
    if (outcome.status === 'rejected') this.#refusals.set(id, refusal(outcome.code));
    else this.#host.dispatchEvent(new HearthRedeemEvent(id));
    this.ask(undefined);
  }

  render({ id, name }: Reward, price: string, client: HearthClient | undefined): TemplateResult {
    const sending = navigator.onLine
      ? msg('Redeeming…', { id: 'rewards-redeeming' })
      : msg('Waiting for a connection…', { id: 'rewards-offline' });
    return html`<div
      class="ask"
      role="group"
      aria-label=${name}
      @keydown=${({ key }: KeyboardEvent) => key === 'Escape' && !this.#sending && this.ask(undefined)}
    >
      <p>${msg(str`Spend ${price}?`, { id: 'rewards-spend' })}</p>
      <button
        class="primary"
        aria-disabled=${this.#sending || nothing}
        @click=${() => client && this.#redeem(client, id)}
      >
        ${this.#sending ? sending : msg('Redeem', { id: 'rewards-redeem' })}
      </button>
      ${
        this.#sending
          ? nothing
          : html`<button class="outline" @click=${() => this.ask(undefined)}>
              ${msg('Cancel', { id: 'cancel' })}
            </button>`
      }
    </div>`;
  }
}
