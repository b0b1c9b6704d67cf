import { z } from 'zod';
import { idSchema } from './ids.ts';
import { ReportReasonSchema } from './interaction.ts';
import { InstantSchema, storableSchema, textSchema } from './text.ts';

/** What an operator can do about a post, a comment or its author. */
export const ModerationVerbSchema = z.enum(['approve', 'hide', 'remove', 'restore', 'warn', 'ban', 'unban']);
export type ModerationVerb = z.infer<typeof ModerationVerbSchema>;

/** Why. A code, so that it can be counted; the note says more. */
export const ModerationReasonSchema = z.enum(['spam', 'abuse', 'off_topic', 'personal_data', 'other']);
export type ModerationReason = z.infer<typeof ModerationReasonSchema>;

/** `hidden` is meant to be looked at again, `removed` is not; neither is shown to anybody in the feed. */
export const ContentStatusSchema = z.enum(['visible', 'hidden', 'removed']);
export type ContentStatus = z.infer<typeof ContentStatusSchema>;

/** Longest bans by choice, in days; null lasts until it is lifted. */
export const BanDaysSchema = z.union([z.literal(1), z.literal(7), z.literal(30)]).nullable();
export type BanDays = z.infer<typeof BanDaysSchema>;

export const ContentIdSchema = z.union([idSchema('post'), idSchema('comment')], {
  error: 'Send the id of a post (pst_…) or of a comment (cmt_…).',
});
const TargetIdSchema = z.union([idSchema('post'), idSchema('comment'), idSchema('member')], {
  error: 'Send the id of a post (pst_…), a comment (cmt_…) or a member (mem_…).',
});

/** reported: with open reports, longest waiting first; first: beginners' first ones, likewise; all: newest first. */
export const QueueTabSchema = z.enum(['reported', 'first', 'all']);
export type QueueTab = z.infer<typeof QueueTabSchema>;

const cursor = z.string().max(200).optional();
const page = { nextCursor: z.string().nullable() };

export const QueueInputSchema = z.object({
  tab: QueueTabSchema.default('reported'),
  status: ContentStatusSchema.optional(),
  /** Words that the text or the author's name holds. */
  text: storableSchema(120).trim().optional(),
  cursor,
  limit: z.int().min(1).max(100).default(50),
});
export type QueueInput = z.infer<typeof QueueInputSchema>;

const PersonSchema = z.object({ id: z.string(), name: z.string().nullable() });
const MemberSchema = PersonSchema.extend({ avatarUrl: z.string().nullable() });

/** Who is looking at a case, until when. Nobody else can decide it meanwhile. */
export const ClaimSchema = z.object({ operator: PersonSchema, mine: z.boolean(), until: InstantSchema });
export type Claim = z.infer<typeof ClaimSchema>;

/** One line of the audit log. Names are null once the member is forgotten. */
export const ModerationActionSchema = z.object({
  id: idSchema('action'),
  /** Shared by all that was done at once: the id of its first action. */
  batchId: idSchema('action'),
  at: InstantSchema,
  operator: PersonSchema,
  verb: ModerationVerbSchema,
  /** This action took back an earlier one, of the same verb. */
  undoes: idSchema('action').nullable(),
  /** A later action took it back. */
  undone: z.boolean(),
  /** null: about the member as such. */
  target: z.object({ id: ContentIdSchema, excerpt: z.string() }).nullable(),
  member: PersonSchema,
  reason: ModerationReasonSchema.nullable(),
  note: z.string().nullable(),
  /** A ban's end; null for one until it is lifted, and for all else. */
  until: InstantSchema.nullable(),
});
export type ModerationAction = z.infer<typeof ModerationActionSchema>;

/** The newest decision about a post or a comment. */
const DecisionSchema = ModerationActionSchema.pick({
  id: true,
  at: true,
  operator: true,
  verb: true,
  undoes: true,
  reason: true,
});

export const QueueItemSchema = z.object({
  id: ContentIdSchema,
  /** What a comment is on; a post's own id. */
  postId: idSchema('post'),
  text: z.string(),
  status: ContentStatusSchema,
  createdAt: InstantSchema,
  author: MemberSchema,
  /** The author's posts and comments before this one; counted up to 3. */
  earlier: z.int().nonnegative(),
  reports: z.object({ open: z.int().nonnegative(), reasons: z.array(ReportReasonSchema) }),
  claim: ClaimSchema.nullable(),
  decision: DecisionSchema.nullable(),
});
export type QueueItem = z.infer<typeof QueueItemSchema>;
export const QueueSchema = z.object({ items: z.array(QueueItemSchema), ...page });
export type Queue = z.infer<typeof QueueSchema>;

/** How many there are a tab; counted up to `mostCounted`. */
export const mostCounted = 1_000;
export const QueueCountsSchema = z.object({ reported: z.int(), first: z.int(), all: z.int() });
export type QueueCounts = z.infer<typeof QueueCountsSchema>;

export const CaseInputSchema = z.object({ id: ContentIdSchema });

