import { stringify } from 'csv-stringify/sync';
import type { Random } from '../random.ts';
import type { Company } from './company.ts';

const DAY = 24 * 3_600_000;

/** Every change of every contract as one line of the file that a billing system would export. */
export function billOf(companies: readonly Company[]): string {
  const lines = companies.flatMap(({ id, contracts }) =>
    contracts.map(({ at, plan, seats, yearly }) => ({
      account: id,
      id: `sub_${id}`,
      interval: yearly ? 'year' : 'month',
      // Who pays for a year gets two months of it.
      amount: plan.seat * (yearly ? 10 : 1),
      currency: 'USD',
      quantity: Math.max(1, seats),
      status: seats === 0 ? 'canceled' : 'active',
      end: seats === 0 ? at.toISOString() : '',
      plan: plan.name,
      at: at.toISOString(),
    })),
  );
  return stringify(lines, { header: true });
}

/** What Fieldnote spent on winning customers, by month, US cents: more when more came. */
export function winningCosts(
  companies: readonly Company[],
  end: Date,
  random: Random,
): { month: string; amount: number }[] {
  return Array.from({ length: 12 }, (_, back) => {
    const day = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 11 + back, 1));
    const next = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1) + 10 * DAY);
    const won = companies.filter(
      ({ contracts: [first] }) => first && first.at >= day && first.at < next,
    ).length;
    const amount = Math.round(180_000 + won * 42_000 * random.between(0.8, 1.2));
    return { month: day.toISOString().slice(0, 7), amount };
  });
}
