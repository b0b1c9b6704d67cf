import type { Condition, SegmentRule } from '@hearth/schema';
import { compileActivity, compileAnswer, compileChecklist, compileReferral } from './behaviour-store.ts';
import { asJson, compareInstant, compareText, instantAsJson } from './compare-store.ts';
import { compileBadge, compileNumber } from './standing-store.ts';
import type { Compiled, Statement } from './statement-store.ts';
import { compileTrait } from './trait-store.ts';

const texts = { name: 'm.name', email: 'm.email', locale: 'm.locale', plan: 'a.plan' } as const;
const instants = { first_seen: 'm.first_seen_at', last_seen: 'm.last_seen_at' } as const;

/** Whether a rule holds for a member, as an SQL condition that is never null. */
export function compileRule(rule: SegmentRule, statement: Statement): string {
  if ('not' in rule) return `NOT (${compileRule(rule.not, statement)})`;
  if ('about' in rule) return compileCondition(rule, statement).holds;
  const [rules, word] = 'all' in rule ? [rule.all, ' AND '] : [rule.any, ' OR '];
  return `(${rules.map((inside) => compileRule(inside, statement)).join(word)})`;
}

export function compileCondition(condition: Condition, statement: Statement): Compiled {
  switch (condition.about) {
    case 'member_trait':
    case 'account_trait':
      return compileTrait(condition, statement);
    case 'name':
    case 'email':
    case 'locale':
    case 'plan': {
      const text = texts[condition.about];
      return { actual: asJson(text), holds: compareText(text, condition, statement) };
    }
    case 'verified': {
      // The host's own id comes with a token that it signed, or from its backend.
      const actual = '(m.external_id IS NOT NULL)';
      return { actual: asJson(actual), holds: `(${actual} = ${statement.bind(condition.value, 'boolean')})` };
    }
    case 'first_seen':
    case 'last_seen': {
      const instant = instants[condition.about];
      return { actual: instantAsJson(instant), holds: compareInstant(instant, condition, statement) };
    }
    case 'mrr':
    case 'level':
    case 'points':
    case 'referrals':
      return compileNumber(condition, statement);
    case 'activity':
    case 'event':
      return compileActivity(condition, statement);
    case 'last_answer':
      return compileAnswer(condition, statement);
    case 'checklist':
      return compileChecklist(condition, statement);
    case 'badge':
      return compileBadge(condition, statement);
    case 'referral':
      return compileReferral(condition, statement);
  }
}
