import { z } from 'zod';
import { EventNameSchema } from './facts.ts';
import { idSchema } from './ids.ts';
import { SurveyKindSchema } from './insight.ts';
import { InteractionKindSchema } from './interaction.ts';
import { BadgeIconSchema } from './rewards.ts';
import { VersionSchema } from './set-up.ts';
import { LocalizedTextSchema, textSchema } from './text.ts';

// What a community manager writes for the widgets: whole documents, read and saved at once. A part without an id is
// new; one that is left out goes, or is withdrawn if members have done something with it.

const points = (least: number) =>
  z
    .int({ error: 'Points are a whole number.' })
    .min(least, { error: `Give at least ${least}.` })
    .max(1_000_000, { error: 'Give at most 1,000,000.' });

const count = (most: number) =>
  z
    .int({ error: 'Write a whole number.' })
    .min(1, { error: 'It must be at least 1.' })
    .max(most, { error: `It can be at most ${most}.` });

const AnySurveyKindSchema = z.enum([...SurveyKindSchema.options, 'exit']);
export type AnySurveyKind = z.infer<typeof AnySurveyKindSchema>;

const survey = {
  kind: AnySurveyKindSchema,
  name: textSchema(80),
  /** null: the widget's own wording. */
  question: LocalizedTextSchema.nullable(),
  /** For NPS, all three or none: half of a project's wording among the widget's own would read oddly. */
  followUps: z
    .object({ detractor: LocalizedTextSchema, passive: LocalizedTextSchema, promoter: LocalizedTextSchema })
    .nullable(),
  delaySeconds: z
    .int()
    .min(0, { error: 'At least 0 seconds.' })
    .max(3_600, { error: 'At most an hour: 3600.' }),
  cooldownDays: z.int().min(0, { error: 'At least 0 days.' }).max(730, { error: 'At most two years: 730.' }),
  active: z.boolean(),
  /** Shown to members of this segment only; null: everyone. */
  segmentId: idSchema('segment').nullable(),
};
export const SurveysInputSchema = z
  .object({
    version: VersionSchema,
    surveys: z.array(z.object({ id: idSchema('survey').optional(), ...survey })).max(50),
  })
  .superRefine(({ surveys }, check) => {
    surveys.forEach(({ kind, followUps }, index) => {
      if (kind === 'nps' || followUps === null) return;
      const message = 'Only an NPS survey asks further by band.';
      check.addIssue({ code: 'custom', path: ['surveys', index, 'followUps'], message });
    });
  });
export type SurveysInput = z.infer<typeof SurveysInputSchema>;
export const SurveysSchema = z.object({
  version: VersionSchema,
  /** Newest first: of several active ones of a kind, the newest that a member may see is shown. */
  surveys: z.array(
    z.object({
      id: idSchema('survey'),
      ...survey,
      name: z.string(),
      /** Its kind is fixed then, and it can be switched off but not deleted. */
      answers: z.int(),
    }),
  ),
});
export type Surveys = z.infer<typeof SurveysSchema>;

/** A link of an item: whole, or within the page that embeds the list. */
const ActionUrlSchema = z
  .string()
  .trim()
  .max(2_048)
  .refine((url) => /^(https?:\/\/|mailto:|#|\/(?!\/))/i.test(url), {
    error: 'Links begin with https://, http:// or mailto:, or with / or # for a place in your own product.',
  });

const item = {
  title: LocalizedTextSchema,
  description: LocalizedTextSchema.nullable(),
  action: z.object({ label: LocalizedTextSchema, url: ActionUrlSchema }).nullable(),
  /** Completed when the host's event was tracked this often; by hand when null. */
  event: z.object({ name: EventNameSchema, count: count(10_000) }).nullable(),
  points: points(0),
};
const checklist = {
  title: LocalizedTextSchema,
  celebration: LocalizedTextSchema.nullable(),
  active: z.boolean(),
  segmentId: idSchema('segment').nullable(),
};
export const ChecklistsInputSchema = z.object({
  version: VersionSchema,
  checklists: z
    .array(
      z.object({
        id: idSchema('checklist').optional(),
        ...checklist,
        items: z
          .array(z.object({ id: idSchema('item').optional(), ...item }))
          .min(1, { error: 'A checklist has at least one step.' })
          .max(30, { error: 'A checklist has at most 30 steps.' }),
      }),
    )
    .max(20),
});
export type ChecklistsInput = z.infer<typeof ChecklistsInputSchema>;
export const ChecklistsSchema = z.object({
  version: VersionSchema,
  /** Newest first. */
  checklists: z.array(
    z.object({
      id: idSchema('checklist'),
      ...checklist,
      items: z.array(
        z.object({
          id: idSchema('item'),
          ...item,
          action: z.object({ label: LocalizedTextSchema, url: z.string() }).nullable(),
          /** Members who have begun it: taken off the list, it keeps what they did. */
          members: z.int(),
        }),
      ),
    }),
  ),
});
export type Checklists = z.infer<typeof ChecklistsSchema>;

