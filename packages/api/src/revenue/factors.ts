import { minorDigits } from '@hearth/schema';
import type { RevenueTerms } from './settings-store.ts';

/**
 * Minor units of the project's currency for one of each currency that has a rate, exact decimals as text. A rate is
 * between whole currencies, as people quote it; amounts are in minor units, of which some have none.
 */
export function factorsOf({
  currency,
  rates,
}: Pick<RevenueTerms, 'currency' | 'rates'>): Map<string, string> {
  const own = minorDigits(currency);
  const factors = rates.map(
    ({ currency: from, rate }) => [from, shifted(rate, own - minorDigits(from))] as const,
  );
  return new Map([...factors, [currency, '1']]);
}

/** A decimal with its point moved, as PostgreSQL reads it: exact, where a product of numbers would not be. */
const shifted = (decimal: string, places: number): string => `${decimal}e${places}`;
