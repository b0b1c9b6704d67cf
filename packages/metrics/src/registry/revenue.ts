import { acquisitionCost } from '../acquisition-cost.ts';
import { arpa } from '../arpa.ts';
import type { MetricDescription } from '../description.ts';
import { grossRevenueRetention } from '../gross-revenue-retention.ts';
import { lifetimeValue } from '../lifetime-value.ts';
import { ltvToCac } from '../ltv-to-cac.ts';
import { mrr } from '../mrr.ts';
import { netRevenueRetention } from '../net-revenue-retention.ts';
import { revenueChurn } from '../revenue-churn.ts';

const revenueMetric = { group: 'revenue', behind: 'accounts' } as const;
const lossesParts = { contraction: 'Contraction', churn: 'Churn' } as const;

export const revenue = {
  mrr: {
    compute: mrr,
    ...revenueMetric,
    label: 'MRR',
    unit: 'money',
    direction: 'up',
    formula:
      'Monthly recurring revenue at the period’s end: subscriptions in force, yearly ones by a twelfth, without trials, taxes and one-off charges.',
    sample: 'paying accounts',
    parts: {},
  },
  gross_revenue_retention: {
    compute: grossRevenueRetention,
    ...revenueMetric,
    label: 'Gross revenue retention',
    unit: 'percent',
    direction: 'up',
    formula: '(MRR at the start − churned − contraction) ÷ MRR at the start.',
    sample: 'accounts at the start',
    parts: lossesParts,
  },
  net_revenue_retention: {
    compute: netRevenueRetention,
    ...revenueMetric,
    label: 'Net revenue retention',
    unit: 'percent',
    direction: 'up',
    formula:
      '(MRR at the start − churned − contraction + expansion) ÷ MRR at the start. Accounts that came back count only if asked for.',
    sample: 'accounts at the start',
    parts: { expansion: 'Expansion', ...lossesParts, reactivation: 'Reactivation' },
  },
  revenue_churn: {
    compute: revenueChurn,
    ...revenueMetric,
    label: 'Revenue churn',
    unit: 'percent',
    direction: 'down',
    formula: '100 % − gross revenue retention.',
    sample: 'accounts at the start',
    parts: lossesParts,
  },
  arpa: {
    compute: arpa,
    ...revenueMetric,
    label: 'Revenue per account',
    unit: 'money',
    direction: 'up',
    formula: 'MRR ÷ paying accounts, at the period’s end.',
    sample: 'paying accounts',
    parts: {},
  },
  lifetime_value: {
    compute: lifetimeValue,
    ...revenueMetric,
    label: 'Lifetime value',
    unit: 'money',
    direction: 'up',
    formula:
      'Revenue per account × gross margin ÷ monthly customer churn. None while no account is lost, or before the gross margin is known.',
    sample: 'paying accounts',
    parts: {},
  },
  acquisition_cost: {
    compute: acquisitionCost,
    ...revenueMetric,
    label: 'Acquisition cost',
    unit: 'money',
    direction: 'down',
    formula:
      'What was spent on winning accounts in the period ÷ accounts that paid for the first time. Of a month that the period cuts, as many parts as it has of its days.',
    sample: 'new accounts',
    parts: {},
  },
  ltv_to_cac: {
    compute: ltvToCac,
    ...revenueMetric,
    label: 'LTV : CAC',
    unit: 'ratio',
    direction: 'up',
    formula: 'Lifetime value ÷ acquisition cost.',
    sample: 'new accounts',
    parts: {},
  },
} as const satisfies Record<string, MetricDescription>;
