import { z } from 'zod';
import { idSchema } from './ids.ts';
import { MoneySumSchema } from './revenue.ts';
import { DaySchema, InstantSchema, textSchema } from './text.ts';

/** Every metric that is one number, with a trend. What it means stands in the registry of @hearth/metrics. */
export const MetricIdSchema = z.enum(
  [
    'active_members',
    'daily_active_members',
    'weekly_active_members',
    'monthly_active_members',
    'stickiness',
    'activation',
    'activation_time',
    'account_activation',
    'participation',
    'unanswered_posts',
    'time_to_first_answer',
    'points_earned',
    'points_spent',
    'points_outstanding',
    'redeemers',
    'sharers',
    'referral_clicks',
    'referral_sign_ups',
    'referral_qualified',
    'referral_k_factor',
    'nps',
    'csat',
    'ces',
    'response_rate',
    'customer_retention',
    'customer_churn',
    'annualised_churn',
    'account_growth',
    'mrr',
    'gross_revenue_retention',
    'net_revenue_retention',
    'revenue_churn',
    'arpa',
    'lifetime_value',
    'acquisition_cost',
    'ltv_to_cac',
  ],
  { error: (issue) => `There is no metric "${String(issue.input).slice(0, 60)}".` },
);
export type MetricId = z.infer<typeof MetricIdSchema>;

export const IntervalSchema = z.enum(['day', 'week', 'month']);
export type Interval = z.infer<typeof IntervalSchema>;

/** Longest period one question may cover, in days: ten years. */
export const longestPeriod = 3_660;

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Days from `from` up to and without `to`, in the project's time zone. */
const period = { from: DaySchema, to: DaySchema };
const isForward = ({ from, to }: { from: string; to: string }): boolean => from < to;
const isShort = ({ from, to }: { from: string; to: string }): boolean => days(from, to) <= longestPeriod;
const forward = { path: ['to'], error: 'The day "to" must come after "from": it is the first day left out.' };
/** What a calendar is kept for: earlier and later days are slips of the pen. */
const isOnCalendar = ({ from, to }: { from: string; to: string }): boolean =>
  from >= '1970-01-01' && to <= '2200-01-01';
const onCalendar = { path: ['from'], error: 'A period lies between 1970-01-01 and 2200-01-01.' };
const short = { path: ['from'], error: 'A period may span ten years at most. Ask for a shorter one.' };

/** What every question about a period says: half-open days, and the segment (none: everyone). */
export const QuestionSchema = z
  .object({ ...period, segmentId: idSchema('segment').optional() })
  .refine(isForward, forward)
  .refine(isShort, short)
  .refine(isOnCalendar, onCalendar);
export type InsightQuestion = z.infer<typeof QuestionSchema>;

export const InsightInputSchema = QuestionSchema.safeExtend({
  metric: MetricIdSchema,
  /** Width of the trend's points. */
  interval: IntervalSchema.default('week'),
  /** For survey metrics: one survey alone. */
  surveyId: idSchema('survey').optional(),
  /** For net revenue retention: whether accounts that came back count. */
  withReactivation: z.boolean().default(false),
});
export type InsightInput = z.infer<typeof InsightInputSchema>;

