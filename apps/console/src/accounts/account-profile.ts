import type { AccountProfile, MemberList } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { money } from '../format/money.ts';
import { count } from '../format/number.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { factList } from '../members/facts.ts';
import { nameOf } from '../members/member-list.ts';
import { PageElement } from '../page-element.ts';
import { pageHeader } from '../parts/page-header.ts';
import { failure, skeleton } from '../parts/states.ts';
import { pathTo } from '../shell/navigation.ts';

/** As many members as stand beside an account; the rest is a search away. */
const atOnce = 50;

/** Everything known of one account: what it pays, who its people are, and what they say. */
@customElement('hearth-account-profile')
export class AccountProfileView extends PageElement {
  @property({ attribute: false }) accountId = '';

  #profile = new Load<{ account: AccountProfile; people: MemberList }>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('accountId')) return;
    const { accountId } = this;
    void this.#profile.ask(async () => {
      const [account, people] = await Promise.all([
        backend.accounts.profile.query({ accountId }),
        backend.members.search.query({ accountId, limit: atOnce }),
      ]);
      return { account, people };
    });
  }

  private renderRevenue({ steps, subscriptions, exits, currency }: AccountProfile): TemplateResult {
    return html`<section class="card">
      <header><h2>Revenue</h2></header>
      ${
        steps.length === 0
          ? html`<p class="muted">Nothing is known of what it pays.</p>`
          : html`<ol class="steps">
              ${steps.toReversed().map(({ at, mrr }, index, all) => {
                const change = mrr - (all[index + 1]?.mrr ?? 0);
                return html`<li>
                  <time datetime=${at}>${instant(at)}</time>
                  <span class="number">${money(mrr, currency)}</span>
                  <span class="number change ${change < 0 ? 'down' : 'up'}"
                    >${change > 0 ? '+' : ''}${money(change, currency)}</span
                  >
                </li>`;
              })}
            </ol>`
      }
      ${subscriptions.map(
        (one) => html`<p class="muted">
          <code>${one.id}</code> ${one.plan ?? ''} ${one.status.replaceAll('_', ' ')}, ${money(one.mrr, one.currency)} a month
        </p>`,
      )}
      ${exits.map(
        ({ reason, comment, answeredAt }) => html`<p>
          Left for: ${reason.replaceAll('_', ' ')} <span class="muted">${instant(answeredAt)}</span>
          ${comment ? html`<blockquote>${comment}</blockquote>` : nothing}
        </p>`,
      )}
    </section>`;
  }

  private renderPeople({ members, nextCursor }: MemberList, total: number): TemplateResult {
    return html`<section class="card">
      <header><h2>Members</h2><span class="tag">${count(total)}</span></header>
      ${members.length === 0 ? html`<p class="muted">Nobody is known here.</p>` : nothing}
      <ul class="people">
        ${members.map(
          (member) => html`<li>
            <a href=${pathTo('members', member.id)}>${nameOf(member)}</a>
            <span class="muted">${age(member.lastSeenAt)}</span>
          </li>`,
        )}
      </ul>
      ${nextCursor === null ? nothing : html`<p class="muted">The ${atOnce} seen last.</p>`}
    </section>`;
  }

  private renderAnswers({ answers }: AccountProfile): TemplateResult {
    return html`<section class="card">
      <header><h2>What they say</h2></header>
      ${answers.length === 0 ? html`<p class="muted">No answers yet.</p>` : nothing}
      <ul class="answers">
        ${answers.map(
          ({ member, kind, score, comment, answeredAt }) => html`<li>
            <span class="score" aria-label="Answer">${score}</span>
            <div>
              <p>
                <a href=${pathTo('members', member.id)}>${member.name ?? 'Member without a name'}</a>
                <span class="muted">${kind.toUpperCase()} · ${instant(answeredAt)}</span>
              </p>
              ${comment ? html`<blockquote>${comment}</blockquote>` : nothing}
            </div>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderProfile({
    account,
    people,
  }: {
    account: AccountProfile;
    people: MemberList;
  }): TemplateResult {
    const { name, externalId, plan, mrr, currency, since, lastSeenAt } = account;
    return html`${pageHeader({
      title: name ?? externalId,
      lede:
        mrr === null
          ? 'It pays in a currency that has no exchange rate yet.'
          : `${money(mrr, currency)} a month`,
    })}
      <p class="tags">${plan ? html`<span class="tag">${plan}</span>` : nothing}</p>
      <div class="profile">
        <div class="column">
          <section class="card">
            <header><h2>At a glance</h2></header>
            ${factList([
              ['Customer since', since ? instant(since) : 'not a customer yet'],
              ['Last seen', lastSeenAt ? age(lastSeenAt) : '–'],
              ['Your id', externalId],
              ...Object.entries(account.traits).map(([key, value]): [string, string] => [key, String(value)]),
            ])}
          </section>
          ${this.renderPeople(people, account.members)}
        </div>
        <div class="column wide">${this.renderRevenue(account)}${this.renderAnswers(account)}</div>
      </div>`;
  }

  override render() {
    const { value, problem, retry } = this.#profile;
    return html`<div class="page">
      <a class="back" href=${pathTo('accounts')}>Accounts</a>
      ${problem ? html`${pageHeader({ title: 'Account' })}${failure(problem, retry)}` : value ? this.renderProfile(value) : skeleton(10)}
    </div>`;
  }
}
