import { activation } from '../activation.ts';
import { activeMembers } from '../active-members.ts';
import type { MetricDescription } from '../description.ts';
import { median } from '../median.ts';
import { participation } from '../participation.ts';
import { stickiness } from '../stickiness.ts';
import { unansweredPosts } from '../unanswered-posts.ts';

const activity = { group: 'engagement', behind: 'members', parts: {} } as const;

export const engagement = {
  active_members: {
    compute: activeMembers,
    ...activity,
    label: 'Active members',
    unit: 'members',
    direction: 'up',
    formula:
      'Distinct members with at least one deliberate interaction in the period; being shown something does not count.',
    sample: 'members',
  },
  daily_active_members: {
    compute: activeMembers,
    ...activity,
    label: 'Daily active members',
    unit: 'members',
    direction: 'up',
    formula: 'Distinct active members of the period’s last day.',
    sample: 'members',
  },
  weekly_active_members: {
    compute: activeMembers,
    ...activity,
    label: 'Weekly active members',
    unit: 'members',
    direction: 'up',
    formula: 'Distinct active members of the seven days that end with the period.',
    sample: 'members',
  },
  monthly_active_members: {
    compute: activeMembers,
    ...activity,
    label: 'Monthly active members',
    unit: 'members',
    direction: 'up',
    formula: 'Distinct active members of the thirty days that end with the period.',
    sample: 'members',
  },
  stickiness: {
    compute: stickiness,
    ...activity,
    label: 'Stickiness',
    unit: 'percent',
    direction: 'up',
    formula:
      'Mean of the daily active members over the last thirty days ÷ the distinct active members of those days: on how large a part of the days an active member comes.',
    sample: 'members active within the thirty days',
  },
  activation: {
    compute: activation,
    label: 'Activation',
    unit: 'percent',
    direction: 'up',
    group: 'engagement',
    formula:
      'Members who completed every step of a checklist ÷ members who were first shown it in the period, whenever they completed it.',
    sample: 'members shown a checklist',
    behind: 'members',
    parts: { completed: 'Completed', pending: 'Not completed' },
  },
  activation_time: {
    compute: median,
    label: 'Time to activation',
    unit: 'hours',
    direction: 'down',
    group: 'engagement',
    formula:
      'Median time from first being shown a checklist to its last step, of members first shown it in the period who have completed it.',
    sample: 'members who completed a checklist',
    behind: 'members',
    parts: {},
  },
  account_activation: {
    compute: activation,
    label: 'Activated accounts',
    unit: 'percent',
    direction: 'up',
    group: 'engagement',
    formula:
      'Accounts of which at least one member completed a checklist ÷ accounts of the members first shown it in the period.',
    sample: 'accounts shown a checklist',
    behind: 'accounts',
    parts: { completed: 'Completed', pending: 'Not completed' },
  },
  participation: {
    compute: participation,
    label: 'Participation',
    unit: 'percent',
    direction: 'up',
    group: 'engagement',
    formula: 'Members who posted, commented or reacted ÷ active members.',
    sample: 'active members',
    behind: 'members',
    parts: { participating: 'Took part', silent: 'Active, but silent' },
  },
  unanswered_posts: {
    compute: unansweredPosts,
    label: 'Posts without an answer',
    unit: 'percent',
    direction: 'down',
    group: 'engagement',
    formula:
      'Posts of the period on which nobody but their author has commented so far ÷ posts of the period.',
    sample: 'posts',
    behind: 'members',
    parts: { unanswered: 'Without an answer', answered: 'Answered' },
  },
  time_to_first_answer: {
    compute: median,
    label: 'Time to first answer',
    unit: 'hours',
    direction: 'down',
    group: 'engagement',
    formula:
      'Median time from a post of the period to the first comment by somebody else. Posts without an answer are left out.',
    sample: 'answered posts',
    behind: 'members',
    parts: {},
  },
} as const satisfies Record<string, MetricDescription>;