/** A metric's answer. An empty sample is null, never 0. Unrounded: rounding happens once, at display. */
export const MeasureSchema = z.object({
  value: z.number().nullable(),
  n: z.int().nonnegative(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** One step of a trend: days from ≤ d < to, cut to the period asked for. */
export const PointSchema = MeasureSchema.extend({
  from: DaySchema,
  to: DaySchema,
  /** Some of its days are still to come, or it is cut: it must not look like a fall. */
  incomplete: z.boolean(),
});
export type Point = z.infer<typeof PointSchema>;

/** What was left out of a number, such as accounts in a currency without a rate. */
export const ExclusionSchema = z.object({ reason: z.string(), count: z.int().positive() });
export type Exclusion = z.infer<typeof ExclusionSchema>;

/** What an answer is true of. */
const freshness = {
  /** Everything committed before this instant is counted. */
  asOf: InstantSchema,
  /** When the segment's members were last worked out; null: everyone was asked for. */
  segmentAsOf: InstantSchema.nullable(),
};

export const InsightSchema = MeasureSchema.extend({
  metric: MetricIdSchema,
  ...period,
  incomplete: z.boolean(),
  /** The same number of days just before. */
  previous: MeasureSchema,
  exclusions: z.array(ExclusionSchema),
  series: z.array(PointSchema),
  /** ISO 4217, for money, which is in minor units. */
  currency: z.string().nullable(),
  ...freshness,
});
export type Insight = z.infer<typeof InsightSchema>;

export const LifecycleInputSchema = QuestionSchema.safeExtend({ interval: IntervalSchema.default('week') });
export const LifecycleSchema = z.object({
  points: z.array(
    z.object({
      ...period,
      incomplete: z.boolean(),
      new: z.int(),
      returning: z.int(),
      resurrecting: z.int(),
      dormant: z.int(),
    }),
  ),
  ...freshness,
});
export type LifecycleInput = z.infer<typeof LifecycleInputSchema>;
export type Lifecycle = z.infer<typeof LifecycleSchema>;

export const HistogramInputSchema = QuestionSchema.safeExtend({
  interval: z.enum(['day', 'week']).default('day'),
});
/** How many members were active in exactly `periods` days or weeks. */
export const HistogramSchema = z.object({
  bars: z.array(z.object({ periods: z.int().positive(), members: z.int().nonnegative() })),
  ...freshness,
});
export type HistogramInput = z.infer<typeof HistogramInputSchema>;
export type Histogram = z.infer<typeof HistogramSchema>;

export const RetentionInputSchema = QuestionSchema.safeExtend({
  interval: IntervalSchema.default('week'),
  /** Active in exactly that period, or in it or any later one. */
  mode: z.enum(['on', 'on_or_after']).default('on'),
  /** Who belongs to a row: those first active then, or all who were active then. */
  cohort: z.enum(['first', 'recurring']).default('first'),
});
export const RetentionSchema = z.object({
  cohorts: z.array(
    z.object({
      ...period,
      size: z.int().nonnegative(),
      /** The first cell is the cohort's own period. */
      cells: z.array(MeasureSchema.extend({ members: z.int().nonnegative(), incomplete: z.boolean() })),
    }),
  ),
  ...freshness,
});
export type RetentionInput = z.infer<typeof RetentionInputSchema>;
export type Retention = z.infer<typeof RetentionSchema>;

/** Distinct members who got so far with a widget or, with `contentId`, with one piece of its content. */
export const FunnelSchema = z.object({
  rows: z.array(
    z.object({
      widget: z.string(),
      contentId: z.string().nullable(),
      /** What the console calls that content. */
      title: z.string().nullable(),
      shown: z.int(),
      started: z.int(),
      completed: z.int(),
      dismissed: z.int(),
    }),
  ),
  ...freshness,
});
export type Funnel = z.infer<typeof FunnelSchema>;

export const SurveyKindSchema = z.enum(['nps', 'csat', 'ces']);
export type SurveyKind = z.infer<typeof SurveyKindSchema>;
export const ScoresInputSchema = QuestionSchema.safeExtend({
  kind: SurveyKindSchema.default('nps'),
  surveyId: idSchema('survey').optional(),
});
export type ScoresInput = z.infer<typeof ScoresInputSchema>;
/** How often each score was given; every score of the scale is there. */
export const ScoresSchema = z.object({
  scores: z.array(z.object({ score: z.int(), answers: z.int().nonnegative() })),
  ...freshness,
});
export type Scores = z.infer<typeof ScoresSchema>;

/** The next page of a list; null: this was the last one. */
const cursor = z.string().max(200).optional();
const page = { nextCursor: z.string().nullable() };

export const CommentsInputSchema = QuestionSchema.safeExtend({
  kind: SurveyKindSchema.default('nps'),
  scores: z.array(z.int().min(0).max(10)).max(11).optional(),
  /** Words that the comment holds. */
  text: z.string().trim().max(120).optional(),
  cursor,
});
export type CommentsInput = z.infer<typeof CommentsInputSchema>;
export const CommentsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      score: z.int(),
      comment: z.string(),
      answeredAt: InstantSchema,
      member: z.object({ id: z.string(), name: z.string().nullable() }),
      account: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    }),
  ),
  ...page,
});
export type Comments = z.infer<typeof CommentsSchema>;

