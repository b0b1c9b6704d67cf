import { z } from 'zod';
import { idSchema } from './ids.ts';
import { MoneySumSchema } from './revenue.ts';
import { SegmentReasonsSchema } from './segment.ts';
import { FactsSchema, InstantSchema, storableSchema } from './text.ts';
import { WidgetNameSchema } from './widget.ts';

const cursor = z.string().max(200).optional();
const page = { nextCursor: z.string().nullable() };

export const MemberSearchInputSchema = z.object({
  /** Part of a name or an address, or the whole of the host's own id. */
  text: storableSchema(120).trim().optional(),
  accountId: idSchema('account').optional(),
  segmentId: idSchema('segment').optional(),
  limit: z.int().min(1).max(100).default(50),
  cursor,
});
export type MemberSearch = z.output<typeof MemberSearchInputSchema>;

const AccountNameSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  plan: z.string().nullable(),
});

/** Those seen last first. */
export const MemberListSchema = z.object({
  members: z.array(
    z.object({
      id: idSchema('member'),
      name: z.string().nullable(),
      email: z.string().nullable(),
      /** Vouched for by the host. */
      verified: z.boolean(),
      account: AccountNameSchema.nullable(),
      firstSeenAt: InstantSchema,
      lastSeenAt: InstantSchema,
    }),
  ),
  ...page,
});
export type MemberList = z.infer<typeof MemberListSchema>;

export const MemberInputSchema = z.object({ memberId: idSchema('member') });

/** Everything that is known of one member. */
export const MemberProfileSchema = z.object({
  id: idSchema('member'),
  /** The host's own id. */
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  verified: z.boolean(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  traits: FactsSchema,
  account: AccountNameSchema.nullable(),
  firstSeenAt: InstantSchema,
  lastSeenAt: InstantSchema,
  /** Days with something deliberate among the last thirty. */
  activeDays: z.int().nonnegative(),
  points: z.object({ balance: z.int(), earned: z.int(), level: z.string().nullable() }),
  badges: z.array(z.object({ name: z.string(), awardedAt: InstantSchema })),
  answers: z.array(
    z.object({
      id: z.string(),
      survey: z.string(),
      /** nps, csat, ces or exit. */
      kind: z.string(),
      score: z.int().nullable(),
      /** What they said on leaving. */
      reason: z.string().nullable(),
      comment: z.string().nullable(),
      answeredAt: InstantSchema,
    }),
  ),
  steps: z.array(z.object({ title: z.string(), completedAt: InstantSchema.nullable() })),
  writing: z.object({ posts: z.int().nonnegative(), comments: z.int().nonnegative() }),
  referral: z.object({
    code: z.string().nullable(),
    joined: z.int().nonnegative(),
    qualified: z.int().nonnegative(),
  }),
  bannedUntil: InstantSchema.nullable(),
  /** Banned until somebody lifts it. */
  isBannedForGood: z.boolean(),
  segments: SegmentReasonsSchema,
});
export type MemberProfile = z.infer<typeof MemberProfileSchema>;

export const TimelineInputSchema = MemberInputSchema.extend({
  limit: z.int().min(1).max(200).default(50),
  cursor,
});
/** What a member did, the latest first; also before they signed in. */
export const TimelineSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      widget: WidgetNameSchema.nullable(),
      occurredAt: InstantSchema,
      page: z.string().nullable(),
      summary: z.string().nullable(),
    }),
  ),
  ...page,
});
export type Timeline = z.infer<typeof TimelineSchema>;

/** A copy of all that is kept of a member, for them to have. */
export const MemberExportSchema = z.object({
  fileName: z.string(),
  /** By kind of record; each as it is stored, without ids of other people. */
  data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type MemberExport = z.infer<typeof MemberExportSchema>;

/** What was erased. */
export const ForgottenSchema = z.object({
  interactions: z.int().nonnegative(),
  texts: z.int().nonnegative(),
});

export const AccountSearchInputSchema = z.object({
  text: storableSchema(120).trim().optional(),
  /** Customers of a plan alone. */
  plan: storableSchema(60).optional(),
  sort: z.enum(['mrr', 'name', 'seen']).default('mrr'),
  limit: z.int().min(1).max(200).default(100),
  /** How many to leave out: those of the pages before. */
  offset: z.int().min(0).max(100_000).default(0),
});
export type AccountSearch = z.output<typeof AccountSearchInputSchema>;

const AccountSchema = z.object({
  id: idSchema('account'),
  externalId: z.string(),
  name: z.string().nullable(),
  plan: z.string().nullable(),
  members: z.int().nonnegative(),
  /** Minor units of the project's currency a month; null: it pays in one that has no rate. */
  mrr: MoneySumSchema.nonnegative().nullable(),
  /** Customers since; null: never one. */
  since: InstantSchema.nullable(),
  lastSeenAt: InstantSchema.nullable(),
});

export const AccountListSchema = z.object({
  accounts: z.array(AccountSchema),
  total: z.int().nonnegative(),
  currency: z.string(),
  plans: z.array(z.string()),
});
export type AccountList = z.infer<typeof AccountListSchema>;

export const AccountInputSchema = z.object({ accountId: idSchema('account') });
export const AccountProfileSchema = AccountSchema.extend({
  currency: z.string(),
  traits: FactsSchema,
  subscriptions: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      plan: z.string().nullable(),
      status: z.string(),
      /** Minor units of its own currency a month while it earns. */
      mrr: z.int().nonnegative(),
      currency: z.string(),
      at: InstantSchema,
    }),
  ),
  /** Recurring revenue from each moment on, in the project's currency; oldest first. */
  steps: z.array(z.object({ at: InstantSchema, mrr: MoneySumSchema.nonnegative() })),
  /** The latest answer of each member to each survey kind, the newest first. */
  answers: z.array(
    z.object({
      member: z.object({ id: z.string(), name: z.string().nullable() }),
      kind: z.string(),
      score: z.int(),
      comment: z.string().nullable(),
      answeredAt: InstantSchema,
    }),
  ),
  exits: z.array(z.object({ reason: z.string(), comment: z.string().nullable(), answeredAt: InstantSchema })),
});
export type AccountProfile = z.infer<typeof AccountProfileSchema>;
