import { type SegmentRule, SegmentRuleSchema } from '@hearth/schema';
import { describe, expect, test } from 'vitest';
import { conditionsOf, draftOf, faultOf, newCondition, newGroup, replaced, ruleOf } from './draft.ts';
import { beginCondition, compared } from './subjects.ts';
import { templates } from './templates.ts';

const plan: SegmentRule = { about: 'plan', test: 'in', values: ['team'] };
const seen: SegmentRule = { about: 'last_seen', test: 'within_days', days: 7 };

describe('a draft', () => {
  test.each<[string, SegmentRule]>([
    ['a group', { all: [plan, seen] }],
    ['groups in groups', { any: [plan, { all: [seen, { not: plan }] }] }],
    ['none of several', { not: { any: [plan, seen] } }],
  ])('of %s is the same rule again', (_name, rule) => {
    expect(ruleOf(draftOf(rule))).toEqual(rule);
  });

  test('of a bare condition gets a group to add to', () => {
    expect(ruleOf(draftOf(plan))).toEqual({ all: [plan] });
  });

  test('leaves out what is not finished, and says what is missing', () => {
    const unfinished = newCondition();
    expect(faultOf(unfinished)).toBe('Name the event.');
    const draft = draftOf(plan);
    expect(ruleOf({ ...draft, parts: [...draft.parts, unfinished] })).toEqual({ all: [plan] });
    expect(ruleOf(newGroup('all', [unfinished]))).toBeNull();
  });

  test('loses a group with its last condition', () => {
    const draft = draftOf({ all: [plan, { any: [seen] }] });
    const [, last] = conditionsOf(draft);
    expect(ruleOf(replaced(draft, last?.key ?? 0, null))).toEqual({ all: [plan] });
  });

  test('keeps what fits when another comparison is chosen, and drops the rest', () => {
    const one = { ...compared(beginCondition('plan'), 'equals'), value: 'team' };
    expect(compared(one, 'in')).toEqual({ about: 'plan', test: 'in', values: ['team'] });
    expect(compared(one, 'exists')).toEqual({ about: 'plan', test: 'exists' });
    expect(compared({ ...beginCondition('first_seen'), days: 7 }, 'before')).toEqual({
      about: 'first_seen',
      test: 'before',
      day: '',
    });
  });
});

test.each(templates)('the template $name is a rule as it stands', ({ rule }) => {
  expect(SegmentRuleSchema.parse(rule)).toEqual(rule);
});
