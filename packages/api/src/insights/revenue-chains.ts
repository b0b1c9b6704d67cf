import { type MrrMovements, mrrMovements } from '@hearth/metrics';
import type { Exclusion } from '@hearth/schema';
import { factorsOf } from '../revenue/factors.ts';
import { groupBy } from '../revenue/group-by.ts';
import { findTerms, type RevenueTerms } from '../revenue/settings-store.ts';
import type { Step } from './calendar.ts';
import type { Question } from './question.ts';
import { type AccountChange, countLeftOut, findChanges, type RevenueScope } from './revenue-store.ts';
import { startOf } from './zone.ts';

/** Revenue and paying accounts at one moment. */
interface Stand {
  mrr: number;
  accounts: number;
}

/** What a period did to revenue. */
export interface RevenuePeriod {
  start: Stand;
  end: Stand;
  moved: MrrMovements;
}

export interface RevenueGround extends RevenueScope {
  terms: RevenueTerms;
}

/** What all questions about revenue stand on: whose, and in whose money. */
export async function groundOf(question: Question): Promise<RevenueGround> {
  const terms = await findTerms(question.sql, question.projectId);
  const accounts = await question.accounts();
  return {
    projectId: question.projectId,
    accounts: accounts === null ? null : [...accounts],
    now: question.now,
    factors: factorsOf(terms),
    terms,
  };
}

/** Steps that follow each other without a gap are counted in one query. */
function chainsOf(steps: readonly Step[]): Step[][] {
  const chains: Step[][] = [];
  for (const step of steps) {
    const chain = chains.at(-1);
    if (chain && chain.at(-1)?.to === step.from) chain.push(step);
    else chains.push([step]);
  }
  return chains;
}

export const boundariesOf = (chain: readonly Step[], timeZone: string): Date[] =>
  [...chain.map(({ from }) => from), ...chain.slice(-1).map(({ to }) => to)].map((day) =>
    startOf(day, timeZone),
  );

/** What each step did to revenue, in their order. */
export async function countRevenue(
  question: Question,
  ground: RevenueGround,
  steps: readonly Step[],
): Promise<RevenuePeriod[]> {
  const periods: RevenuePeriod[] = [];
  for (const chain of chainsOf(steps)) {
    const changes = await findChanges(question.sql, ground, boundariesOf(chain, question.timeZone));
    periods.push(...followChain(chain.length, changes));
  }
  return periods;
}

function followChain(length: number, changes: readonly AccountChange[]): RevenuePeriod[] {
  const byPeriod = groupBy(changes, ({ period }) => period);
  const opening = byPeriod.get(-1) ?? [];
  let stand: Stand = {
    mrr: opening.reduce((sum, { after }) => sum + after, 0),
    accounts: opening.filter(({ after }) => after > 0).length,
  };
  return Array.from({ length }, (_, period) => {
    const moved = mrrMovements(byPeriod.get(period) ?? []);
    const start = stand;
    const { new: fresh, reactivation, expansion, contraction, churn } = moved;
    stand = {
      mrr:
        start.mrr + fresh.amount + reactivation.amount + expansion.amount - contraction.amount - churn.amount,
      accounts: start.accounts + fresh.accounts + reactivation.accounts - churn.accounts,
    };
    return { start, end: stand, moved };
  });
}

/** What no number of a step holds, in words. */
export async function exclusionsOf(
  question: Question,
  ground: RevenueGround,
  step: Step | undefined,
): Promise<Exclusion[]> {
  if (!step) return [];
  const [from, to] = [startOf(step.from, question.timeZone), startOf(step.to, question.timeZone)];
  const { withoutRate, partly } = await countLeftOut(question.sql, ground, { from, to });
  return [
    {
      reason: 'Accounts with revenue in a currency that has no exchange rate: that part is left out',
      count: withoutRate,
    },
    {
      reason: 'Accounts with a metered, tiered or otherwise unreadable price: that part is left out',
      count: partly,
    },
  ].filter(({ count }) => count > 0);
}
