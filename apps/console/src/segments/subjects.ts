import type { Condition, SegmentVocabulary, TraitType } from '@hearth/schema';

export type ConditionTopic = Condition['about'];

/** A condition while it is being written: parts of it may still be missing. */
export type Fields = { readonly about: ConditionTopic } & Readonly<Record<string, unknown>>;

interface Subject {
  label: string;
  group: 'Who they are' | 'Their account' | 'What they did' | 'What they have';
  /** What is compared; none: the subject's own fields say it all. */
  kind: 'trait' | 'text' | 'number' | 'instant' | 'answer' | 'frequency' | null;
  /** What a new one begins as. */
  start: Readonly<Record<string, unknown>>;
}

const within = { test: 'within_days', days: 30 };
const text = { test: 'equals', value: '' };
const often = { test: 'at_least', count: 1, days: 30 };

/** What a condition can be about, in the order of the menu. */
export const subjects: Readonly<Record<ConditionTopic, Subject>> = {
  member_trait: { label: 'Member trait', group: 'Who they are', kind: 'trait', start: { name: '', ...text } },
  name: { label: 'Name', group: 'Who they are', kind: 'text', start: { test: 'contains', value: '' } },
  email: { label: 'E-mail', group: 'Who they are', kind: 'text', start: { test: 'contains', value: '' } },
  locale: { label: 'Language', group: 'Who they are', kind: 'text', start: text },
  verified: { label: 'Signed in', group: 'Who they are', kind: null, start: { value: true } },
  plan: { label: 'Plan', group: 'Their account', kind: 'text', start: { test: 'in', values: [] } },
  mrr: { label: 'MRR', group: 'Their account', kind: 'number', start: { test: 'at_least', value: '' } },
  account_trait: {
    label: 'Account trait',
    group: 'Their account',
    kind: 'trait',
    start: { name: '', ...text },
  },
  event: { label: 'Event', group: 'What they did', kind: 'frequency', start: { name: '', ...often } },
  activity: {
    label: 'Activity',
    group: 'What they did',
    kind: 'frequency',
    start: { kind: 'active', ...often },
  },
  first_seen: { label: 'First seen', group: 'What they did', kind: 'instant', start: within },
  last_seen: { label: 'Last seen', group: 'What they did', kind: 'instant', start: within },
  last_answer: {
    label: 'Last answer',
    group: 'What they did',
    kind: 'answer',
    start: { survey: 'nps', test: 'at_least', value: 9 },
  },
  checklist: {
    label: 'Checklist',
    group: 'What they have',
    kind: null,
    start: { checklistId: '', state: 'completed' },
  },
  level: { label: 'Level', group: 'What they have', kind: 'number', start: { test: 'at_least', value: 1 } },
  points: {
    label: 'Points',
    group: 'What they have',
    kind: 'number',
    start: { test: 'at_least', value: 100 },
  },
  badge: { label: 'Badge', group: 'What they have', kind: null, start: { badgeId: '', held: true } },
  referral: { label: 'Referral', group: 'What they have', kind: null, start: { state: 'joined' } },
  referrals: {
    label: 'People they brought',
    group: 'What they have',
    kind: 'number',
    start: { test: 'at_least', value: 1 },
  },
};

/** A condition about this, as it begins. */
export const beginCondition = (about: ConditionTopic): Fields => ({ ...subjects[about].start, about });

/** A comparison and how it is said in the middle of a sentence. */
export type Comparison = readonly [test: string, words: string];

const texts: Comparison[] = [
  ['equals', 'is'],
  ['not_equals', 'is not'],
  ['in', 'is one of'],
  ['not_in', 'is none of'],
  ['contains', 'contains'],
];
const known: Comparison[] = [
  ['exists', 'is known'],
  ['missing', 'is not known'],
];
const orders: Comparison[] = [
  ['at_least', 'is at least'],
  ['at_most', 'is at most'],
  ['more_than', 'is more than'],
  ['less_than', 'is less than'],
];
const equality: Comparison[] = texts.slice(0, 2);
const instants: Comparison[] = [
  ['within_days', 'was in the last'],
  ['more_than_days_ago', 'was more than'],
  ['before', 'was before'],
  ['from', 'was on or after'],
];
const dates: Comparison[] = [
  ['within_days', 'is in the last'],
  ['within_next_days', 'is in the next'],
  ['more_than_days_ago', 'is more than'],
  ['before', 'is before'],
  ['from', 'is on or after'],
];
const byType: Readonly<Record<TraitType, readonly Comparison[]>> = {
  text: texts,
  number: [...orders, ...equality],
  boolean: equality,
  date: dates,
};

/** What a trait of this name holds in the project; all there is for a name that nobody has yet. */
export function typesOf(fields: Fields, { traits }: SegmentVocabulary): readonly TraitType[] {
  const of = fields.about === 'member_trait' ? 'member' : 'account';
  const found = traits.find((trait) => trait.of === of && trait.name === fields.name);
  return found?.types ?? ['text', 'number', 'boolean', 'date'];
}

/** The comparisons that make sense for what a condition is about; none: there is nothing to compare. */
export function comparisonsOf(fields: Fields, vocabulary: SegmentVocabulary): readonly Comparison[] {
  switch (subjects[fields.about].kind) {
    case 'trait': {
      const all = [...typesOf(fields, vocabulary).flatMap((type) => byType[type]), ...known];
      return all.filter(([test], at) => all.findIndex(([other]) => other === test) === at);
    }
    case 'text':
      return [...texts, ...known];
    case 'number':
      return [...orders, ...equality];
    case 'instant':
      return instants;
    case 'answer':
      return [
        ...orders,
        ...equality,
        ['within_days', 'was in the last'],
        ['more_than_days_ago', 'was more than'],
        ['exists', 'was given'],
        ['missing', 'was never given'],
      ];
    case 'frequency':
      return [
        ['at_least', 'at least'],
        ['at_most', 'at most'],
        ['exactly', 'exactly'],
      ];
    case null:
      return [];
  }
}

const lists = new Set(['in', 'not_in']);
const spans = new Set(['within_days', 'more_than_days_ago', 'within_next_days']);

/** The same condition compared in another way: what the new comparison has no use for goes. */
export function compared(fields: Fields, test: string): Fields {
  const { value, values, day, days, ...rest } = fields;
  if (subjects[fields.about].kind === 'frequency') return { ...fields, test };
  const first = Array.isArray(values) ? (values[0] ?? '') : '';
  if (test === 'exists' || test === 'missing') return { ...rest, test };
  if (spans.has(test)) return { ...rest, test, days: days ?? 30 };
  if (test === 'before' || test === 'from') return { ...rest, test, day: day ?? '' };
  if (lists.has(test))
    return { ...rest, test, values: values ?? (value === undefined || value === '' ? [] : [value]) };
  return { ...rest, test, value: value ?? first };
}
