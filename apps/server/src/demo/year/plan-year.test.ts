import { expect, it } from 'vitest';
import { billOf } from './billing.ts';
import { contractAt } from './company.ts';
import { planYear } from './plan-year.ts';

const DAY = 24 * 3_600_000;
const end = new Date('2026-11-22T09:00:00Z');
const ids = {
  surveys: { nps: 'sur_n', csat: 'sur_c', ces: 'sur_e', exit: 'sur_x' },
  checklistId: 'chk_a',
  itemIds: ['a', 'b', 'c'],
  rewardIds: ['rwd_a', 'rwd_b'],
};
const year = planYear(end, ids);

it('is the same year each time', () => {
  const again = planYear(end, ids);
  expect(again.acts).toEqual(year.acts);
  expect(billOf(again.companies)).toBe(billOf(year.companies));
});

it('is a company of about 900 people in 140 accounts on four plans', () => {
  expect(year.companies).toHaveLength(140);
  expect(year.members.length).toBeGreaterThan(800);
  expect(year.members.length).toBeLessThan(1_000);
  const plans = new Set(year.companies.flatMap(({ contracts }) => contracts.map(({ plan }) => plan.name)));
  expect(plans.size).toBe(4);
  expect(new Set(year.members.map(({ claims }) => claims.sub)).size).toBe(year.members.length);
});

it('has upgrades, downgrades, departures and returns', () => {
  const changes = year.companies.flatMap(({ contracts }) =>
    contracts.slice(1).map((contract, index) => [contracts[index]?.seats ?? 0, contract.seats] as const),
  );
  expect(changes.some(([before, after]) => before > 0 && after > before)).toBe(true);
  expect(changes.some(([before, after]) => after > 0 && after < before)).toBe(true);
  expect(changes.some(([before, after]) => before > 0 && after === 0)).toBe(true);
  expect(changes.some(([before, after]) => before === 0 && after > 0)).toBe(true);
});

it('lets nobody act before they join, after the end, or without a seat', () => {
  const members = new Map(year.members.map((member) => [member.claims.sub, member]));
  for (const { by, at, kind } of year.acts) {
    const member = members.get(by);
    if (!member) throw new Error(`${by} is nobody`);
    expect(at <= end).toBe(true);
    // A visit goes on for minutes, so a contract may end in the middle of it.
    const seats = Math.max(
      contractAt(member.company, at)?.seats ?? 0,
      contractAt(member.company, new Date(at.getTime() - DAY))?.seats ?? 0,
    );
    if (kind !== 'exit.answered') expect(seats).toBeGreaterThan(member.seat);
  }
});

it('knows the happy from the unhappy by their scores', () => {
  const happy = new Set(
    year.members.filter(({ satisfaction }) => satisfaction > 0.75).map(({ claims }) => claims.sub),
  );
  const scores = (wanted: boolean) =>
    year.acts.flatMap(({ by, kind, payload }) =>
      kind === 'survey.answered' &&
      'surveyId' in payload &&
      payload.surveyId === 'sur_n' &&
      'score' in payload &&
      happy.has(by) === wanted
        ? [Number(payload.score)]
        : [],
    );
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  expect(mean(scores(true))).toBeGreaterThan(mean(scores(false)) + 1);
});

it('has links that were passed on, followed, joined by and partly qualified', () => {
  const joins = year.invitations.flatMap((invitation) => invitation.joins);
  expect(year.invitations.length).toBeGreaterThan(15);
  expect(joins.length).toBeGreaterThan(10);
  expect(new Set(joins.map(({ member }) => member)).size).toBe(joins.length);
  for (const { sharedAt, joins: own, by } of year.invitations) {
    for (const { at, member } of own) {
      expect(at > sharedAt && at > member.joinedAt && member !== by).toBe(true);
    }
  }
});
