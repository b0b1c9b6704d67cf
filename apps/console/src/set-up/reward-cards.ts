import type { Locale, RewardsInput } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { counted } from '../format/number.ts';
import { icon } from '../parts/icon.ts';
import { arrange } from './content-lists.ts';
import { checkField, numberField, selectField, wordsField } from './fields.ts';
import type { Form } from './form.ts';
import type { RewardsDraft } from './rewards-part.ts';

interface About {
  draft: RewardsDraft;
  form: Form;
  language: Locale;
  edit: (change: (draft: RewardsDraft) => void) => void;
}

type Rule = RewardsInput['earningRules'][number];
type BadgeKind = RewardsInput['badges'][number]['kind'];

const earning: readonly { value: Rule['kind']; label: string }[] = [
  { value: 'survey.answered', label: 'Answers a survey' },
  { value: 'post.created', label: 'Writes a post' },
  { value: 'comment.created', label: 'Writes a comment' },
  { value: 'referral.joined', label: 'Brings somebody who joins' },
  { value: 'referral.qualified', label: 'Brings somebody who qualifies' },
];

const doing: Partial<Record<BadgeKind, string>> = {
  'survey.answered': 'Surveys answered',
  'checklist.item.completed': 'Steps completed',
  'post.created': 'Posts written',
  'comment.created': 'Comments written',
  'reaction.added': 'Reactions given',
  'reward.redeemed': 'Rewards redeemed',
  'referral.shared': 'Link shared',
  'referral.joined': 'Joined by a link',
};

const icons = ['spark', 'voice', 'star', 'heart', 'trophy', 'compass'] as const;

const card = (about: {
  title: string;
  text: string;
  entries: TemplateResult[];
  add: { label: string; run: (() => void) | null };
}) => html`<section class="card">
  <header><h2>${about.title}</h2><p>${about.text}</p></header>
  ${about.entries.length ? html`<ul class="entries">${about.entries}</ul>` : nothing}
  <button type="button" ?disabled=${about.add.run === null} @click=${() => about.add.run?.()}>${icon('add')} ${about.add.label}</button>
</section>`;

const put = <T extends object>(list: T[], index: number, part: Partial<T>) => {
  Object.assign(list[index] ?? {}, part);
};

export function rulesCard({ draft: { earningRules: rules }, form, edit }: About): TemplateResult {
  const free = earning.find(({ value }) => !rules.some(({ kind }) => kind === value));
  return card({
    title: 'Earning points',
    text: 'For verified members alone. A checklist’s steps carry their own points.',
    entries: rules.map((rule, index) => {
      const name = `earningRules.${index}`;
      return html`<li class="entry inline">
        ${selectField(form, { name: `${name}.kind`, label: 'Whoever', value: rule.kind, options: earning, set: (kind) => edit((draft) => put(draft.earningRules, index, { kind })) })}
        ${numberField(form, { name: `${name}.points`, label: 'Points', value: rule.points, min: 1, set: (points) => edit((draft) => put(draft.earningRules, index, { points })) })}
        ${numberField(form, { name: `${name}.perDay`, label: 'At most a day', value: rule.perDay, min: 1, set: (perDay) => edit((draft) => put(draft.earningRules, index, { perDay })) })}
        ${arrange({ what: `rule ${index + 1}`, index, length: rules.length, remove: () => edit((draft) => void draft.earningRules.splice(index, 1)) })}
      </li>`;
    }),
    add: {
      label: 'Add a rule',
      run: free
        ? () => edit((draft) => void draft.earningRules.push({ kind: free.value, points: 10, perDay: 1 }))
        : null,
    },
  });
}

export function levelsCard({ draft: { levels }, form, language, edit }: About): TemplateResult {
  return card({
    title: 'Levels',
    text: 'By all points ever earned: spending takes nobody down.',
    entries: levels.map(({ name: text, threshold }, index) => {
      const name = `levels.${index}`;
      return html`<li class="entry inline">
        ${wordsField(form, { name: `${name}.name`, label: `Level ${index + 1}`, value: text, language, set: (words) => edit((draft) => put(draft.levels, index, { name: words ?? { en: '' } })) })}
        ${numberField(form, { name: `${name}.threshold`, label: 'From points', value: threshold, set: (value) => edit((draft) => put(draft.levels, index, { threshold: value })) })}
        ${arrange({ what: `level ${index + 1}`, index, length: levels.length, remove: () => edit((draft) => void draft.levels.splice(index, 1)) })}
      </li>`;
    }),
    add: {
      label: 'Add a level',
      run: () =>
        edit(
          (draft) =>
            void draft.levels.push({ name: { en: '' }, threshold: (levels.at(-1)?.threshold ?? -100) + 100 }),
        ),
    },
  });
}

