import { z } from 'zod';
import { CurrencySchema } from './currency.ts';
import { InstantSchema, storableSchema, textSchema } from './text.ts';

/** Money in minor units of its currency: cents, or whole yen. Never negative, never a fraction. */
export const MoneySchema = z
  .number({ error: 'Send the amount as a number of minor units, such as 4900 for 49.00.' })
  .refine(Number.isSafeInteger, {
    error: 'Send a whole number of minor units within ±9,007,199,254,740,991, such as 4900 for 49.00.',
  })
  .min(0, { error: 'Money is not negative here. Send 0 or more.' });

/**
 * Money converted and added up, minor units. Exact within ±9,007,199,254,740,991; beyond, where only mistakes get,
 * rounded to 16 digits: one absurd price must not take the page away on which it would be seen.
 */
export const MoneySumSchema = z.number();

export const SubscriptionIntervalSchema = z.enum(['day', 'week', 'month', 'year']);
export type SubscriptionInterval = z.infer<typeof SubscriptionIntervalSchema>;

/** Stripe's words. Earning: active, past_due, and trialing once the trial is over. */
export const SubscriptionStatusSchema = z.enum([
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
]);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatusSchema>;

const ordered = (earlier: string | undefined, later: string | undefined): boolean =>
  earlier === undefined || later === undefined || Date.parse(earlier) <= Date.parse(later);

/** What is so of one subscription from a moment on. */
export const SubscriptionInputSchema = z
  .object({
    /** The host's own id of the account, as in member tokens. It is created when it is not known yet. */
    account: textSchema(200),
    /** The host's own id of the subscription. */
    id: textSchema(200),
    interval: SubscriptionIntervalSchema,
    /** Every so many intervals: 3 months are a quarter. */
    intervalCount: z.int().min(1).max(1_000).default(1),
    /** For one unit and one interval, without tax and one-off charges. */
    amount: MoneySchema,
    currency: CurrencySchema,
    quantity: z.int().min(0).max(1_000_000_000).default(1),
    status: SubscriptionStatusSchema.default('active'),
    start: InstantSchema.optional(),
    /** When it ended, or will end. A future end takes effect at its time. */
    end: InstantSchema.optional(),
    trialEnd: InstantSchema.optional(),
    plan: storableSchema(200).optional(),
    /**
     * Since when this is so; default now. What is said in any order gives the same revenue: the moment decides.
     * The first thing known of a subscription reaches back to its start.
     */
    at: InstantSchema.optional(),
    /** Of two statements of one moment, the one with the higher number stands. */
    sequence: z.int().min(0).max(1_000_000).default(0),
  })
  .refine(({ start, end }) => ordered(start, end), {
    path: ['end'],
    error: 'A subscription cannot end before it starts.',
  })
  .refine(({ start, trialEnd }) => ordered(start, trialEnd), {
    path: ['trialEnd'],
    error: 'A trial cannot end before its subscription starts.',
  });
/** As it is read: defaults are filled in. */
export type SubscriptionInput = z.output<typeof SubscriptionInputSchema>;

export const SubscriptionOutputSchema = z.object({
  /** False when the very same had been said before. */
  stored: z.boolean(),
  /** Recurring revenue a month while it earns, minor units of its currency. */
  mrr: z.int().nonnegative(),
  currency: z.string(),
});
export type SubscriptionOutput = z.infer<typeof SubscriptionOutputSchema>;

/** What became of an imported file. Lines are counted as an editor does: the header is line 1. */
export const SubscriptionImportSchema = z.object({
  /** Good lines: stored now or known already. */
  stored: z.int().nonnegative(),
  known: z.int().nonnegative(),
  /** Bad lines, the first 1,000 of them. */
  rejected: z.array(z.object({ line: z.int().positive(), message: z.string() })),
  rejectedTotal: z.int().nonnegative(),
});
export type SubscriptionImport = z.infer<typeof SubscriptionImportSchema>;

/** Largest CSV file, in bytes. */
export const largestImport = 10 * 1024 * 1024;

export const SubscriptionImportInputSchema = z.object({
  csv: z.string().max(largestImport, { error: 'The file is larger than 10 MB. Import it in parts.' }),
});

const MONTH_ERROR = { error: 'Send a month as YYYY-MM, such as 2026-01.' };
/** Of our era: no calendar has a year 0. */
export const MonthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, MONTH_ERROR)
  .refine((month) => month >= '0001', MONTH_ERROR);

/** What was spent on winning accounts in a month, minor units of the project's currency; null takes it out. */
export const SpendInputSchema = z.object({ month: MonthSchema, amount: MoneySchema.nullable() });
export type SpendInput = z.infer<typeof SpendInputSchema>;
export const SpendListSchema = z.object({
  currency: z.string(),
  months: z.array(z.object({ month: MonthSchema, amount: z.int().nonnegative() })),
});
export type SpendList = z.infer<typeof SpendListSchema>;

/** How many units of the project's currency one unit of `currency` counts, at all times. */
const RateSchema = z.object({
  currency: CurrencySchema,
  rate: z
    .number()
    .min(0.000_000_001, { error: 'A rate is more than 0: at least 0.000000001.' })
    .max(999_999_999, { error: 'A rate is below a thousand million.' }),
});

export const RevenueSettingsSchema = z.object({
  /** ISO 4217: what all money of the project is reported in. */
  currency: z.string(),
  /** Share of revenue left after the cost of serving it, in basis points: 8000 is 80 %. null: nobody has said. */
  grossMargin: z.int().nullable(),
  rates: z.array(z.object({ currency: z.string(), rate: z.number() })),
  /** Currencies of subscriptions that have no rate: their amounts are in no number. */
  missingRates: z.array(z.string()),
  /** Whether Stripe's signing secret is set; the secret itself is never shown. */
  hasStripeSecret: z.boolean(),
  /** Where Stripe is told to send its events. */
  stripeUrl: z.string(),
});
export type RevenueSettings = z.infer<typeof RevenueSettingsSchema>;

/** What is left out stays as it is. */
export const RevenueSettingsInputSchema = z.object({
  currency: CurrencySchema.optional(),
  grossMargin: z
    .int()
    .min(0, { error: 'The gross margin is between 0 and 100 %.' })
    .max(10_000, { error: 'The gross margin is between 0 and 100 %.' })
    .nullable()
    .optional(),
  /** All of them: one that is not there is taken out. */
  rates: z.array(RateSchema).max(200).optional(),
  /** `whsec_…`; null takes it out. */
  stripeSecret: z
    .string()
    .trim()
    .regex(/^whsec_[\w+/=-]{8,200}$/, {
      error: 'Paste the signing secret that Stripe shows: it begins with whsec_.',
    })
    .nullable()
    .optional(),
});
export type RevenueSettingsInput = z.infer<typeof RevenueSettingsInputSchema>;
