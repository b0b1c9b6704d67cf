import { describe, expect, test } from 'vitest';
import { RefusedField } from './form.ts';
import { changesOf, draftOf, lacking } from './revenue-draft.ts';

const stored = draftOf({
  currency: 'EUR',
  grossMargin: 8250,
  rates: [{ currency: 'JPY', rate: 0.000_000_1 }],
  missingRates: ['CHF', 'GBP'],
  hasStripeSecret: true,
  stripeUrl: 'https://hearth.example/v1/webhooks/stripe/pk',
});

describe('revenue’s settings', () => {
  test('are shown as people write numbers', () => {
    expect(stored).toMatchObject({ grossMargin: '82.5', rates: [{ currency: 'JPY', rate: '0.0000001' }] });
  });

  test('are sent only where they were changed, and the secret only when there is a new one', () => {
    expect(changesOf(stored, stored)).toEqual({});
    expect(changesOf(stored, { ...stored, grossMargin: '80 %' })).toEqual({ grossMargin: 8000 });
    expect(changesOf(stored, { ...stored, grossMargin: ' ' })).toEqual({ grossMargin: null });
    expect(changesOf(stored, { ...stored, rates: [] })).toEqual({ rates: [] });
    expect(changesOf(stored, { ...stored, dropsSecret: true })).toEqual({ stripeSecret: null });
    expect(changesOf(stored, { ...stored, dropsSecret: true, stripeSecret: 'whsec_new' })).toEqual({
      stripeSecret: 'whsec_new',
    });
  });

  test.each<[string, object]>([
    ['grossMargin', { grossMargin: 'most' }],
    ['grossMargin', { grossMargin: '82,5' }],
    ['rates.1.rate', { rates: [...stored.rates, { currency: 'CHF', rate: '1,08' }] }],
    ['rates.0.rate', { rates: [{ currency: 'CHF', rate: '' }] }],
  ])('are refused at %s before they are sent', (field, part) => {
    const send = () => changesOf(stored, { ...stored, ...part });
    expect(send).toThrow(RefusedField);
    expect(send).toThrow(expect.objectContaining({ field }));
  });

  test('lack a rate until one is written', () => {
    expect(lacking(stored)).toEqual(['CHF', 'GBP']);
    expect(lacking({ ...stored, currency: 'gbp', rates: [{ currency: 'chf', rate: '' }] })).toEqual([]);
  });
});
