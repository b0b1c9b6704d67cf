import { z } from 'zod';

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code, such as EUR; written small it is taken as well. */
export const CurrencySchema = z
  .string()
  .toUpperCase()
  .refine((code) => known.has(code), {
    error: (issue) =>
      `"${String(issue.input).slice(0, 12)}" is no currency. Send an ISO 4217 code, such as EUR.`,
  });
