import { describe, expect, test } from 'vitest';
import { SegmentRuleSchema } from './segment-rule.ts';

const leaf = { about: 'verified', value: true };
const faults = (rule: unknown): string[] => {
  const parsed = SegmentRuleSchema.safeParse(rule);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
/** A condition inside so many groups. */
const nested = (depth: number): unknown => {
  let rule: unknown = leaf;
  for (let level = 0; level < depth; level += 1) rule = level % 2 === 0 ? { all: [rule] } : { not: rule };
  return rule;
};

describe('a segment rule', () => {
  test('is read whole, with its groups', () => {
    const rule = {
      all: [
        { about: 'plan', test: 'in', values: ['team', 'business'] },
        { not: { about: 'event', name: 'Report Exported', test: 'exactly', count: 0, days: 30 } },
        {
          any: [
            { about: 'last_answer', survey: 'nps', test: 'at_most', value: 6 },
            { about: 'member_trait', name: 'trial_ends', test: 'within_next_days', days: 7 },
          ],
        },
      ],
    };
    expect(SegmentRuleSchema.parse(rule)).toEqual(rule);
  });

  test('may be nested eight groups deep, and no deeper', () => {
    expect(faults(nested(8))).toEqual([]);
    expect(faults(nested(9))).toEqual([expect.stringContaining('nested at most 8 groups deep')]);
    expect(faults(nested(50))).toHaveLength(1);
  });

  test('is refused, not a stack overflow, when it is nested a hundred thousand deep', () => {
    expect(faults(nested(100_000))).toEqual([expect.stringContaining('nested at most 8 groups deep')]);
  });

  test('holds at most a hundred conditions, in one group or spread over many', () => {
    expect(faults({ all: Array.from({ length: 100 }, () => leaf) })).toEqual([]);
    expect(faults({ all: Array.from({ length: 101 }, () => leaf) })).toEqual([
      ': A rule holds at most 100 conditions.',
    ]);
    const half = { any: Array.from({ length: 51 }, () => leaf) };
    expect(faults({ all: [half, half] })).toEqual([': A rule holds at most 100 conditions.']);
  });

  test('says where it compares text with a number', () => {
    const wrong = { about: 'member_trait', name: 'seats', test: 'more_than', value: 'ten' };
    expect(faults({ all: [leaf, { not: wrong }] })).toEqual([
      'all.1.not.value: This comparison needs a number, not text: compare text with equals, in or contains.',
    ]);
  });

  test.each([
    ['nothing', undefined, 'Expected a condition or a group'],
    ['a list', [leaf], 'Expected a condition or a group'],
    ['an empty group', { any: [] }, 'any: A group lists at least one condition.'],
    ['a group that is no list', { all: leaf }, 'all: A group lists at least one condition.'],
    ['two groups at once', { all: [leaf], not: leaf }, 'A group has "all" and nothing else.'],
    ['an unknown condition', { about: 'shoe_size' }, 'about: Unknown condition.'],
    [
      'an unknown comparison',
      { about: 'plan', test: 'within_days', days: 3 },
      'test: Unknown comparison. Known here: equals',
    ],
    ['an empty list', { about: 'plan', test: 'in', values: [] }, 'values: List at least one value.'],
    [
      'too long a list',
      { about: 'plan', test: 'in', values: Array(101).fill('x') },
      'values: List at most 100',
    ],
    [
      'too long a text',
      { about: 'name', test: 'equals', value: 'x'.repeat(501) },
      'value: The text is longer',
    ],
    ['a NUL byte', { about: 'name', test: 'equals', value: 'a\0' }, 'value: The text holds a NUL byte'],
    ['a day that is none', { about: 'last_seen', test: 'before', day: '2026-02-30' }, 'day: Send a day'],
    ['the year 0', { about: 'last_seen', test: 'before', day: '0000-01-01' }, 'day: Send a day'],
    ['no days at all', { about: 'last_seen', test: 'within_days', days: 0 }, 'days: Send at least one day'],
    [
      'a century',
      { about: 'last_seen', test: 'within_days', days: 36_500 },
      'days: Look back or ahead ten years',
    ],
    [
      'a negative count',
      { about: 'event', name: 'x', test: 'at_least', count: -1 },
      'count: Counts begin at 0.',
    ],
    [
      'a kind nobody knows',
      { about: 'activity', kind: 'sneezed', test: 'at_least', count: 1 },
      'kind: Unknown kind',
    ],
    [
      'infinite money',
      { about: 'mrr', test: 'at_least', value: Number.POSITIVE_INFINITY },
      'value: This comparison needs a number',
    ],
    ['a misspelt key', { about: 'verified', value: true, vlaue: false }, 'Unrecognized key'],
    ["another thing's id", { about: 'badge', badgeId: 'seg_1', held: true }, 'badgeId: Expected an id'],
  ])('refuses %s and names the place and the rule', (_name, rule, message) => {
    expect(faults(rule)).toEqual([expect.stringContaining(message)]);
  });
});
