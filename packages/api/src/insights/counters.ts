import type { Measure } from '@hearth/metrics';
import type { Exclusion, MetricId } from '@hearth/schema';
import { activationCounters } from './activation.ts';
import type { Step } from './calendar.ts';
import { communityCounters } from './community.ts';
import { engagementCounters } from './engagement.ts';
import { loyaltyCounters } from './loyalty.ts';
import type { Question } from './question.ts';
import { referralCounters } from './referral.ts';
import { revenueCounters } from './revenue.ts';
import { satisfactionCounters } from './satisfaction.ts';

/** What only some metrics look at. */
export interface CounterOptions {
  /** UUID: for survey metrics, one survey alone; null: all of the metric's kind. */
  surveyId: string | null;
  /** For net revenue retention: whether accounts that came back count. */
  withReactivation: boolean;
}

export interface Counted {
  /** One a step, in their order. */
  measures: Measure[];
  /** What was left out of the first step. */
  exclusions?: Exclusion[];
}

/** Counts one metric for many steps at once; the division is a function of @hearth/metrics. */
export type Counter = (
  question: Question,
  steps: readonly Step[],
  options: CounterOptions,
) => Promise<Counted>;

/** Every metric's counter: one that is missing does not compile. */
export const counters: Readonly<Record<MetricId, Counter>> = {
  ...engagementCounters,
  ...activationCounters,
  ...communityCounters,
  ...satisfactionCounters,
  ...loyaltyCounters,
  ...referralCounters,
  ...revenueCounters,
};
