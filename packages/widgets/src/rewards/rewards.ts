import type { HearthClient } from '@hearth/client';
import type { Earnings, RewardsState } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { HearthEarnEvent } from '../events/hearth-earn.ts';
import { countOf } from '../internal/count-of.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { Part } from '../internal/part.ts';
import { points } from '../internal/points.ts';
import { relativeTime } from '../internal/relative-time.ts';
import { progress } from '../styles/progress.ts';
import { badgeIcon } from './badge-icon.ts';
import { reasonText } from './reason.ts';
import type { Redemption } from './redemption.ts';
import { rewardsStyles } from './rewards.styles.ts';

type Reward = RewardsState['catalogue'][number];
type Standing = NonNullable<RewardsState['standing']>;

// Outside of the class: inside one with decorators the compiler leaves `.ts` in an import() as it is.
const earnAndSpend = () => import('./earn-and-spend.ts');

/**
 * What a member has earned and what it is good for: points, level, badges, the latest earnings, and rewards to spend
 * points on. Also says so, wherever the member is on the page, when something new is earned.
 *
 * @summary Points, level, badges, rewards, and a toast for what was just earned.
 * @fires hearth-earn - something was earned; prevent its default to show it in your own way
 * @fires hearth-redeem - points were spent on a reward, and the server has committed it
 * @fires hearth-outcome - the server's word on a redemption
 * @csspart base - the card
 * @csspart points - the large number
 * @csspart badge - one badge
 * @csspart reward - one reward of the catalogue
 * @csspart toast - what appears in the corner when something is earned
 * @cssprop --hearth-accent - earned badges, the level's progress, the redeem button
 */
export class HearthRewards extends HearthElement<'rewards'> {
  static override styles = [...HearthElement.styles, progress, rewardsStyles];
  /** Fetches what is met once something is earned or spent: the toast, the question, the refusals. */
  static earnAndSpend = earnAndSpend;

  #part = new Part(this, async () =>
    (await HearthRewards.earnAndSpend()).earnAndSpend(this, badgeIcon, this.#refusals),
  );
  /** By reward: why it could not be had. */
  #refusals = new Map<string, string>();
  /** Earned, but the toast that says so is not here yet. */
  #unsaid: Earnings[] = [];

  protected readonly widget = 'rewards';

