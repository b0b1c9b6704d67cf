import { describe, expect, test } from 'vitest';
import { accountGrowth } from './account-growth.ts';
import { acquisitionCost } from './acquisition-cost.ts';
import { activeMembers } from './active-members.ts';
import { arpa } from './arpa.ts';
import { cohortRetention } from './cohort-retention.ts';
import { csat } from './csat.ts';
import { dropOff } from './drop-off.ts';
import { grossRevenueRetention } from './gross-revenue-retention.ts';
import { kFactor } from './k-factor.ts';
import { lifecycle } from './lifecycle.ts';
import { mean } from './mean.ts';
import { mrr } from './mrr.ts';
import { movementOf } from './mrr-movements.ts';
import { netRevenueRetention } from './net-revenue-retention.ts';
import { nps } from './nps.ts';
import { perSharer } from './per-sharer.ts';
import { outstanding, pointTotal } from './points.ts';
import { stickiness } from './stickiness.ts';
import { studentsT } from './students-t.ts';
import { wilson } from './wilson.ts';

/**
 * Makes each of a formula's counts in turn one that cannot be, and leaves the others as they fit together.
 *
 * @param called what a count is called in the error, where it is not what the argument is called
 */
function refuses<C extends Record<string, number>>(
  formula: string,
  counts: C,
  made: (counts: C) => unknown,
  called: Record<string, string> = {},
) {
  const broken = Object.keys(counts).flatMap((name) =>
    [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY].map((count) => [name, count] as const),
  );
  test.each(broken)(`${formula} says which count cannot be: %s of %d`, (name, count) => {
    expect(() => made(counts)).not.toThrow();
    expect(() => made({ ...counts, [name]: count })).toThrow(
      new RangeError(`${called[name] ?? name} must be a whole number of at least 0, not ${count}.`),
    );
  });
}

describe('a count that is not whole, or negative, is a defect of the caller', () => {
  const revenue = { start: 9, churn: 1, contraction: 1, accounts: 3 };
  refuses('account growth', { atStart: 9, atEnd: 9 }, accountGrowth);
  refuses('acquisition cost', { newAccounts: 9 }, (counts) => acquisitionCost({ ...counts, spend: 1 }));
  refuses('active members', { members: 9 }, activeMembers);
  refuses('ARPA', { mrr: 9, accounts: 3 }, arpa);
  refuses('cohort retention', { retained: 3, cohort: 9 }, cohortRetention);
  refuses('CSAT', { satisfied: 3, others: 9 }, csat, { satisfied: 'successes' });
  refuses('drop-off', { shown: 9 }, ({ shown }) => dropOff(shown, [3]));
  refuses('gross revenue retention', revenue, grossRevenueRetention);
  refuses('K-factor', { members: 9, invitations: 3, signUps: 1 }, kFactor);
  refuses('lifecycle', { active: 9, before: 9, both: 3, first: 3 }, lifecycle);
  refuses('the mean', { count: 3 }, ({ count }) => mean(new Map([[7, count]])), { count: 'the count of 7' });
  refuses('MRR', { mrr: 9, accounts: 3 }, mrr);
  refuses('an MRR movement', { before: 9, after: 3 }, (counts) => movementOf({ ...counts, returning: true }));
  refuses('net revenue retention', { ...revenue, expansion: 1, reactivation: 1 }, netRevenueRetention);
  refuses('NPS', { promoters: 9, passives: 3, detractors: 1 }, nps);
  refuses('rewards a sharer', { brought: 9, sharers: 3 }, perSharer);
  refuses('a total of points', { sum: 9, members: 3 }, pointTotal, { sum: 'points' });
  refuses('points outstanding', { earned: 9, spent: 3, members: 3 }, outstanding);
  refuses('stickiness', { memberDays: 20, days: 7, members: 5 }, stickiness);
  refuses("Student's t", { degrees: 9 }, ({ degrees }) => studentsT(degrees));
  refuses("Wilson's interval", { successes: 3, n: 9 }, ({ successes, n }) => wilson(successes, n));
});

describe('counts that are each possible, but not together, are told with their numbers', () => {
  test.each<[string, () => unknown, string]>([
    [
      'more came back than there were',
      () => lifecycle({ active: 10, before: 5, both: 6, first: 0 }),
      'Of 10 active, 6 of 5 came back and 0 were new: too many.',
    ],
    [
      'more member-days than members had',
      () => stickiness({ memberDays: 11, days: 2, members: 5 }),
      '5 members in 2 days cannot make 11 member-days.',
    ],
    ['more successes than trials', () => wilson(3, 2), 'successes (3) cannot exceed n (2).'],
    [
      'more points spent than earned',
      () => outstanding({ earned: 3, spent: 4, members: 1 }),
      'More points spent (4) than were earned (3).',
    ],
    [
      'more revenue lost than there was',
      () => grossRevenueRetention({ start: 9, churn: 8, contraction: 2, accounts: 1 }),
      'churn and contraction (10) cannot exceed start (9).',
    ],
    [
      'a spend below zero',
      () => acquisitionCost({ spend: -1, newAccounts: 1 }),
      'spend is an amount of at least 0, not -1.',
    ],
    ['no degree of freedom', () => studentsT(0), 'degrees must be at least 1.'],
  ])('%s', (_what, made, message) => {
    expect(made).toThrow(new RangeError(message));
  });
});
