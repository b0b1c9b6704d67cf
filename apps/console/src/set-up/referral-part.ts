import type { Locale, ReferralSettings } from '@hearth/schema';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { choice } from '../parts/choice.ts';
import { pathTo } from '../shell/navigation.ts';
import { DocumentPart } from './document-part.ts';
import { languages, wordsField } from './fields.ts';

/** What the referral card says. */
@customElement('hearth-set-up-referral')
export class ReferralPart extends DocumentPart<ReferralSettings> {
  @state() private language: Locale = 'en';

  protected override read = () => backend.referrals.get.query();
  protected override store = ({ version, rules }: ReferralSettings) =>
    backend.referrals.save.mutate({ version, rules });

  protected override fields({ rules, homeUrl, points }: ReferralSettings) {
    return html`<section class="card">
      <header>
        <h2>Referral card</h2>
        ${choice({
          label: 'Language',
          options: languages,
          chosen: this.language,
          choose: (language) => {
            this.language = language;
          },
        })}
        <p>One line under the member’s link: what both get, and when.</p>
      </header>
      ${wordsField(this.form, {
        name: 'rules',
        label: 'Rules in one line',
        value: rules,
        language: this.language,
        placeholder: 'Give a month, get a month.',
        set: (value) =>
          this.edit((draft) => {
            draft.rules = value;
          }),
      })}
      <dl class="facts">
        <div><dt>Links lead to</dt><dd>${homeUrl} · <a href=${pathTo('set-up', 'project')}>change</a></dd></div>
        <div>
          <dt>Points for the referrer</dt>
          <dd><span class="number">${points.joined}</span> when somebody joins, <span class="number">${points.qualified}</span> when your backend qualifies them · <a href=${pathTo('set-up', 'rewards')}>change</a></dd>
        </div>
      </dl>
    </section>`;
  }
}
