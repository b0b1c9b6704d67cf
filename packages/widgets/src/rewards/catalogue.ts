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
import { points } from '../internal/points.ts';
import { refusal } from './refusal.ts';

type Reward = RewardsState['catalogue'][number];

/** What points can be spent on: one reward at a time is asked about, and each keeps its own answer. */
export class Catalogue implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  /** The reward whose question is on screen. */
  #asked: string | undefined;
  #sending = false;
  #refusals = new Map<string, string>();
  #copied: string | undefined;
  /** Where the focus goes once the next rendering is there. */
  #focusNext: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#focusNext) return;
    this.#host.shadowRoot?.querySelector<HTMLElement>(this.#focusNext)?.focus();
    this.#focusNext = undefined;
  }

  /** Somebody else is here: nothing of what was asked or refused is theirs. */
  forget(): void {
    this.#asked = this.#copied = undefined;
    this.#sending = false;
    this.#refusals.clear();
  }

  #ask(reward: Reward | undefined): void {
    // The question opens where the button was, and closes into it: the focus stays in the row.
    this.#focusNext = reward ? '.ask .primary' : `#${this.#asked} .redeem`;
    this.#asked = reward?.id;
    this.#host.requestUpdate();
  }

  async #redeem(client: HearthClient, { id }: Reward): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    this.#refusals.delete(id);
    this.#host.requestUpdate();
    const outcome = await client.record('reward.redeemed', { rewardId: id });
    this.#host.dispatchEvent(new HearthOutcomeEvent(outcome));
    // Forgotten meanwhile: another member is here.
    if (this.#asked !== id) return;
    this.#sending = false;
    if (outcome.status === 'rejected') this.#refusals.set(id, refusal(outcome.code));
    else this.#host.dispatchEvent(new HearthRedeemEvent(id));
    this.#ask(undefined);
  }

  async #copy(code: string): Promise<void> {
    if (!(await copyText(code))) return;
    this.#copied = code;
    this.#host.requestUpdate();
  }

  #renderAsk(reward: Reward, price: string, client: HearthClient | undefined): TemplateResult {
    const sending = navigator.onLine
      ? msg('Redeeming…', { id: 'rewards-redeeming' })
      : msg('Waiting for a connection…', { id: 'rewards-offline' });
    return html`<div
      class="ask"
      role="group"
      aria-label=${reward.name}
      @keydown=${({ key }: KeyboardEvent) => key === 'Escape' && !this.#sending && this.#ask(undefined)}
    >
      <p>${msg(str`Spend ${price}?`, { id: 'rewards-spend' })}</p>
      <button
        class="primary"
        aria-disabled=${this.#sending || nothing}
        @click=${() => client && this.#redeem(client, reward)}
      >
        ${this.#sending ? sending : msg('Redeem', { id: 'rewards-redeem' })}
      </button>
      ${
        this.#sending
          ? nothing
          : html`<button class="outline" @click=${() => this.#ask(undefined)}>
              ${msg('Cancel', { id: 'cancel' })}
            </button>`
      }
    </div>`;
  }

  #renderReward(reward: Reward, have: number | undefined, client: HearthClient | undefined): TemplateResult {
    const { id, name, description, cost, stock, code } = reward;
    const locale = client?.locale ?? 'en';
    const price = points(cost, locale);
    // Why not, in the order in which it matters to the member.
    const obstacle =
      stock <= 0
        ? msg('None left', { id: 'rewards-none-left' })
        : have === undefined
          ? msg('Sign in to redeem', { id: 'rewards-for-members' })
          : have < cost
            ? msg(str`${points(cost - have, locale)} to go`, { id: 'rewards-to-go' })
            : '';
    const refused = this.#refusals.get(id);
    return html`<li id=${id} part="reward">
      <div class="what">
        <p class="name">${name}</p>
        <p class="muted">${description}</p>
        <p class="muted"><b>${price}</b>${obstacle && html` · <span id="why-${id}">${obstacle}</span>`}</p>
      </div>
      ${
        this.#asked === id
          ? this.#renderAsk(reward, price, client)
          : html`<button
              class="outline redeem"
              aria-label="${msg('Redeem', { id: 'rewards-redeem' })}: ${name}"
              aria-disabled=${!!obstacle || nothing}
              aria-describedby=${obstacle ? `why-${id}` : nothing}
              @click=${() => obstacle || this.#ask(reward)}
            >
              ${msg('Redeem', { id: 'rewards-redeem' })}
            </button>`
      }
      <div class="after" role="status">
        ${refused && html`<p class="error">${refused}</p>`}
        ${
          code &&
          html`<p class="code">
            <span class="muted">${msg('Your code', { id: 'rewards-code' })}</span> <code>${code}</code>
            <button class="outline" @click=${() => this.#copy(code)}>
              ${this.#copied === code ? msg('Copied', { id: 'copied' }) : msg('Copy', { id: 'copy' })}
            </button>
          </p>`
        }
      </div>
    </li>`;
  }

  /** `have`: the points that can be spent; undefined for one who cannot earn. */
  render(
    rewards: readonly Reward[],
    have: number | undefined,
    client: HearthClient | undefined,
  ): TemplateResult {
    return html`<ul role="list">
      ${rewards.map((reward) => this.#renderReward(reward, have, client))}
    </ul>`;
  }
}
