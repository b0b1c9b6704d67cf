import type { RevenueSettings, RevenueSettingsInput } from '@hearth/schema';
import { RefusedField } from './form.ts';

/** Revenue's settings as they are typed: a number half written is no number yet. */
export interface RevenueDraft {
  currency: string;
  /** Percent; empty: nobody has said. */
  grossMargin: string;
  rates: { currency: string; rate: string }[];
  missingRates: string[];
  /** A new one; what is stored is never shown. */
  stripeSecret: string;
  hasStripeSecret: boolean;
  /** The stored one is to be taken out. */
  dropsSecret: boolean;
  stripeUrl: string;
}

/** Without an exponent, which nobody types: 1e-7 is 0.0000001. */
const plainly = (rate: number): string => rate.toFixed(12).replace(/\.?0+$/, '');

export const draftOf = ({ grossMargin, rates, ...settings }: RevenueSettings): RevenueDraft => ({
  ...settings,
  grossMargin: grossMargin === null ? '' : String(grossMargin / 100),
  rates: rates.map(({ currency, rate }) => ({ currency, rate: plainly(rate) })),
  stripeSecret: '',
  dropsSecret: false,
});

const decimal = /^\d{1,12}(\.\d{1,12})?$/;

/** Basis points of a percentage, such as 82.5. */
function marginOf(typed: string): number | null {
  const text = typed.trim().replace(/\s*%$/, '');
  if (text === '') return null;
  const [, whole = '', part = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '')
    throw new RefusedField('grossMargin', 'Write a percentage with at most two decimals, such as 82.5.');
  return Number(whole + part.padEnd(2, '0'));
}

const ratesOf = (rates: RevenueDraft['rates']) =>
  rates.map(({ currency, rate }, index) => {
    if (decimal.test(rate.trim())) return { currency: currency.trim(), rate: Number(rate) };
    throw new RefusedField(`rates.${index}.rate`, 'Write a number with a point, such as 1.08.');
  });

/**
 * What differs from what is stored; the rest is left as it is, so that nobody else's change is undone.
 *
 * @throws RefusedField for what is no number
 */
export function changesOf(stored: RevenueDraft, draft: RevenueDraft): RevenueSettingsInput {
  const changed = (field: 'currency' | 'grossMargin' | 'rates') =>
    JSON.stringify(stored[field]) !== JSON.stringify(draft[field]);
  return {
    ...(changed('currency') && { currency: draft.currency.trim() }),
    ...(changed('grossMargin') && { grossMargin: marginOf(draft.grossMargin) }),
    ...(changed('rates') && { rates: ratesOf(draft.rates) }),
    ...(draft.dropsSecret && { stripeSecret: null }),
    ...(draft.stripeSecret.trim() !== '' && { stripeSecret: draft.stripeSecret.trim() }),
  };
}

/** Currencies that still lack a rate, also in what is not saved yet. */
export const lacking = ({ missingRates, rates, currency }: RevenueDraft): string[] => {
  const given = new Set([currency, ...rates.map((rate) => rate.currency)].map((code) => code.toUpperCase()));
  return missingRates.filter((code) => !given.has(code));
};
