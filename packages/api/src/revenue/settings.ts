import type { RevenueSettings, RevenueSettingsInput } from '@hearth/schema';
import type { Services } from '../context.ts';
import type { Author } from '../set-up/author.ts';
import { noteChange } from '../set-up/change-store.ts';
import { fieldError } from '../set-up/field-error.ts';
import { findMissingRates, findStripeState, findTerms, replaceRates, saveTerms } from './settings-store.ts';

/** How a project counts its money, without the secret that Stripe signs with. */
export async function getSettings(
  { database, publicUrl }: Pick<Services, 'database' | 'publicUrl'>,
  projectId: string,
): Promise<RevenueSettings> {
  const { currency, grossMargin, rates } = await findTerms(database, projectId);
  const { siteKey, hasSecret } = await findStripeState(database, projectId);
  return {
    currency,
    grossMargin,
    rates: rates
      .map((one) => ({ currency: one.currency, rate: Number(one.rate) }))
      .sort((left, right) => (left.currency < right.currency ? -1 : 1)),
    missingRates: await findMissingRates(database, projectId),
    hasStripeSecret: hasSecret,
    stripeUrl: `${publicUrl}/v1/webhooks/stripe/${siteKey}`,
  };
}

/**
 * Changes what is given and leaves the rest as it is; rates are replaced as a whole. All revenue is counted by the new
 * terms, at all times.
 *
 * @throws HearthError bad_request for a rate of the project's own currency, or two of one currency
 */
export async function configureRevenue(
  services: Pick<Services, 'database' | 'publicUrl'>,
  author: Author,
  input: RevenueSettingsInput,
): Promise<RevenueSettings> {
  const { projectId } = author;
  await services.database.transaction(async (tx) => {
    const { currency } = await findTerms(tx, projectId);
    const own = input.currency ?? currency;
    for (const [index, rate] of (input.rates ?? []).entries()) {
      const field = `rates.${index}.currency`;
      if (rate.currency === own)
        throw fieldError(field, 'This is the project’s own currency: it needs no rate.');
      const isSecond = input.rates?.slice(0, index).some((other) => other.currency === rate.currency);
      if (isSecond) throw fieldError(field, 'This currency has a rate already.');
    }
    await saveTerms(tx, projectId, input);
    if (input.rates) await replaceRates(tx, projectId, input.rates);
    const detail = Object.keys(input).sort().join(', ');
    await noteChange(tx, author, { action: 'revenue.configured', detail });
  });
  return getSettings(services, projectId);
}
