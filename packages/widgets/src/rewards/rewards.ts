import type { HearthClient } from '@hearth/client';
import type { RewardsState } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { countOf } from '../internal/count-of.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { points } from '../internal/points.ts';
import { relativeTime } from '../internal/relative-time.ts';
import { progress } from '../styles/progress.ts';
import { badgeIcon } from './badge-icon.ts';
import { Catalogue } from './catalogue.ts';
import { reasonText } from './reason.ts';
import { rewardsStyles } from './rewards.styles.ts';
import { EarnToast } from './toast.ts';

type Standing = NonNullable<RewardsState['standing']>;

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

  protected readonly widget = 'rewards';

  #toast = new EarnToast(this);
  #catalogue = new Catalogue(this);

  get #locale(): string {
    return this.client?.locale ?? 'en';
  }

  protected override updated(): void {
    if (this.remote.status === 'ready' && this.remote.data) this.recordShown();
  }

  protected override listen(client: HearthClient): (() => void)[] {
    return [client.on('earned', (earned) => this.#toast.add(earned))];
  }

  protected override handleMemberChange(): void {
    this.#toast.close();
    this.#catalogue.forget();
  }

  #renderStanding({ points: amount, earned, level, next }: Standing): TemplateResult {
    const { format } = new Intl.NumberFormat(this.#locale);
    const from = level?.threshold ?? 0;
    return html`<div class="standing">
        <p part="points">${format(amount)}</p>
        ${level && html`<p class="level">${msg(str`Level ${format(level.number)} · ${level.name}`, { id: 'rewards-level' })}</p>`}
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

  #renderSignedOut(): TemplateResult {
    return html`<p class="invitation">${msg('Sign in to earn points', { id: 'rewards-signed-out' })}</p>
      <p class="muted">
        ${msg('Every answer, step and post brings you points, badges and rewards.', { id: 'rewards-signed-out-why' })}
      </p>`;
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
      <span class="icon-frame">${badgeIcon(icon)}</span>
      <div>
        <p class="name">${name}</p>
        <p class="muted">${description} · <span>${state}</span></p>
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
      <h2 id="title">${msg('Your points', { id: 'rewards-title' })}</h2>
      ${standing ? this.#renderStanding(standing) : this.#renderSignedOut()}
      ${
        badges.length
          ? html`<h3>${msg('Badges', { id: 'rewards-badges' })}</h3>
              <ul class="badges" role="list">${badges.map((badge) => this.#renderBadge(badge))}</ul>`
          : nothing
      }
      ${
        catalogue.length
          ? html`<h3>${msg('Rewards', { id: 'rewards-catalogue' })}</h3>
              ${this.#catalogue.render(catalogue, standing?.points, this.client)}`
          : nothing
      }
      ${standing && this.#renderRecent(standing.recent)}
    </section>`;
  }

  override render(): TemplateResult {
    return html`${super.render()}${this.#toast.render(this.#locale)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-rewards': HearthRewards;
  }
}
