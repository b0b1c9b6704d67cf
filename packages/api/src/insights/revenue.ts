import {
  accountGrowth,
  acquisitionCost,
  annualisedChurn,
  arpa,
  type CustomerCounts,
  customerChurn,
  customerRetention,
  grossRevenueRetention,
  type LifetimeCounts,
  lifetimeValue,
  ltvToCac,
  type Measure,
  monthsIn,
  mrr,
  netRevenueRetention,
  type RevenueLosses,
  revenueChurn,
} from '@hearth/metrics';
import type { Exclusion, MetricId } from '@hearth/schema';
import { addDays, type Step } from './calendar.ts';
import type { Counter } from './counters.ts';
import type { Question } from './question.ts';
import {
  countRevenue,
  exclusionsOf,
  groundOf,
  type RevenueGround,
  type RevenuePeriod,
} from './revenue-chains.ts';
import { type Spend, spendOf } from './revenue-spend.ts';
import { findSpend } from './revenue-store.ts';

interface Counts {
  period: RevenuePeriod;
  /** How long the period has lasted until now, in months. */
  months: number;
  ground: RevenueGround;
  withReactivation: boolean;
}

/** A counter of what revenue tells; the formula is one of @hearth/metrics. */
const counter =
  (formula: (counts: Counts, index: number) => Measure): Counter =>
  async (question, steps, { withReactivation }) => {
    const ground = await groundOf(question);
    const periods = await countRevenue(question, ground, steps);
    const measures = periods.map((period, index) =>
      formula({ period, months: monthsOf(steps[index], question), ground, withReactivation }, index),
    );
    return { measures, exclusions: await exclusionsOf(question, ground, steps[0]) };
  };

/** The same with what was spent on winning accounts. */
const spendCounter =
  (formula: (counts: Counts, spend: number | null) => Measure): Counter =>
  async (question, steps, options) => {
    const entered = await findSpend(question.sql, question.projectId);
    const spends = steps.map((step) => spendOf(entered, step, question.today));
    const count = counter((counts, index) => formula(counts, spends[index]?.amount ?? null));
    const { measures, exclusions = [] } = await count(question, steps, options);
    return { measures, exclusions: [...exclusions, ...missingSpend(spends[0])] };
  };

const missingSpend = (spend: Spend | undefined): Exclusion[] =>
  spend && spend.missing > 0
    ? [{ reason: 'Months whose acquisition spend is not entered', count: spend.missing }]
    : [];

/** Of a period that is not over, only what has passed can have lost anybody. */
function monthsOf(step: Step | undefined, { today }: Question): number {
  if (!step) throw new Error('There are as many periods as steps');
  const tomorrow = addDays(today, 1);
  const end = step.to > tomorrow && step.from < tomorrow ? tomorrow : step.to;
  return monthsIn(step.from, end);
}

const customersOf = ({ period: { start, moved } }: Counts): CustomerCounts => ({
  atStart: start.accounts,
  lost: moved.churn.accounts,
});

const lossesOf = ({ period: { start, moved } }: Counts): RevenueLosses => ({
  start: start.mrr,
  churn: moved.churn.amount,
  contraction: moved.contraction.amount,
  accounts: start.accounts,
});

const lifetimeOf = (counts: Counts): LifetimeCounts => ({
  ...customersOf(counts),
  ...counts.period.end,
  months: counts.months,
  grossMargin: counts.ground.terms.grossMargin,
});

/** Counters of the metrics about accounts and their recurring revenue. An account is a customer while it has any. */
export const revenueCounters = {
  mrr: counter(({ period }) => mrr(period.end)),
  customer_retention: counter((counts) => customerRetention(customersOf(counts))),
  customer_churn: counter((counts) => customerChurn(customersOf(counts))),
  annualised_churn: counter((counts) => annualisedChurn(customersOf(counts), counts.months)),
  account_growth: counter(({ period: { start, end } }) =>
    accountGrowth({ atStart: start.accounts, atEnd: end.accounts }),
  ),
  gross_revenue_retention: counter((counts) => grossRevenueRetention(lossesOf(counts))),
  net_revenue_retention: counter((counts) => {
    const { expansion, reactivation } = counts.period.moved;
    return netRevenueRetention({
      ...lossesOf(counts),
      expansion: expansion.amount,
      reactivation: counts.withReactivation ? reactivation.amount : 0,
    });
  }),
  revenue_churn: counter((counts) => revenueChurn(lossesOf(counts))),
  arpa: counter(({ period }) => arpa(period.end)),
  lifetime_value: counter((counts) => lifetimeValue(lifetimeOf(counts))),
  acquisition_cost: spendCounter(({ period }, spend) =>
    acquisitionCost({ spend, newAccounts: period.moved.new.accounts }),
  ),
  ltv_to_cac: spendCounter((counts, spend) =>
    ltvToCac({ ...lifetimeOf(counts), spend, newAccounts: counts.period.moved.new.accounts }),
  ),
} satisfies Partial<Record<MetricId, Counter>>;
