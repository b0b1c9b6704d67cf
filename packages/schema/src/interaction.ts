import { z } from 'zod';
import { EventNameSchema } from './facts.ts';
import { HostInteractionIdSchema, InteractionIdSchema, idSchema } from './ids.ts';
import { OutcomeSchema } from './outcome.ts';
import { FactsSchema, InstantSchema, textSchema } from './text.ts';
import { WidgetNameSchema } from './widget.ts';

/** Reactions a member can give; the order is the picker's. */
export const ReactionSchema = z.enum(['👍', '❤️', '🎉', '💡', '👀']);
export type ReactionEmoji = z.infer<typeof ReactionSchema>;

export const ReportReasonSchema = z.enum(['spam', 'abuse', 'off_topic', 'other']);
export type ReportReason = z.infer<typeof ReportReasonSchema>;

/** Longest texts, in UTF-16 units. */
export const textLimits = { answer: 2000, post: 5000, comment: 2000, note: 500 } as const;

const about = {
  widget: WidgetNameSchema,
  contentId: z
    .string()
    .regex(/^\w{1,64}$/)
    .optional(),
};
const target = z.union([
  z.object({ postId: idSchema('post') }),
  z.object({ commentId: idSchema('comment') }),
]);

/**
 * The payload of each kind. To add a kind: one line here and one handler in its feature.
 */
const payloads = {
  /** Something came on screen. An impression: not deliberate, dropped first when a queue is full. */
  'widget.shown': z.object(about),
  'widget.started': z.object(about),
  'widget.dismissed': z.object(about),
  /** An answer so far. The same answerId again replaces it, so a score counts even if no comment follows. */
  'survey.answered': z.object({
    surveyId: idSchema('survey'),
    answerId: idSchema('answer'),
    score: z.number().refine((score) => Number.isInteger(score) && score >= 0 && score <= 10, {
      error: 'The score must be a whole number from 0 to 10.',
      params: { code: 'score_out_of_range' },
    }),
    comment: textSchema(textLimits.answer).optional(),
    /** True when the member is done with it. */
    complete: z.boolean(),
  }),
  /** Why somebody leaves. The same answerId again replaces it, so a reason counts even if no comment follows. */
  'exit.answered': z.object({
    surveyId: idSchema('survey'),
    answerId: idSchema('answer'),
    /** One of the survey's reasons, by a short name such as too_expensive. */
    reason: textSchema(64),
    comment: textSchema(textLimits.answer).optional(),
  }),
  'checklist.item.started': z.object({ itemId: idSchema('item') }),
  'checklist.item.completed': z.object({ itemId: idSchema('item') }),
  /** The new post's id is `pst_` and the digits of the interaction's own id. */
  'post.created': z.object({ text: textSchema(textLimits.post) }),
  'post.edited': z.object({ postId: idSchema('post'), text: textSchema(textLimits.post) }),
  'post.deleted': z.object({ postId: idSchema('post') }),
  /** The new comment's id is `cmt_` and the digits of the interaction's own id. */
  'comment.created': z.object({ postId: idSchema('post'), text: textSchema(textLimits.comment) }),
  'comment.deleted': z.object({ commentId: idSchema('comment') }),
  'reaction.added': z.object({ postId: idSchema('post'), emoji: ReactionSchema }),
  'reaction.removed': z.object({ postId: idSchema('post'), emoji: ReactionSchema }),
  'report.created': z.object({
    target,
    reason: ReportReasonSchema,
    note: textSchema(textLimits.note).optional(),
  }),
  'reward.redeemed': z.object({ rewardId: idSchema('reward') }),
  'referral.shared': z.object({ channel: z.enum(['copy', 'native']) }),
  /** A signed-in member arrived by somebody's link. */
  'referral.joined': z.object({
    code: z.string().regex(/^[A-Z2-9]{6,12}$/, { error: 'That is not a referral code.' }),
  }),
  /** Something happened in the host product; checklist rules and segments count it by name. */
  'event.tracked': z.object({
    name: EventNameSchema,
    properties: FactsSchema.optional(),
  }),
  /** The sender's queue overflowed or expired: how much was lost. */
  'client.dropped': z.object({ impressions: z.int().nonnegative(), others: z.int().nonnegative() }),
} as const;

export type InteractionKind = keyof typeof payloads;
export type Payload<K extends InteractionKind> = z.infer<(typeof payloads)[K]>;

const envelope = {
  /** By the sender's clock. */
  occurredAt: InstantSchema,
  /** Path of the page, without query or fragment: those may hold secrets. */
  page: z
    .string()
    .max(512)
    .regex(/^\/[^?#\0]*$/)
    .optional(),
};

const kinds = Object.keys(payloads);
/** Whether a name is one of ours. Quicker than the schema when it mostly is not: no error is made. */
export const isInteractionKind = (kind: string): kind is InteractionKind => Object.hasOwn(payloads, kind);
export const InteractionKindSchema = z.string().refine(isInteractionKind, {
  error: `Unknown kind of interaction. Known: ${kinds.join(', ')}.`,
  params: { code: 'unknown_kind' },
});

const interactionWith = (id: z.ZodString) => {
  const of = <K extends InteractionKind>(kind: K) =>
    z.strictObject({ id, ...envelope, kind: z.literal(kind), payload: payloads[kind] });

  return z.discriminatedUnion('kind', [
    of('widget.shown'),
    of('widget.started'),
    of('widget.dismissed'),
    of('survey.answered'),
    of('exit.answered'),
    of('checklist.item.started'),
    of('checklist.item.completed'),
    of('post.created'),
    of('post.edited'),
    of('post.deleted'),
    of('comment.created'),
    of('comment.deleted'),
    of('reaction.added'),
    of('reaction.removed'),
    of('report.created'),
    of('reward.redeemed'),
    of('referral.shared'),
    of('referral.joined'),
    of('event.tracked'),
    of('client.dropped'),
  ]);
};

/** One immutable fact: which member did what, with which widget, when. The member comes from the credential. */
export const InteractionSchema = interactionWith(InteractionIdSchema);
export type Interaction = z.infer<typeof InteractionSchema>;
/** The same from a host's backend, whose ids may be made from its messageIds. */
export const HostInteractionSchema = interactionWith(HostInteractionIdSchema);
export type InteractionOf<K extends InteractionKind> = Extract<Interaction, { kind: K }>;

/**
 * One call: the items are validated one by one (see InteractionSchema), so that a poisoned one cannot block
 * the rest. `sentAt` is the sender's clock at sending: the difference to the server's corrects `occurredAt`.
 */
export const RecordInputSchema = z.object({
  sentAt: InstantSchema,
  items: z
    .array(z.unknown())
    .min(1, { error: 'Send at least one interaction.' })
    .max(100, { error: 'Send at most 100 interactions a call.' }),
});
export type RecordInput = z.infer<typeof RecordInputSchema>;

/** One outcome an item, in the order they were sent. */
export const RecordOutputSchema = z.object({ outcomes: z.array(OutcomeSchema) });
export type RecordOutput = z.infer<typeof RecordOutputSchema>;
