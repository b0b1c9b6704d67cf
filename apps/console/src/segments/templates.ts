import type { SegmentRule } from '@hearth/schema';

export interface Template {
  /** In the address of a new segment. */
  id: string;
  name: string;
  description: string;
  rule: SegmentRule;
}

/** To start from, and to see what a rule can say. */
export const templates: readonly Template[] = [
  {
    id: 'promoters',
    name: 'Promoters',
    description: 'Gave a 9 or 10 the last time they were asked. Ask them for a referral or a review.',
    rule: { all: [{ about: 'last_answer', survey: 'nps', test: 'at_least', value: 9 }] },
  },
  {
    id: 'at-risk',
    name: 'At risk',
    description: 'Paying, but no visit in 30 days. Find out why before the next invoice does.',
    rule: {
      all: [
        { about: 'last_seen', test: 'more_than_days_ago', days: 30 },
        { about: 'mrr', test: 'more_than', value: 0 },
      ],
    },
  },
  {
    id: 'new-this-month',
    name: 'New this month',
    description: 'First seen in the last 30 days. See what their first weeks look like.',
    rule: { all: [{ about: 'first_seen', test: 'within_days', days: 30 }] },
  },
  {
    id: 'voices',
    name: 'Voices',
    description: 'Wrote a post or a comment in the last 30 days. The core of your community.',
    rule: {
      any: [
        { about: 'activity', kind: 'post.created', test: 'at_least', count: 1, days: 30 },
        { about: 'activity', kind: 'comment.created', test: 'at_least', count: 1, days: 30 },
      ],
    },
  },
];