/** What is known of an author: what a fair decision needs. */
export const AuthorContextSchema = MemberSchema.extend({
  email: z.string().nullable(),
  verified: z.boolean(),
  firstSeenAt: InstantSchema,
  lastSeenAt: InstantSchema,
  account: PersonSchema.extend({ plan: z.string().nullable() }).nullable(),
  /** The account's recurring revenue a month, minor units by currency; empty: none. */
  mrr: z.array(z.object({ currency: z.string(), amount: z.int() })),
  nps: z.object({ score: z.int(), comment: z.string().nullable(), at: InstantSchema }).nullable(),
  posts: z.int(),
  comments: z.int(),
  /** What is hidden or removed of these. */
  withheld: z.int(),
  /** null: not banned. */
  ban: z.object({ since: InstantSchema, until: InstantSchema.nullable() }).nullable(),
  /** Newest first, at most 20. */
  actions: z.array(ModerationActionSchema),
});
export type AuthorContext = z.infer<typeof AuthorContextSchema>;

export const CaseSchema = z.object({
  item: QueueItemSchema,
  /** For a comment: the post that it is on. */
  post: z.object({ text: z.string(), author: PersonSchema, status: ContentStatusSchema }).nullable(),
  author: AuthorContextSchema,
  /** Newest first, settled ones too; at most 50. */
  reports: z.array(
    z.object({
      reporter: PersonSchema,
      reason: ReportReasonSchema,
      note: z.string().nullable(),
      at: InstantSchema,
      open: z.boolean(),
    }),
  ),
  /** What was done about this very thing, newest first. */
  actions: z.array(ModerationActionSchema),
});
export type Case = z.infer<typeof CaseSchema>;

const needsReason: readonly ModerationVerb[] = ['hide', 'remove', 'warn', 'ban'];
const aboutMembers: readonly ModerationVerb[] = ['warn', 'ban', 'unban'];
/** The most that one act can be about. */
export const mostTargets = 100;

export const ActInputSchema = z
  .object({
    verb: ModerationVerbSchema,
    targets: z
      .array(
        z.object({
          id: TargetIdSchema,
          /** The newest decision the operator saw on it (null: none). If another has come since, nothing is done. */
          seen: idSchema('action').nullable().optional(),
        }),
      )
      .min(1, { error: 'Name at least one post, comment or member.' })
      .max(mostTargets, { error: `Name at most ${mostTargets} at once.` }),
    reason: ModerationReasonSchema.optional(),
    note: textSchema(2_000).optional(),
    /** For bans. */
    days: BanDaysSchema.optional(),
  })
  .refine(({ verb, reason }) => reason !== undefined || !needsReason.includes(verb), {
    path: ['reason'],
    error: 'Say why: spam, abuse, off_topic, personal_data or other.',
  })
  .refine(({ verb, note }) => verb !== 'warn' || note !== undefined, {
    path: ['note'],
    error: 'Write what the member will read.',
  })
  .refine(({ verb, days }) => (days !== undefined) === (verb === 'ban'), {
    path: ['days'],
    error: 'A ban, and only a ban, lasts 1, 7 or 30 days, or null for until it is lifted.',
  })
  .refine(
    ({ verb, targets }) => aboutMembers.includes(verb) || targets.every(({ id }) => !id.startsWith('mem_')),
    { path: ['targets'], error: 'Members can be warned, banned and unbanned; name a post or a comment.' },
  )
  .refine(({ targets }) => new Set(targets.map(({ id }) => id)).size === targets.length, {
    path: ['targets'],
    error: 'Name each target once.',
  });
export type ActInput = z.infer<typeof ActInputSchema>;

/** Why one target was left as it is; each comes with a sentence. */
export const RefusalCodeSchema = z.enum(['not_found', 'already_so', 'claimed', 'decided', 'undone', 'read']);

export const ActOutcomeSchema = z.discriminatedUnion('status', [
  z.object({ id: TargetIdSchema, status: z.literal('done'), actionId: idSchema('action') }),
  z.object({
    id: TargetIdSchema,
    status: z.literal('refused'),
    code: RefusalCodeSchema,
    message: z.string(),
  }),
]);
export type ActOutcome = z.infer<typeof ActOutcomeSchema>;

/** One outcome a target, in their order. `batchId` undoes all of it; null: nothing was done. */
export const ActOutputSchema = z.object({
  batchId: idSchema('action').nullable(),
  outcomes: z.array(ActOutcomeSchema),
});
export type ActOutput = z.infer<typeof ActOutputSchema>;

/** One action, or all that was done at once. */
export const UndoInputSchema = z.union([
  z.strictObject({ actionId: idSchema('action') }),
  z.strictObject({ batchId: idSchema('action') }),
]);
export type UndoInput = z.infer<typeof UndoInputSchema>;

export const ReleaseOutputSchema = z.object({ released: z.boolean() });

export const AuditInputSchema = z.object({
  operatorId: idSchema('operator').optional(),
  memberId: idSchema('member').optional(),
  verb: ModerationVerbSchema.optional(),
  cursor,
  limit: z.int().min(1).max(100).default(50),
});
export type AuditInput = z.infer<typeof AuditInputSchema>;

/** Newest first. `operators`: everybody who has ever acted, for the filter. */
export const AuditSchema = z.object({
  entries: z.array(ModerationActionSchema),
  operators: z.array(PersonSchema),
  ...page,
});
export type Audit = z.infer<typeof AuditSchema>;