export function badgesCard(
  { draft: { badges }, form, language, edit }: About,
  kinds: readonly BadgeKind[],
): TemplateResult {
  const options = kinds.map((value) => ({ value, label: doing[value] ?? value }));
  return card({
    title: 'Badges',
    text: 'For doing something often enough. A badge that is removed stays with whoever has earned it.',
    entries: badges.map((badge, index) => {
      const name = `badges.${index}`;
      const change = (part: Partial<typeof badge>) => edit((draft) => put(draft.badges, index, part));
      return html`<li class="entry">
        <div class="entry-head">
          <strong>${badge.name.en || 'Unnamed'}</strong>
          ${badge.earned ? html`<span class="tag">${counted(badge.earned, 'member')} earned it</span>` : nothing}
          ${arrange({ what: `the badge ${badge.name.en}`, index, length: badges.length, remove: () => edit((draft) => void draft.badges.splice(index, 1)) })}
        </div>
        <div class="grid">
          ${wordsField(form, { name: `${name}.name`, label: 'Name', value: badge.name, language, set: (words) => change({ name: words ?? { en: '' } }) })}
          ${wordsField(form, { name: `${name}.description`, label: 'Description', value: badge.description, language, set: (words) => change({ description: words ?? { en: '' } }) })}
          ${selectField(form, { name: `${name}.kind`, label: 'Counts', value: badge.kind, options, set: (kind) => change({ kind }) })}
          ${numberField(form, { name: `${name}.target`, label: 'How many', value: badge.target, min: 1, set: (target) => change({ target }) })}
          ${selectField(form, { name: `${name}.icon`, label: 'Drawing', value: badge.icon, options: icons.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })), set: (drawing) => change({ icon: drawing }) })}
        </div>
      </li>`;
    }),
    add: {
      label: 'Add a badge',
      run: () =>
        edit(
          (draft) =>
            void draft.badges.push({
              name: { en: '' },
              description: { en: '' },
              icon: 'spark',
              kind: 'post.created',
              target: 1,
            }),
        ),
    },
  });
}

export function rewardsCard({ draft: { rewards }, form, language, edit }: About): TemplateResult {
  return card({
    title: 'Rewards',
    text: 'What points buy. A reward that somebody has redeemed is switched off when it is removed.',
    entries: rewards.map((reward, index) => {
      const name = `rewards.${index}`;
      const change = (part: Partial<typeof reward>) => edit((draft) => put(draft.rewards, index, part));
      return html`<li class="entry ${reward.active ? '' : 'off'}">
        <div class="entry-head">
          <strong>${reward.name.en || 'Unnamed'}</strong>
          ${reward.redeemed ? html`<span class="tag">redeemed ${counted(reward.redeemed, 'time')}</span>` : nothing}
          ${checkField({ label: 'Active', checked: reward.active, set: (active) => change({ active }) })}
          ${arrange({ what: `the reward ${reward.name.en}`, index, length: rewards.length, remove: () => edit((draft) => void draft.rewards.splice(index, 1)) })}
        </div>
        <div class="grid">
          ${wordsField(form, { name: `${name}.name`, label: 'Name', value: reward.name, language, set: (words) => change({ name: words ?? { en: '' } }) })}
          ${wordsField(form, { name: `${name}.description`, label: 'Description', value: reward.description, language, set: (words) => change({ description: words ?? { en: '' } }) })}
          ${numberField(form, { name: `${name}.cost`, label: 'Price in points', value: reward.cost, min: 1, set: (cost) => change({ cost }) })}
          ${numberField(form, { name: `${name}.stock`, label: 'In stock', value: reward.stock, set: (stock) => change({ stock }) })}
        </div>
      </li>`;
    }),
    add: {
      label: 'Add a reward',
      run: () =>
        edit(
          (draft) =>
            void draft.rewards.push({
              name: { en: '' },
              description: { en: '' },
              cost: 100,
              stock: 10,
              active: true,
              stockSeen: 0,
            }),
        ),
    },
  });
}
