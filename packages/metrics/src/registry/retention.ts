import { accountGrowth } from '../account-growth.ts';
import { annualisedChurn } from '../annualised-churn.ts';
import { customerChurn } from '../customer-churn.ts';
import { customerRetention } from '../customer-retention.ts';
import type { MetricDescription } from '../description.ts';

const accounts = {
  unit: 'percent',
  group: 'retention',
  sample: 'accounts at the start',
  behind: 'accounts',
} as const;
const keptAndLost = { kept: 'Kept', lost: 'Lost' } as const;

export const retention = {
  customer_retention: {
    compute: customerRetention,
    ...accounts,
    label: 'Customer retention',
    direction: 'up',
    formula:
      'Accounts active at the start and still active at the end ÷ accounts active at the start; the same accounts, not just as many. An account is active while its recurring revenue is above zero; the start is the moment before the period’s first.',
    parts: keptAndLost,
  },
  customer_churn: {
    compute: customerChurn,
    ...accounts,
    label: 'Customer churn',
    direction: 'down',
    formula: '100 % − customer retention.',
    parts: keptAndLost,
  },
  annualised_churn: {
    compute: annualisedChurn,
    ...accounts,
    label: 'Annualised churn',
    direction: 'down',
    formula:
      '1 − (1 − churn of a month)¹²: what a year would lose at this pace. For a period of m months the power is 12 ÷ m.',
    parts: keptAndLost,
  },
  account_growth: {
    compute: accountGrowth,
    ...accounts,
    label: 'Account growth',
    direction: 'up',
    formula:
      'Accounts at the end ÷ accounts at the start. Passes 100 % when new accounts outnumber lost ones; some texts call this retention.',
    parts: { ...keptAndLost, new: 'New' },
  },
} as const satisfies Record<string, MetricDescription>;