export const MovementsInputSchema = QuestionSchema.safeExtend({ interval: IntervalSchema.default('month') });
/** Minor units of the project's currency; `end` of a point is `start` of the next. */
export const MovementsSchema = z.object({
  currency: z.string(),
  points: z.array(
    z.object({
      ...period,
      incomplete: z.boolean(),
      start: MoneySumSchema,
      new: MoneySumSchema,
      expansion: MoneySumSchema,
      contraction: MoneySumSchema,
      churn: MoneySumSchema,
      reactivation: MoneySumSchema,
      end: MoneySumSchema,
    }),
  ),
  exclusions: z.array(ExclusionSchema),
  ...freshness,
});
export type Movements = z.infer<typeof MovementsSchema>;

/** Accounts lost in the period and the MRR they took along, by what they said on leaving; null: they said nothing. */
export const ChurnReasonsSchema = z.object({
  currency: z.string(),
  rows: z.array(z.object({ reason: z.string().nullable(), accounts: z.int(), mrr: MoneySumSchema })),
  ...freshness,
});
export type ChurnReasons = z.infer<typeof ChurnReasonsSchema>;

export const BehindInputSchema = QuestionSchema.safeExtend({
  metric: MetricIdSchema,
  surveyId: idSchema('survey').optional(),
  /** A part of the number, such as promoters, lost or expansion; see the registry's `parts`. None: all behind it. */
  part: z.string().max(40).optional(),
  cursor,
});
export type BehindInput = z.infer<typeof BehindInputSchema>;
/** Who is behind a number. */
export const BehindSchema = z.object({
  of: z.enum(['members', 'accounts']),
  total: z.int().nonnegative(),
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      /** The member's account, or the account's plan. */
      detail: z.string().nullable(),
      /** What they contributed: a score, days active, minor units of MRR. */
      amount: z.number().nullable(),
      at: InstantSchema.nullable(),
    }),
  ),
  ...page,
});
export type Behind = z.infer<typeof BehindSchema>;

/** Where members are lost on each checklist, of those first shown it in the period. */
export const DropOffSchema = z.object({
  checklists: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      shown: z.int().nonnegative(),
      steps: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          started: z.int().nonnegative(),
          completed: z.int().nonnegative(),
          /** Of those who were shown the list, in percent. */
          reached: z.number().nullable(),
          /** Fewer than completed the step before. */
          lost: z.int(),
        }),
      ),
    }),
  ),
  ...freshness,
});
export type DropOff = z.infer<typeof DropOffSchema>;

/** Something to know of a day, such as a release. */
export const AnnotationSchema = z.object({
  id: idSchema('annotation'),
  day: DaySchema,
  text: z.string(),
  /** The operator who wrote it; null: no longer there. */
  author: z.string().nullable(),
});
export type Annotation = z.infer<typeof AnnotationSchema>;
export const AnnotationInputSchema = z.object({
  day: DaySchema.refine((day) => day >= '1970-01-01' && day < '2200-01-01', {
    error: 'A day lies between 1970-01-01 and 2200-01-01.',
  }),
  text: textSchema(500),
});
/** Those of the period, by day; at most 500. */
export const AnnotationListSchema = z.object({ items: z.array(AnnotationSchema) });
export const RemoveAnnotationInputSchema = z.object({ id: idSchema('annotation') });
