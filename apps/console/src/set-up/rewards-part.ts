import type { Locale, RewardsInput, RewardsSettings } from '@hearth/schema';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { choice } from '../parts/choice.ts';
import { deeds } from '../segments/kinds.ts';
import { DocumentPart } from './document-part.ts';
import { languages } from './fields.ts';
import { badgesCard, levelsCard, rewardsCard, rulesCard } from './reward-cards.ts';

/** The document while it is edited: what was counted up stays beside what can be changed. */
export type RewardsDraft = Omit<RewardsInput, 'badges' | 'rewards'> & {
  badges: (RewardsInput['badges'][number] & { earned?: number })[];
  rewards: (RewardsInput['rewards'][number] & { redeemed?: number })[];
};

const draftOf = ({ badges, rewards, ...rest }: RewardsSettings): RewardsDraft => ({
  ...rest,
  badges: badges.map((badge) => ({
    ...badge,
    kind: deeds.find((kind) => kind === badge.kind) ?? 'post.created',
  })),
  // What it was when it was read: members redeem while it is edited.
  rewards: rewards.map((reward) => ({ ...reward, stockSeen: reward.stock })),
});

/** How points are earned, what they lead to, and what they buy. */
@customElement('hearth-set-up-rewards')
export class RewardsPart extends DocumentPart<RewardsDraft> {
  @state() private language: Locale = 'en';

  protected override read = async (): Promise<RewardsDraft> => draftOf(await backend.rewards.get.query());
  protected override store = async (draft: RewardsDraft): Promise<RewardsDraft> =>
    draftOf(await backend.rewards.save.mutate(draft));

  protected override fields(draft: RewardsDraft) {
    const about = {
      draft,
      form: this.form,
      language: this.language,
      edit: (change: (draft: RewardsDraft) => void) => this.edit(change),
    };
    return html`<div class="toolbar">
        ${choice({
          label: 'Language',
          options: languages,
          chosen: this.language,
          choose: (language) => {
            this.language = language;
          },
        })}
      </div>
      ${rulesCard(about)} ${levelsCard(about)} ${badgesCard(about, deeds)} ${rewardsCard(about)}`;
  }
}
