import type { Random } from '../random.ts';
import { moodAt } from './happenings.ts';
import { neighbour, type Plan } from './plans.ts';

const DAY = 24 * 3_600_000;
const MONTH = 30.4 * DAY;

/** One line of a customer's bill: from then on, so many seats of a plan; none: they have left. */
export interface Contract {
  at: Date;
  plan: Plan;
  seats: number;
  yearly: boolean;
}

/** A customer of Fieldnote, from when they signed up. */
export interface Company {
  id: string;
  name: string;
  traits: { industry: string; country: string };
  /** How they feel on an ordinary day, from 0 to 1. */
  satisfaction: number;
  /** In order of time. */
  contracts: readonly Contract[];
  /** They said why when they left; times of leaving. */
  departures: readonly Date[];
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Lives a customer's months: they grow, shrink, change plans, leave, and some come back. */
export function liveContracts(
  first: Contract,
  satisfaction: number,
  end: Date,
  random: Random,
): Pick<Company, 'contracts' | 'departures'> {
  const contracts = [first];
  const departures: Date[] = [];
  let current = first;
  const become = (next: Contract) => {
    contracts.push(next);
    current = next;
  };
  for (let at = first.at.getTime() + MONTH; at < end.getTime() - 2 * DAY; at += MONTH) {
    const moment = new Date(at + random.between(-9, 9) * DAY);
    if (moment >= end) break;
    const feeling = clamp(satisfaction + moodAt(moment, end));
    const { plan, seats, yearly } = current;
    if (seats === 0) {
      if (random.chance(0.05 + 0.08 * feeling))
        become({ ...current, at: moment, seats: returning(random, plan) });
      continue;
    }
    // The unhappy leave several times as often; who has paid for a year thinks twice.
    const leaves = plan.leaves * 6 ** (1.2 - 2 * feeling) * (yearly ? 0.5 : 1);
    if (random.chance(leaves)) {
      departures.push(moment);
      become({ ...current, at: moment, seats: 0 });
    } else if (random.chance(0.02 + 0.07 * feeling)) {
      become(grow({ ...current, at: moment }, random));
    } else if (random.chance(0.05 * (1 - feeling))) {
      become(shrink({ ...current, at: moment }, random));
    }
  }
  return { contracts, departures };
}

const returning = (random: Random, { seats: [fewest] }: Plan): number =>
  Math.max(1, Math.round(fewest * random.between(0.6, 1.2)));

/** More seats; with more than the plan is made for, the next plan. */
function grow(contract: Contract, random: Random): Contract {
  const seats = contract.seats + Math.max(1, Math.round(contract.seats * random.between(0.1, 0.35)));
  const plan = seats > contract.plan.seats[1] ? neighbour(contract.plan, 1) : contract.plan;
  return { ...contract, seats, plan };
}

/** Fewer seats, or the plan below. */
function shrink(contract: Contract, random: Random): Contract {
  if (random.chance(0.3)) return { ...contract, plan: neighbour(contract.plan, -1) };
  return { ...contract, seats: Math.max(1, Math.round(contract.seats * random.between(0.6, 0.9))) };
}

/** The contract in force at a moment; null before the first one. */
export function contractAt({ contracts }: Pick<Company, 'contracts'>, at: Date): Contract | null {
  return contracts.findLast((contract) => contract.at <= at) ?? null;
}
