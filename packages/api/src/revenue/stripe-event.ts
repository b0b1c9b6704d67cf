import { SubscriptionStatusSchema, storableSchema, textSchema } from '@hearth/schema';
import { z } from 'zod';

// What is read of Stripe's events, in the shape of any of its API versions: which one a webhook speaks is the
// sender's choice, so types of one version would promise what another does not keep. All else is ignored.

/** What a host may note on its customers and subscriptions: whose they are. */
const metadata = z.object({ hearth_account: textSchema(200).optional() }).catch({});

const id = storableSchema(200).min(1);
const ref = z.union([
  id.transform((only) => ({ id: only, metadata: metadata.parse({}) })),
  z.object({ id, metadata }),
]);
/** Since 1970, until the year 9999: what comes after is in no calendar of PostgreSQL's clients. */
const unixSeconds = z.number().min(0).max(253_402_300_799);
const instant = unixSeconds.transform((since) => new Date(since * 1000));
const seconds = instant.nullish();
/** Stripe's own bound. */
const words = storableSchema(5_000);

export const CouponSchema = z.object({
  percent_off: z.number().nullish(),
  amount_off: z.number().nullish(),
  duration: z.string().nullish(),
});
/** A discount, or its bare id when the sender did not expand it. */
const DiscountSchema = z.union([
  z.string(),
  z.object({
    coupon: z.union([z.string(), CouponSchema]).nullish(),
    source: z.object({ coupon: z.union([z.string(), CouponSchema]).nullish() }).nullish(),
  }),
]);
export type StripeDiscount = z.infer<typeof DiscountSchema>;

const PriceSchema = z.object({
  currency: z.string(),
  unit_amount: z.number().nullish(),
  unit_amount_decimal: z.string().nullish(),
  billing_scheme: z.string().nullish(),
  nickname: words.nullish(),
  lookup_key: words.nullish(),
  recurring: z
    .object({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: z.int().positive().default(1),
      usage_type: z.string().nullish(),
    })
    .nullish(),
});
const ItemSchema = z.object({
  quantity: z.int().nonnegative().nullish(),
  price: PriceSchema,
  discounts: z.array(DiscountSchema).nullish(),
});
export type StripeItem = z.infer<typeof ItemSchema>;

export const StripeSubscriptionSchema = z.object({
  id,
  status: SubscriptionStatusSchema,
  customer: ref,
  metadata,
  start_date: seconds,
  trial_end: seconds,
  ended_at: seconds,
  cancel_at: seconds,
  pause_collection: z.object({ behavior: z.string().nullish() }).nullish(),
  items: z.object({ data: z.array(ItemSchema).min(1) }),
  discount: DiscountSchema.nullish(),
  discounts: z.array(DiscountSchema).nullish(),
  default_tax_rates: z.array(z.object({ inclusive: z.boolean(), percentage: z.number() })).nullish(),
});
export type StripeSubscription = z.infer<typeof StripeSubscriptionSchema>;

const LineSchema = z.object({
  amount: z.number(),
  currency: z.string(),
  period: z.object({ start: unixSeconds, end: unixSeconds }),
  type: z.string().nullish(),
  proration: z.boolean().nullish(),
  parent: z
    .object({
      type: z.string().nullish(),
      subscription_item_details: z.object({ proration: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
  discount_amounts: z.array(z.object({ amount: z.number() })).nullish(),
  tax_amounts: z.array(z.object({ amount: z.number(), inclusive: z.boolean().nullish() })).nullish(),
  taxes: z.array(z.object({ amount: z.number(), tax_behavior: z.string().nullish() })).nullish(),
});
export type StripeLine = z.infer<typeof LineSchema>;

const details = z.object({ subscription: ref.nullish(), metadata: metadata.nullish() }).nullish();
export const StripeInvoiceSchema = z.object({
  customer: ref,
  subscription: ref.nullish(),
  subscription_details: details,
  parent: z.object({ subscription_details: details }).nullish(),
  lines: z.object({ data: z.array(LineSchema) }),
});
export type StripeInvoice = z.infer<typeof StripeInvoiceSchema>;

export const StripeCustomerSchema = z.object({
  id,
  metadata,
});

export const StripeEventSchema = z.object({
  id,
  type: z.string(),
  created: instant,
  data: z.object({ object: z.unknown() }),
});
export type StripeEvent = z.infer<typeof StripeEventSchema>;
