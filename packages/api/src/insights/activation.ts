import { activation, median } from '@hearth/metrics';
import { findAccountActivations, findActivations } from './activation-store.ts';
import { boundsOf } from './bounds.ts';
import type { Counter } from './counters.ts';
import { isWithin, visitStep } from './daily.ts';

const activationCounter: Counter = async (question, steps) => {
  const days = await findActivations(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  return {
    measures: steps.map((step) => {
      const counts = { shown: 0, completed: 0 };
      visitStep(days, step, isMember, (_ordinal, hours) => {
        counts.shown += 1;
        if (!Number.isNaN(hours)) counts.completed += 1;
      });
      return activation(counts);
    }),
  };
};

const activationTime: Counter = async (question, steps) => {
  const days = await findActivations(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  const pending = { first: 0 };
  const measures = steps.map((step, index) => {
    const taken: number[] = [];
    visitStep(days, step, isMember, (_ordinal, hours) => {
      if (!Number.isNaN(hours)) taken.push(hours);
      else if (index === 0) pending.first += 1;
    });
    return median(taken);
  });
  const exclusions = [{ reason: 'Members who have not completed it', count: pending.first }];
  return { measures, exclusions: exclusions.filter(({ count }) => count > 0) };
};

/** An account is done when any of its members is who was first shown the list in the step. */
const accountActivation: Counter = async (question, steps) => {
  const rows = await findAccountActivations(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  return {
    measures: steps.map(({ from, to }) => {
      const shown = new Set<string>();
      const completed = new Set<string>();
      for (const row of rows) {
        if (row.day < from || row.day >= to || !isMember(row.ordinal)) continue;
        shown.add(row.accountId);
        if (row.completed) completed.add(row.accountId);
      }
      return activation({ shown: shown.size, completed: completed.size });
    }),
  };
};

export const activationCounters = {
  activation: activationCounter,
  activation_time: activationTime,
  account_activation: accountActivation,
} satisfies Record<string, Counter>;
