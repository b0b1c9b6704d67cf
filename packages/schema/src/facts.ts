import { z } from 'zod';
import { RejectionCodeSchema } from './outcome.ts';
import { InstantSchema, storableSchema, textSchema } from './text.ts';

/** What one call may carry, in the limits that Segment's clients keep to. Bytes of JSON, unpacked. */
export const factLimits = { batch: 500 * 1024, event: 32 * 1024, items: 2_500 } as const;

/** Ids are texts; clients that send numbers mean their decimal digits. */
const HostIdSchema = z.union([textSchema(200), z.int().transform(String)], {
  error: 'Send an id of 1 to 200 characters.',
});

/** An instant with its offset, such as 2026-01-31T08:00:00Z. */
const MomentSchema = z.iso.datetime({
  offset: true,
  error: 'Send an ISO 8601 instant with its offset, such as 2026-01-31T08:00:00.000Z.',
});

/** A name for something that happened: printable, at most 128 characters. */
export const EventNameSchema = textSchema(128).regex(/^\P{Cc}*$/u, {
  error: 'Event names are printable text of 1 to 128 characters, such as project_created.',
});

/** Anything by name: what can be kept of it is kept flat, the rest is reported. */
const BagSchema = z.record(z.string(), z.unknown());

const envelope = {
  /** Makes sending again harmless. Without one, the item's own content stands in for it. */
  messageId: textSchema(200).nullish(),
  /** The host's own id of its user. */
  userId: HostIdSchema.nullish(),
  /** The host's id of somebody not signed in. One of both is needed. */
  anonymousId: HostIdSchema.nullish(),
  /** When it happened; years ago is fine. Default: now. */
  timestamp: MomentSchema.nullish(),
  /** The sender's clock when it happened, if `timestamp` is not there. */
  originalTimestamp: MomentSchema.nullish(),
  /** The sender's clock at sending: corrects `timestamp` when it is more than a minute off. */
  sentAt: MomentSchema.nullish(),
  /** `page.path`, `locale` and `timezone` are read. */
  context: BagSchema.nullish(),
  /** Accepted, as Segment's clients send it; without meaning here. */
  integrations: z.unknown().optional(),
};
/** Asked of what is no object, too: that is what is wrong with it then. */
const isSomebody = (item: { userId?: unknown; anonymousId?: unknown } | null | undefined) =>
  !item || (item.userId ?? item.anonymousId ?? null) !== null;
const NOBODY = {
  error: 'Send a userId or an anonymousId: without any, this is nobody’s.',
  path: ['userId'],
  // Also said when another field is wrong too: it is what a sender has to hear first.
  when: () => true,
};
const of = <T extends z.ZodRawShape>(shape: T) =>
  // Keys that are not ours are tolerated: clients send more than anyone reads.
  z.looseObject({ ...envelope, ...shape });

/** Who somebody is: name, email, avatar, createdAt, locale and whatever else the host knows. */
export const IdentifySchema = of({ type: z.literal('identify'), traits: BagSchema.nullish() });
/** Something happened. One of Hearth's own kinds (`survey.answered`, say) with its payload becomes that. */
export const TrackSchema = of({
  type: z.literal('track'),
  event: EventNameSchema,
  properties: BagSchema.nullish(),
});
/** Somebody's account and what is known of it: name, plan, createdAt and more. */
export const GroupSchema = of({
  type: z.literal('group'),
  groupId: HostIdSchema,
  traits: BagSchema.nullish(),
});
export const PageSchema = of({
  type: z.literal('page'),
  name: storableSchema(500).nullish(),
  category: storableSchema(500).nullish(),
  properties: BagSchema.nullish(),
});
export const ScreenSchema = PageSchema.extend({ type: z.literal('screen') });
/** An anonymousId turns out to be a user: what it did is theirs, once. */
export const AliasSchema = of({ type: z.literal('alias'), userId: HostIdSchema, previousId: HostIdSchema });

/** One fact from the host, in the shape of Segment's HTTP tracking API. */
export const HostFactSchema = z
  .discriminatedUnion(
    'type',
    [IdentifySchema, TrackSchema, GroupSchema, PageSchema, ScreenSchema, AliasSchema],
    { error: 'The type is one of identify, track, group, page, screen and alias.' },
  )
  .refine(isSomebody, NOBODY);
export type HostFact = z.infer<typeof HostFactSchema>;

/** Items are judged one by one, so that a bad one cannot block the rest. */
export const FactBatchSchema = z.looseObject({
  batch: z
    .array(z.unknown(), { error: 'Send the items as an array in batch.' })
    .min(1, { error: 'Send at least one item.' })
    .max(factLimits.items, { error: `Send at most ${factLimits.items} items a call.` }),
  sentAt: MomentSchema.nullish(),
  context: BagSchema.nullish(),
});
export type FactBatch = z.infer<typeof FactBatchSchema>;

export const FactRejectionCodeSchema = z.enum([...RejectionCodeSchema.options, 'too_large']);
export type FactRejectionCode = z.infer<typeof FactRejectionCodeSchema>;

const position = {
  /** Position in the batch, from 0. */
  index: z.int().nonnegative(),
  messageId: z.string().nullable(),
};

/** Given after the commit. Whoever sends a batch again gets its items as duplicates, never twice. */
export const FactAnswerSchema = z.object({
  success: z.literal(true),
  accepted: z.int().nonnegative(),
  /** Had been stored before. */
  duplicates: z.int().nonnegative(),
  /** Not stored, and why; sending them again unchanged is of no use. */
  rejected: z.array(z.object({ ...position, code: FactRejectionCodeSchema, message: z.string() })),
  /** Stored, without what this says. */
  warnings: z.array(z.object({ ...position, message: z.string() })),
});
export type FactAnswer = z.infer<typeof FactAnswerSchema>;

/** Interactions by when they were stored: from ≤ t < to; default: all up to now. */
export const ExportInputSchema = z.object({ from: MomentSchema.optional(), to: MomentSchema.optional() });
export type ExportInput = z.infer<typeof ExportInputSchema>;

/** One line of an export. */
export const ExportedInteractionSchema = z.object({
  id: z.string(),
  kind: z.string(),
  occurredAt: InstantSchema,
  storedAt: InstantSchema,
  memberId: z.string(),
  /** The host's own id; null for somebody who never signed in. */
  userId: z.string().nullable(),
  page: z.string().nullable(),
  payload: z.unknown(),
});
export type ExportedInteraction = z.infer<typeof ExportedInteractionSchema>;

export const ExportPageInputSchema = ExportInputSchema.extend({
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/, { error: 'That is not a cursor of this export.' })
    .optional(),
});
export const ExportPageSchema = z.object({
  interactions: z.array(ExportedInteractionSchema),
  /** null: this was the last one. */
  nextCursor: z.string().nullable(),
});
export type ExportPage = z.infer<typeof ExportPageSchema>;
