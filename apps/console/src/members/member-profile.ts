import type { MemberProfile } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { count, counted } from '../format/number.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import '../parts/dialog.ts';
import { pageHeader } from '../parts/page-header.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { may, operator } from '../session.ts';
import { navigate, pathTo } from '../shell/navigation.ts';
import { answerList } from './answers.ts';
import { nameOf } from './member-list.ts';
import { saveJson } from './save-json.ts';
import './timeline.ts';
import { factList } from './facts.ts';
import { reasons } from './verdict.ts';

/** Everything known of one member: who they are, what they said and did, and which segments they are in and why. */
@customElement('hearth-member-profile')
export class MemberProfileView extends PageElement {
  @property({ attribute: false }) memberId = '';

  @state() private asks = false;

  #profile = new Load<MemberProfile>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('memberId')) {
      const { memberId } = this;
      void this.#profile.ask(() => backend.members.profile.query({ memberId }));
    }
  }

  private async handleExportClick(): Promise<void> {
    try {
      const { fileName, data } = await backend.members.export.mutate({ memberId: this.memberId });
      saveJson(fileName, data);
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
  }

  private async handleForgetClick(): Promise<void> {
    this.asks = false;
    try {
      const { interactions } = await backend.members.forget.mutate({ memberId: this.memberId });
      toast({ text: `Forgotten, with ${counted(interactions, 'interaction')}.` });
      navigate(pathTo('members'));
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
  }

  private renderQuestion(profile: MemberProfile): TemplateResult {
    return html`<hearth-dialog
      heading="Forget ${nameOf(profile)}?"
      .content=${html`<p>
        Their name, traits, answers, posts, comments and every interaction are erased, and the numbers change as if they
        had never been here. Points stay in the ledger under nobody’s name. This cannot be undone.
      </p>`}
      .actions=${html`<button
          @click=${() => {
            this.asks = false;
          }}
        >
          Keep them</button
        ><button class="danger" @click=${this.handleForgetClick}>Forget for good</button>`}
      @close=${() => {
        this.asks = false;
      }}
    ></hearth-dialog>`;
  }

  private renderHeader(profile: MemberProfile): TemplateResult {
    const { account, email, bannedUntil, isBannedForGood } = profile;
    return html`${pageHeader({
      title: nameOf(profile),
      lede: html`${email ?? 'No address known'}${
        account ? html` · <a href=${pathTo('accounts', account.id)}>${account.name}</a>` : nothing
      }`,
      actions: html`${may('export members') ? html`<button @click=${this.handleExportClick}>Export</button>` : nothing}
        ${
          may('forget members')
            ? html`<button
                class="danger"
                @click=${() => {
                  this.asks = true;
                }}
              >
                Forget…
              </button>`
            : nothing
        }`,
    })}
      <p class="tags">
        <span class="tag">${profile.verified ? 'Signed in' : 'Anonymous'}</span>
        ${account?.plan ? html`<span class="tag">${account.plan}</span>` : nothing}
        ${profile.points.level ? html`<span class="tag">${profile.points.level}</span>` : nothing}
        ${
          isBannedForGood || bannedUntil
            ? html`<span class="tag problem">Banned ${bannedUntil ? `until ${instant(bannedUntil)}` : 'until lifted'}</span>`
            : nothing
        }
      </p>`;
  }

  private renderProfile(profile: MemberProfile): TemplateResult {
    const { points, writing, referral, steps } = profile;
    const done = steps.filter(({ completedAt }) => completedAt !== null).length;
    return html`${this.renderHeader(profile)}
      <div class="profile">
        <div class="column">
          <section class="card">
            <header><h2>At a glance</h2></header>
            ${factList([
              ['First seen', instant(profile.firstSeenAt)],
              [
                'Last seen',
                html`<span title=${instant(profile.lastSeenAt)}>${age(profile.lastSeenAt)}</span>`,
              ],
              ['Active days, last 30', count(profile.activeDays)],
              ['Points', `${count(points.balance)} of ${count(points.earned)} earned`],
              ['Checklist', steps.length > 0 ? `${done} of ${steps.length} steps` : '–'],
              ['Community', `${counted(writing.posts, 'post')}, ${counted(writing.comments, 'comment')}`],
              ['Referrals', `${count(referral.joined)} joined, ${count(referral.qualified)} qualified`],
              ['Badges', profile.badges.map(({ name }) => name).join(', ') || '–'],
            ])}
          </section>
          <section class="card">
            <header><h2>Traits</h2></header>
            ${factList([
              ...Object.entries(profile.traits).map(([name, value]): [string, string] => [
                name,
                String(value),
              ]),
              ...(profile.locale ? [['Language', profile.locale] satisfies [string, string]] : []),
              ...(profile.timeZone ? [['Time zone', profile.timeZone] satisfies [string, string]] : []),
              ...(profile.externalId ? [['Your id', profile.externalId] satisfies [string, string]] : []),
            ])}
          </section>
          <section class="card">
            <header><h2>Segments</h2></header>
            ${reasons(profile.segments, operator().project.currency)}
          </section>
        </div>
        <div class="column wide">
          <section class="card">
            <header><h2>Answers</h2></header>
            ${answerList(profile.answers)}
          </section>
          <section class="card">
            <header><h2>Timeline</h2></header>
            <hearth-timeline .memberId=${profile.id}></hearth-timeline>
          </section>
        </div>
      </div>
      ${this.asks ? this.renderQuestion(profile) : nothing}`;
  }

  override render() {
    const { value, problem, retry } = this.#profile;
    return html`<div class="page">
      <a class="back" href=${pathTo('members')}>Members</a>
      ${problem ? html`${pageHeader({ title: 'Member' })}${failure(problem, retry)}` : value ? this.renderProfile(value) : skeleton(10)}
    </div>`;
  }
}
