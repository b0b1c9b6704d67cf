import { registry } from '@hearth/metrics';
import type { MetricId } from '@hearth/schema';
import { money, plainMoney } from '../format/money.ts';
import { count, decimal, duration } from '../format/number.ts';

/** What each member or account in the list behind a number contributed. */
export interface Amount {
  label: string;
  show: (amount: number) => string;
  plain: (amount: number) => number;
}

const itself = (amount: number): number => amount;
const labels: Partial<Record<MetricId, string>> = {
  participation: 'Contributions',
  unanswered_posts: 'Posts',
  sharers: 'Shares',
  redeemers: 'Rewards',
};

export const amountOf = (metric: MetricId, currency: string): Amount => {
  const { behind, group, unit } = registry[metric];
  if (behind === 'accounts' && (group === 'revenue' || group === 'retention')) {
    return {
      label: 'MRR',
      show: (amount) => money(amount, currency),
      plain: (amount) => Number(plainMoney(amount, currency)),
    };
  }
  if (unit === 'hours') return { label: 'Hours', show: duration, plain: (hours) => Number(hours.toFixed(1)) };
  if (group === 'satisfaction') return { label: 'Score', show: count, plain: itself };
  if (group === 'loyalty' && unit === 'points') return { label: 'Points', show: count, plain: itself };
  if (/active|stickiness/.test(metric)) {
    return { label: 'Days active', show: (days) => `${count(days)} d`, plain: itself };
  }
  return {
    label: labels[metric] ?? 'Count',
    show: (amount) => decimal(amount, Number.isInteger(amount) ? 0 : 2),
    plain: itself,
  };
};
