import type { SegmentRule } from '@hearth/schema';

/** What Fieldnote's community manager looks at apart. */
export const segments: readonly { name: string; description: string; rule: SegmentRule }[] = [
  {
    name: 'Promoters',
    description: 'Gave 9 or 10 when last asked: the ones to ask for a review or a referral.',
    rule: { about: 'last_answer', survey: 'nps', test: 'at_least', value: 9 },
  },
  {
    name: 'At risk',
    description: 'Pays, but has not been here for two weeks.',
    rule: {
      all: [
        { about: 'mrr', test: 'more_than', value: 0 },
        { about: 'last_seen', test: 'more_than_days_ago', days: 14 },
      ],
    },
  },
  {
    name: 'Larger teams',
    description: 'On the business or the enterprise plan.',
    rule: { about: 'plan', test: 'in', values: ['business', 'enterprise'] },
  },
  {
    name: 'Small teams',
    description: 'On the starter or the team plan.',
    rule: { about: 'plan', test: 'in', values: ['starter', 'team'] },
  },
  {
    name: 'New this quarter',
    description: 'First seen in the last 90 days.',
    rule: { about: 'first_seen', test: 'within_days', days: 90 },
  },
  {
    name: 'Community',
    description: 'Wrote or reacted in the feed in the last 90 days.',
    rule: {
      any: [
        { about: 'activity', kind: 'post.created', test: 'at_least', count: 1, days: 90 },
        { about: 'activity', kind: 'comment.created', test: 'at_least', count: 1, days: 90 },
        { about: 'activity', kind: 'reaction.added', test: 'at_least', count: 3, days: 90 },
      ],
    },
  },
];