/** What earns points by a rule. A checklist's step carries its own. */
export const EarningKindSchema = z.enum([
  'survey.answered',
  'post.created',
  'comment.created',
  'referral.joined',
  'referral.qualified',
]);

const earningRule = { kind: EarningKindSchema, points: points(1), perDay: count(1_000) };
const level = { name: LocalizedTextSchema, threshold: points(0) };
const badge = {
  name: LocalizedTextSchema,
  description: LocalizedTextSchema,
  icon: BadgeIconSchema,
  /** Earned after this many accepted interactions of this kind. */
  kind: InteractionKindSchema,
  target: count(100_000),
};
const reward = {
  name: LocalizedTextSchema,
  description: LocalizedTextSchema,
  cost: points(1),
  stock: z
    .int()
    .min(0, { error: 'The stock is at least 0.' })
    .max(1_000_000, { error: 'At most 1,000,000.' }),
  active: z.boolean(),
};

export const RewardsInputSchema = z
  .object({
    version: VersionSchema,
    earningRules: z.array(z.object(earningRule)).max(20),
    levels: z.array(z.object(level)).max(30, { error: 'At most 30 levels.' }),
    badges: z.array(z.object({ id: idSchema('badge').optional(), ...badge })).max(60),
    rewards: z
      .array(
        z.object({
          id: idSchema('reward').optional(),
          ...reward,
          /** The stock as it was read: members redeem meanwhile, so the difference is what counts. */
          stockSeen: z.int().min(0).max(1_000_000),
        }),
      )
      .max(100),
  })
  .superRefine(({ earningRules, levels }, check) => {
    earningRules.forEach(({ kind }, index) => {
      if (earningRules.findIndex((rule) => rule.kind === kind) === index) return;
      const message = 'There is a rule for this already.';
      check.addIssue({ code: 'custom', path: ['earningRules', index, 'kind'], message });
    });
    levels.forEach(({ threshold }, index) => {
      const before = levels[index - 1];
      if (!before || before.threshold < threshold) return;
      const message = `Each level needs more points than the one before: more than ${before.threshold}.`;
      check.addIssue({ code: 'custom', path: ['levels', index, 'threshold'], message });
    });
  });
export type RewardsInput = z.infer<typeof RewardsInputSchema>;
export const RewardsSettingsSchema = z.object({
  version: VersionSchema,
  earningRules: z.array(z.object(earningRule)),
  /** By rising threshold. */
  levels: z.array(z.object(level)),
  badges: z.array(
    z.object({
      id: idSchema('badge'),
      ...badge,
      kind: z.string(),
      /** Members who have earned it: withdrawn, they keep it. */
      earned: z.int(),
    }),
  ),
  /** Cheapest first. */
  rewards: z.array(z.object({ id: idSchema('reward'), ...reward, redeemed: z.int() })),
});
export type RewardsSettings = z.infer<typeof RewardsSettingsSchema>;

export const ReferralInputSchema = z.object({
  version: VersionSchema,
  /** One line on the referral card; null: none. */
  rules: LocalizedTextSchema.nullable(),
});
export const ReferralSettingsSchema = z.object({
  version: VersionSchema,
  rules: LocalizedTextSchema.nullable(),
  /** Where links lead: the project's home page. */
  homeUrl: z.string(),
  /** What following and joining earn, which the earning rules say. */
  points: z.object({ joined: z.int(), qualified: z.int() }),
});
export type ReferralSettings = z.infer<typeof ReferralSettingsSchema>;
