import type { Condition } from '@hearth/schema';
import { money } from '../format/money.ts';
import { counted } from '../format/number.ts';
import { sentenceOf } from '../live/wording.ts';

const subjects: Readonly<Partial<Record<Condition['about'], string>>> = {
  name: 'Name',
  email: 'Email',
  locale: 'Language',
  plan: 'Plan',
  mrr: 'MRR',
  level: 'Level',
  points: 'Points',
  referrals: 'People they brought',
  first_seen: 'First seen',
  last_seen: 'Last seen',
};
const tests: Readonly<Record<string, string>> = {
  equals: 'is',
  not_equals: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  exists: 'is known',
  missing: 'is not known',
  less_than: '<',
  at_most: '≤',
  at_least: '≥',
  more_than: '>',
  before: 'before',
  from: 'on or after',
  within_days: 'in the last',
  more_than_days_ago: 'more than',
  within_next_days: 'in the next',
  exactly: '=',
};

const say = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : String(value));

/** A condition as a person would say it, such as “Last NPS ≤ 6” or “Did note_created ≥ 3 in 30 days”. */
export function wordsOf(condition: Condition, currency: string): string {
  switch (condition.about) {
    case 'verified':
      return condition.value ? 'Signed in' : 'Anonymous';
    case 'activity':
      return frequency(condition.kind === 'active' ? 'Active' : sentence(condition.kind), condition);
    case 'event':
      return frequency(`Did ${condition.name}`, condition);
    case 'checklist':
      return `Checklist ${condition.state.replace('_', ' ')}`;
    case 'badge':
      return condition.held ? 'Has the badge' : 'Lacks the badge';
    case 'referral':
      return {
        shared: 'Shared their link',
        joined: 'Came by referral',
        qualified: 'Came by referral and qualified',
      }[condition.state];
    case 'last_answer':
      return `Last ${condition.survey.toUpperCase()} ${comparison(condition, String)}`;
    case 'member_trait':
      return `${condition.name} ${comparison(condition, String)}`;
    case 'account_trait':
      return `Account’s ${condition.name} ${comparison(condition, String)}`;
    case 'mrr':
      return `MRR ${comparison(condition, (value) => money(Number(value), currency))}`;
    default:
      return `${subjects[condition.about] ?? condition.about} ${comparison(condition, String)}`;
  }
}

const sentence = (kind: string): string => {
  const words = sentenceOf(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function frequency(
  what: string,
  { test, count, days }: { test: string; count: number; days?: number | undefined },
): string {
  const within = days === undefined ? '' : ` in ${counted(days, 'day')}`;
  if (count === 0 && test !== 'at_least') return `Never: ${what.toLowerCase()}${within}`;
  if (count === 1 && test === 'at_least') return `${what}${within}`;
  return `${what} ${tests[test] ?? test} ${count}${within}`;
}

type Compared = { test: string; value?: unknown; values?: unknown; day?: string; days?: number };

function comparison({ test, value, values, day, days }: Compared, show: (value: unknown) => string): string {
  const words = tests[test] ?? test;
  if (days !== undefined) {
    return `${words} ${counted(days, 'day')}${test === 'more_than_days_ago' ? ' ago' : ''}`;
  }
  if (day !== undefined) return `${words} ${day}`;
  if (values !== undefined) return `${words} ${say(values)}`;
  return value === undefined ? words : `${words} ${show(value)}`;
}