  get #locale(): string {
    return this.client?.locale ?? 'en';
  }

  protected override updated(): void {
    if (this.remote.status === 'ready' && this.remote.data) this.recordShown();
  }

  protected override listen(client: HearthClient): (() => void)[] {
    return [client.on('earned', (earned) => this.#handleEarned(earned))];
  }

  protected override handleMemberChange(): void {
    this.#unsaid = [];
    this.#refusals.clear();
    this.#part.loaded?.toast.close();
    this.#part.loaded?.redemption.forget();
  }

  #handleEarned(earned: Earnings): void {
    if (!this.dispatchEvent(new HearthEarnEvent(earned))) return;
    this.#unsaid.push(earned);
    this.#part.load().then(
      ({ toast }) => {
        for (const each of this.#unsaid.splice(0)) toast.add(each);
      },
      // Said with what is earned next; the points themselves are on the card.
      () => {},
    );
  }

  /** Does something with a reward as soon as what it takes is here; where that does not come, says so: press again. */
  async #with({ id }: Reward, act: (redemption: Redemption) => void): Promise<void> {
    this.#refusals.delete(id);
    try {
      act((await this.#part.load()).redemption);
    } catch {
      this.#refusals.set(id, msg('This did not load.', { id: 'failed' }));
    }
    this.requestUpdate();
  }

  #renderStanding({ points: amount, earned, level, next }: Standing): TemplateResult {
    const { format } = new Intl.NumberFormat(this.#locale);
    const from = level?.threshold ?? 0;
    return html`<h2 id="title" class="muted">${msg('Your points', { id: 'rewards-title' })}</h2>
      <div class="standing">
        <p part="points">${format(amount)}</p>
        ${level && html`<b class="level">${msg(str`Level ${format(level.number)} · ${level.name}`, { id: 'rewards-level' })}</b>`}
      </div>
      ${
        next &&
        html`<progress aria-labelledby="next" max=${next.threshold - from} .value=${earned - from}></progress>
          <p class="muted" id="next">
            ${msg(str`${points(next.threshold - earned, this.#locale)} to ${next.name}`, { id: 'rewards-next-level' })}
          </p>`
      }
      ${level && !next ? html`<p class="muted">${msg('The highest level there is.', { id: 'rewards-top' })}</p>` : nothing}`;
  }

  #renderBadge({
    name,
    description,
    icon,
    awardedAt,
    count,
    target,
  }: RewardsState['badges'][number]): TemplateResult {
    const state = awardedAt
      ? msg(str`Earned ${relativeTime(awardedAt, this.#locale)}`, { id: 'rewards-badge-earned' })
      : countOf(count, target, this.#locale);
    return html`<li part="badge" class=${awardedAt ? 'earned' : ''}>
      ${badgeIcon(icon)}
      <div class="what">
        <p><b>${name}</b></p>
        <p class="muted">${description}</p>
        <p class="muted">${state}</p>
      </div>
    </li>`;
  }

  /** `have`: the points that can be spent; undefined for one who cannot earn. */
  #renderReward(reward: Reward, have: number | undefined): TemplateResult {
    const { id, name, description, cost, stock, code } = reward;
    const redemption = this.#part.loaded?.redemption;
    const price = points(cost, this.#locale);
    const redeem = msg('Redeem', { id: 'rewards-redeem' });
    // Why not, in the order in which it matters to the member.
    const obstacle =
      stock <= 0
        ? msg('None left', { id: 'rewards-none-left' })
        : have === undefined
          ? msg('Sign in to redeem', { id: 'rewards-for-members' })
          : have < cost
            ? msg(str`${points(cost - have, this.#locale)} to go`, { id: 'rewards-to-go' })
            : '';
    const refused = this.#refusals.get(id);
    return html`<li id=${id} part="reward">
      <div class="what">
        <p><b>${name}</b></p>
        <p class="muted">${description}</p>
        <p class="muted"><b>${price}</b>${obstacle && html` · <span id="why-${id}">${obstacle}</span>`}</p>
      </div>
      ${
        redemption?.asked === id
          ? redemption.render(reward, price, this.client)
          : html`<button
              class="outline redeem"
              aria-label="${redeem}: ${name}"
              aria-disabled=${!!obstacle || nothing}
              aria-describedby=${obstacle ? `why-${id}` : nothing}
              @click=${() => obstacle || this.#with(reward, (it) => it.ask(id))}
            >
              ${redeem}
            </button>`
      }
      <div class="after" role="status">
        ${refused && html`<p class="error">${refused}</p>`}
        ${
          code &&
          html`<p class="code">
            <span class="muted">${msg('Your code', { id: 'rewards-code' })}</span> <code>${code}</code>
            <button class="outline" @click=${() => this.#with(reward, (it) => it.copy(code))}>
              ${redemption?.copied === code ? msg('Copied', { id: 'copied' }) : msg('Copy', { id: 'copy' })}
            </button>
          </p>`
        }
      </div>
    </li>`;
  }

  #renderRecent(recent: Standing['recent']): TemplateResult {
    const signed = new Intl.NumberFormat(this.#locale, { signDisplay: 'exceptZero' });
    return html`<h3>${msg('Lately', { id: 'rewards-recent' })}</h3>
      ${
        recent.length
          ? html`<ul class="recent" role="list">
              ${recent.map(
                ({ reason, points: amount, at }) => html`<li>
                  <p class="what">
                    <span>${reasonText(reason)}</span>
                    <time class="muted" datetime=${at}>${relativeTime(at, this.#locale)}</time>
                  </p>
                  <b class=${amount > 0 ? 'gain' : ''}>${signed.format(amount)}</b>
                </li>`,
              )}
            </ul>`
          : html`<p class="muted">
              ${msg('Nothing yet. Answer a question or complete a step to begin.', { id: 'rewards-empty' })}
            </p>`
      }`;
  }

  protected renderReady({ standing, badges, catalogue }: RewardsState): TemplateResult {
    return html`<section part="base" aria-labelledby="title">
      ${
        standing
          ? this.#renderStanding(standing)
          : html`<h2 id="title">${msg('Sign in to earn points', { id: 'rewards-signed-out' })}</h2>
              <p class="muted">
                ${msg('Every answer, step and post brings you points, badges and rewards.', { id: 'rewards-signed-out-why' })}
              </p>`
      }
      ${
        badges.length
          ? html`<h3>${msg('Badges', { id: 'rewards-badges' })}</h3>
              <ul class="badges" role="list">${badges.map((badge) => this.#renderBadge(badge))}</ul>`
          : nothing
      }
      ${
        catalogue.length
          ? html`<h3>${msg('Rewards', { id: 'rewards-catalogue' })}</h3>
              <ul role="list">${catalogue.map((reward) => this.#renderReward(reward, standing?.points))}</ul>`
          : nothing
      }
      ${standing && this.#renderRecent(standing.recent)}
    </section>`;
  }

  override render(): TemplateResult {
    const toast = this.#part.loaded?.toast;
    return html`${super.render()}
      <div class="visually-hidden" role="status">${toast?.announce(this.#locale)}</div>
      ${toast?.render(this.#locale)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-rewards': HearthRewards;
  }
}
