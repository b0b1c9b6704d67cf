import { type Measure, outstanding, pointTotal, redeemers } from '@hearth/metrics';
import { withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { intersectionOf, sizeWithin } from '../activity/member-set.ts';
import { boundsOf } from './bounds.ts';
import { addDays, type Step } from './calendar.ts';
import type { Counter } from './counters.ts';
import { isWithin, spanOf, visitStep } from './daily.ts';
import { findBalances, findPoints, type Side } from './loyalty-store.ts';

export const REDEEMED = 'reward.redeemed';

const NOTHING_YET: Measure = { value: null, n: 0, low: null, high: null };

const sumOf =
  (side: Side): Counter =>
  async (question, steps) => {
    const days = await findPoints(question.sql, boundsOf(question, steps), side);
    const isMember = isWithin(question.members);
    const count = (step: Step): Measure => {
      const whose = new Set<number>();
      let sum = 0;
      visitStep(days, step, isMember, (ordinal, amount) => {
        whose.add(ordinal);
        sum += Math.abs(amount);
      });
      return pointTotal({ sum, members: whose.size });
    };
    return { measures: steps.map((step) => (step.from > question.today ? NOTHING_YET : count(step))) };
  };

/** What was owed at each step's end: what was held before and all that changed until then. */
const outstandingCounter: Counter = async (question, steps) => {
  const days = await findBalances(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  // One walk through all days for all steps: each goes on from where the one that ends before it stopped.
  const inOrder = steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => (a.step.to < b.step.to ? -1 : 1));
  const balances = new Map<number, number>();
  const sums = { earned: 0, spent: 0, holders: 0 };
  const measures = steps.map(() => NOTHING_YET);
  // What was held before stands on the day before.
  let from = addDays(spanOf(steps).from, -1);
  for (const { step, index } of inOrder) {
    if (step.from > question.today) continue;
    visitStep(days, { from, to: step.to }, isMember, (ordinal, amount) => {
      const held = balances.get(ordinal) ?? 0;
      balances.set(ordinal, held + amount);
      sums.holders += Number(held + amount > 0) - Number(held > 0);
      if (amount > 0) sums.earned += amount;
      else sums.spent -= amount;
    });
    from = step.to;
    measures[index] = outstanding({ ...sums, members: sums.holders });
  }
  return { measures };
};

const redeemersCounter: Counter = async (question, steps) => {
  const { members } = question;
  const ranges = steps.flatMap(({ from, to }) => [ACTIVE, REDEEMED].map((key) => ({ key, from, to })));
  const measures = await withDays(question, ranges, (days) =>
    steps.map((step) => {
      const active = days.union(ACTIVE, step);
      const redeemed = intersectionOf(active, days.union(REDEEMED, step));
      return redeemers({ redeemed: sizeWithin(redeemed, members), active: sizeWithin(active, members) });
    }),
  );
  return { measures };
};

export const loyaltyCounters = {
  points_earned: sumOf('earned'),
  points_spent: sumOf('spent'),
  points_outstanding: outstandingCounter,
  redeemers: redeemersCounter,
} satisfies Record<string, Counter>;
