/** What Fieldnote charges, and how its customers on a plan tend to behave. */
export interface Plan {
  name: 'starter' | 'team' | 'business' | 'enterprise';
  /** US cents a seat and month. */
  seat: number;
  /** Seats that a new customer takes, at least and at most. */
  seats: readonly [number, number];
  /** Share of customers who begin here. */
  share: number;
  /** Share of them who pay by the year, for ten months. */
  yearly: number;
  /** Chance that an average customer leaves in a month. */
  leaves: number;
  /** Days a week on which an average member comes. */
  visits: number;
}

export const plans: readonly [Plan, Plan, Plan, Plan] = [
  { name: 'starter', seat: 1_200, seats: [1, 4], share: 0.38, yearly: 0.1, leaves: 0.045, visits: 1.1 },
  { name: 'team', seat: 1_800, seats: [4, 9], share: 0.34, yearly: 0.3, leaves: 0.022, visits: 1.7 },
  { name: 'business', seat: 2_600, seats: [8, 18], share: 0.2, yearly: 0.5, leaves: 0.012, visits: 2.1 },
  { name: 'enterprise', seat: 3_900, seats: [16, 34], share: 0.08, yearly: 0.9, leaves: 0.005, visits: 2.4 },
];

/** The plan above or below; the same at either end. */
export function neighbour(plan: Plan, step: 1 | -1): Plan {
  return plans[plans.indexOf(plan) + step] ?? plan;
}

/** Which plan a share of all customers, from 0 to 1, falls into. */
export function planAt(share: number): Plan {
  let left = share;
  for (const plan of plans) {
    left -= plan.share;
    if (left < 0) return plan;
  }
  return plans[0];
}
