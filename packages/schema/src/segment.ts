import { z } from 'zod';
import { idSchema } from './ids.ts';
import { ConditionSchema } from './segment-condition.ts';
import { SegmentRuleSchema } from './segment-rule.ts';
import { InstantSchema, textSchema } from './text.ts';

export const SegmentInputSchema = z.object({ segmentId: idSchema('segment') });

export const SegmentPreviewInputSchema = z.object({ rule: SegmentRuleSchema });
/** Who a rule holds right now. */
export const SegmentPreviewSchema = z.object({
  count: z.int().nonnegative(),
  /** All members there are: those who were not forgotten and did not turn out to be somebody else. */
  of: z.int().nonnegative(),
  /** Ten at most, those seen last. */
  examples: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      account: z.string().nullable(),
      plan: z.string().nullable(),
      lastSeenAt: InstantSchema,
    }),
  ),
});
export type SegmentPreview = z.infer<typeof SegmentPreviewSchema>;

export const SegmentSaveInputSchema = z.object({
  /** Absent: a new one. */
  segmentId: idSchema('segment').optional(),
  /** The version that was edited; when somebody has saved another since, nothing is overwritten. */
  version: z.int().positive().optional(),
  name: textSchema(80),
  description: textSchema(300).nullable().default(null),
  rule: SegmentRuleSchema,
});
export type SegmentSaveInput = z.infer<typeof SegmentSaveInputSchema>;

export const SegmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** The version in force. */
  version: z.int().positive(),
  /** Members as of refreshedAt; null before they were first worked out. */
  size: z.int().nonnegative().nullable(),
  refreshedAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
  archivedAt: InstantSchema.nullable(),
  /** Surveys and checklists that are shown to it alone. */
  usedBy: z.int().nonnegative(),
});
export type Segment = z.infer<typeof SegmentSchema>;

/** Puts a segment away, or back. */
export const SegmentArchiveInputSchema = SegmentInputSchema.extend({ archived: z.boolean() });

export const SegmentListInputSchema = z.object({ archived: z.boolean().default(false) });
export const SegmentListSchema = z.object({ segments: z.array(SegmentSchema), of: z.int().nonnegative() });

/** With its rule and every version there was, the newest first. */
export const SegmentDetailSchema = SegmentSchema.extend({
  rule: SegmentRuleSchema,
  versions: z.array(
    z.object({
      version: z.int().positive(),
      rule: SegmentRuleSchema,
      createdAt: InstantSchema,
      /** Who saved it; null: the API, or somebody who is gone. */
      operator: z.string().nullable(),
    }),
  ),
});
export type SegmentDetail = z.infer<typeof SegmentDetailSchema>;

const TraitTypeSchema = z.enum(['text', 'number', 'boolean', 'date']);
export type TraitType = z.infer<typeof TraitTypeSchema>;

/** What rules can speak of in this project, for suggestions. Samples, not everything. */
export const SegmentVocabularySchema = z.object({
  traits: z.array(
    z.object({
      of: z.enum(['member', 'account']),
      name: z.string(),
      types: z.array(TraitTypeSchema),
      /** The commonest texts. */
      examples: z.array(z.string()),
    }),
  ),
  events: z.array(z.string()),
  plans: z.array(z.string()),
  locales: z.array(z.string()),
  checklists: z.array(z.object({ id: z.string(), title: z.string() })),
  badges: z.array(z.object({ id: z.string(), name: z.string() })),
  levels: z.array(z.object({ number: z.int(), name: z.string() })),
  /** ISO 4217. */
  currency: z.string(),
});
export type SegmentVocabulary = z.infer<typeof SegmentVocabularySchema>;

/** Whether one condition holds for a member, and what is true of them; null: nothing is known. */
const ConditionVerdictSchema = z.object({
  holds: z.boolean(),
  condition: ConditionSchema,
  actual: z.union([z.string(), z.number(), z.boolean()]).nullable(),
});

/** A rule's tree with the verdict on each of its parts. */
export type RuleVerdict =
  | { holds: boolean; group: 'all' | 'any' | 'not'; rules: RuleVerdict[] }
  | z.infer<typeof ConditionVerdictSchema>;
export const RuleVerdictSchema: z.ZodType<RuleVerdict> = z.union([
  z.object({
    holds: z.boolean(),
    group: z.enum(['all', 'any', 'not']),
    get rules() {
      return z.array(RuleVerdictSchema);
    },
  }),
  ConditionVerdictSchema,
]);

/** Every segment, whether a member is in it right now, and why. */
export const SegmentReasonsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), holds: z.boolean(), why: RuleVerdictSchema }),
);
export type SegmentReasons = z.infer<typeof SegmentReasonsSchema>;
