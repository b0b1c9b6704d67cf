import type { Condition, SegmentRule } from '@hearth/schema';
import type { Person, Trait } from './population.ts';

interface When {
  now: Date;
  timeZone: string;
}

const DAY = 86_400_000;
const dayIn = (timeZone: string, at: Date): string => at.toLocaleDateString('sv-SE', { timeZone });
const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Whether a rule holds for a person: as a person would work it out, without SQL. */
export function isIn(rule: SegmentRule, person: Person, when: When): boolean {
  if (person.gone !== 'no') return false;
  if ('all' in rule) return rule.all.every((inside) => isIn(inside, person, when));
  if ('any' in rule) return rule.any.some((inside) => isIn(inside, person, when));
  if ('not' in rule) return !isIn(rule.not, person, when);
  return holds(rule, person, when);
}

function holds(rule: Condition, person: Person, when: When): boolean {
  switch (rule.about) {
    case 'member_trait':
      return compare(rule, person.traits[rule.name] ?? null, when);
    case 'account_trait':
      return compare(rule, person.account?.traits[rule.name] ?? null, when);
    case 'name':
    case 'email':
    case 'locale':
      return compare(rule, person[rule.about], when);
    case 'plan':
      return compare(rule, person.account?.plan ?? null, when);
    case 'verified':
      return person.verified === rule.value;
    case 'mrr':
      return compare(rule, person.account?.mrr ?? null, when);
    case 'points':
      return compare(rule, person.points.earned - person.points.spent, when);
    case 'referrals':
      return compare(rule, person.brought, when);
    case 'level': {
      const { earned } = person.points;
      return compare(rule, !person.verified || earned < 50 ? 0 : earned < 100 ? 1 : 2, when);
    }
    case 'first_seen':
      return onDay(rule, dayIn(when.timeZone, person.firstSeen), when);
    case 'last_seen':
      return onDay(rule, dayIn(when.timeZone, person.lastSeen), when);
    case 'activity':
    case 'event': {
      const times = person.did.filter(({ kind, name, at }) => {
        const fits =
          rule.about === 'event'
            ? kind === 'event.tracked' && name === rule.name
            : rule.kind === 'active'
              ? kind !== 'widget.shown'
              : kind === rule.kind;
        return (
          fits &&
          (!rule.days || onDay({ test: 'within_days', days: rule.days }, dayIn(when.timeZone, at), when))
        );
      }).length;
      return { at_least: times >= rule.count, at_most: times <= rule.count, exactly: times === rule.count }[
        rule.test
      ];
    }
    case 'last_answer': {
      const own = person.answers.filter(({ survey }) => survey === rule.survey);
      const last = own.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1);
      if ('days' in rule) return last !== undefined && onDay(rule, dayIn(when.timeZone, last.at), when);
      return compare(rule, last?.score ?? null, when);
    }
    case 'checklist': {
      const { begun, done } = person.steps;
      return rule.state === (done === 2 ? 'completed' : begun > 0 ? 'started' : 'not_started');
    }
    case 'badge':
      return person.hasBadge === rule.held;
    case 'referral':
      if (rule.state === 'shared') return person.did.some(({ kind }) => kind === 'referral.shared');
      return rule.state === 'joined' ? person.joined !== 'no' : person.joined === 'qualified';
  }
}

type Test = { test: string; value?: Trait; values?: Trait[]; day?: string; days?: number };

function compare(rule: Test, actual: Trait, when: When): boolean {
  const bothNumbers = typeof actual === 'number' && typeof rule.value === 'number';
  switch (rule.test) {
    case 'equals':
      return actual !== null && actual === rule.value;
    case 'not_equals':
      return actual === null || actual !== rule.value;
    case 'in':
      return actual !== null && (rule.values ?? []).includes(actual);
    case 'not_in':
      return actual === null || !(rule.values ?? []).includes(actual);
    case 'contains':
      return typeof actual === 'string' && actual.toLowerCase().includes(String(rule.value).toLowerCase());
    case 'exists':
      return actual !== null;
    case 'missing':
      return actual === null;
    case 'less_than':
      return bothNumbers && Number(actual) < Number(rule.value);
    case 'at_most':
      return bothNumbers && Number(actual) <= Number(rule.value);
    case 'at_least':
      return bothNumbers && Number(actual) >= Number(rule.value);
    case 'more_than':
      return bothNumbers && Number(actual) > Number(rule.value);
    default: {
      const day = typeof actual === 'string' ? dayOfText(actual, when.timeZone) : null;
      return day !== null && onDay(rule, day, when);
    }
  }
}

function onDay(rule: Test, day: string, when: When): boolean {
  const today = dayIn(when.timeZone, when.now);
  const days = rule.days ?? 0;
  if (rule.test === 'before') return day < String(rule.day);
  if (rule.test === 'from') return day >= String(rule.day);
  if (rule.test === 'within_days') return day > plus(today, -days) && day <= today;
  if (rule.test === 'more_than_days_ago') return day <= plus(today, -days);
  if (rule.test === 'within_next_days') return day >= today && day < plus(today, days);
  throw new Error(`No such test: ${rule.test}`);
}

/** The local day that a text names, if it names one. */
function dayOfText(text: string, timeZone: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!match || text.startsWith('0000')) return null;
  const [, day = '', time, , zone] = match;
  const asUtc = new Date(`${day}T${time?.slice(1) ?? '00:00'}Z`);
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 10) !== day) return null;
  return zone === undefined ? day : dayIn(timeZone, new Date(text));
}
