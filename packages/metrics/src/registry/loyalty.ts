import type { MetricDescription } from '../description.ts';
import { outstanding, pointTotal } from '../points.ts';
import { redeemers } from '../redeemers.ts';

const points = { unit: 'points', group: 'loyalty', behind: 'members', parts: {} } as const;

export const loyalty = {
  points_earned: {
    compute: pointTotal,
    ...points,
    label: 'Points earned',
    direction: 'up',
    formula: 'Points that members were given in the period.',
    sample: 'members who earned',
  },
  points_spent: {
    compute: pointTotal,
    ...points,
    label: 'Points spent',
    direction: 'up',
    formula: 'Points that members paid for rewards in the period.',
    sample: 'members who spent',
  },
  points_outstanding: {
    compute: outstanding,
    ...points,
    label: 'Points outstanding',
    direction: 'neutral',
    formula: 'Points ever earned − points ever spent, at the period’s end: what is owed to members.',
    sample: 'members who hold points',
  },
  redeemers: {
    compute: redeemers,
    label: 'Redeemers',
    unit: 'percent',
    direction: 'up',
    group: 'loyalty',
    formula: 'Members who redeemed a reward in the period ÷ active members.',
    sample: 'active members',
    behind: 'members',
    parts: {},
  },
} as const satisfies Record<string, MetricDescription>;
