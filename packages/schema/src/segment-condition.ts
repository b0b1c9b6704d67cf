import { z } from 'zod';
import { idSchema } from './ids.ts';
import { InteractionKindSchema } from './interaction.ts';
import { DaySchema, storableSchema } from './text.ts';

/** Most values one list may hold, and the longest text to compare with. */
export const conditionLimits = { values: 100, text: 500, days: 3_660, count: 1_000_000 } as const;

const phrase = storableSchema(conditionLimits.text).min(1, {
  error: 'Compare with a text, not with nothing.',
});
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item, { error: 'List the values to compare with.' })
    .min(1, { error: 'List at least one value.' })
    .max(conditionLimits.values, { error: `List at most ${conditionLimits.values} values.` });
const amount = z.number({
  error: ({ input }) =>
    `This comparison needs a number, not ${typeof input === 'string' ? 'text' : 'that'}: compare text with equals, in or contains.`,
});
const days = z
  .int({ error: 'Send a whole number of days.' })
  .min(1, { error: 'Send at least one day: today alone.' })
  .max(conditionLimits.days, { error: 'Look back or ahead ten years at most.' });
const count = z
  .int({ error: 'Send a whole number.' })
  .nonnegative({ error: 'Counts begin at 0.' })
  .max(conditionLimits.count, { error: `Count to ${conditionLimits.count} at most.` });
/** Years a database and a calendar agree on. */
const day = DaySchema.refine((value) => value >= '1900' && value < '2200', {
  error: 'Send a day between 1900 and 2200.',
});
const traitValue = z.union([phrase, z.number(), z.boolean()], {
  error: 'Compare with a text, a number, true or false.',
});
const traitName = storableSchema(128).min(1, { error: 'Name the trait.' });

const equality = z.enum(['equals', 'not_equals']);
const membership = z.enum(['in', 'not_in']);
const presence = z.enum(['exists', 'missing']);
const order = z.enum(['less_than', 'at_most', 'at_least', 'more_than']);
/** `before` the day, or on it or later: `from`. */
const calendar = z.enum(['before', 'from']);
/**
 * Days are the project's own and whole: within 30 days is today and the 29 days before, as in a month's active
 * members; more than 30 days ago is everything before those.
 */
const relative = z.enum(['within_days', 'more_than_days_ago']);

const trait = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ about: z.enum(['member_trait', 'account_trait']), name: traitName, ...shape });
const text = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ about: z.enum(['name', 'email', 'locale', 'plan']), ...shape });
const number = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({
    /** MRR is in minor units of the project's currency; the level is its number, 0 before the first. */
    about: z.enum(['mrr', 'level', 'points', 'referrals']),
    ...shape,
  });
const instant = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ about: z.enum(['first_seen', 'last_seen']), ...shape });
const answer = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ about: z.literal('last_answer'), survey: z.enum(['nps', 'csat', 'ces']), ...shape });

/** Which comparisons there are for what a condition is about: said when another one is asked for. */
const testsOf = (...enums: z.ZodEnum[]) => ({
  error: `Unknown comparison. Known here: ${enums.flatMap(({ options }) => options).join(', ')}.`,
});

const TraitConditionSchema = z.discriminatedUnion(
  'test',
  [
    trait({ test: equality, value: traitValue }),
    trait({ test: membership, values: list(traitValue) }),
    trait({ test: z.literal('contains'), value: phrase }),
    trait({ test: presence }),
    trait({ test: order, value: amount }),
    trait({ test: calendar, day }),
    /** Dates to come, such as a trial's end: today and the days after it. */
    trait({ test: z.enum([...relative.options, 'within_next_days']), days }),
  ],
  testsOf(
    equality,
    membership,
    z.enum(['contains']),
    presence,
    order,
    calendar,
    relative,
    z.enum(['within_next_days']),
  ),
);

const TextConditionSchema = z.discriminatedUnion(
  'test',
  [
    text({ test: equality, value: phrase }),
    text({ test: membership, values: list(phrase) }),
    text({ test: z.literal('contains'), value: phrase }),
    text({ test: presence }),
  ],
  testsOf(equality, membership, z.enum(['contains']), presence),
);

const NumberConditionSchema = z.discriminatedUnion(
  'test',
  [number({ test: equality, value: amount }), number({ test: order, value: amount })],
  testsOf(equality, order),
);

const InstantConditionSchema = z.discriminatedUnion(
  'test',
  [instant({ test: calendar, day }), instant({ test: relative, days })],
  testsOf(calendar, relative),
);

const AnswerConditionSchema = z.discriminatedUnion(
  'test',
  [
    answer({ test: presence }),
    answer({ test: equality, value: amount }),
    answer({ test: order, value: amount }),
    answer({ test: relative, days }),
  ],
  testsOf(presence, equality, order, relative),
);

/** How often something was done: never is exactly 0. */
const frequency = {
  test: z.enum(['at_least', 'at_most', 'exactly'], {
    error: 'Unknown comparison. Known here: at_least, at_most, exactly.',
  }),
  count,
  /** Only what happened within so many days; absent: ever. */
  days: days.optional(),
};

/** One question about a member, answered with yes or no. What is not known of a member is no, `not_…` and `missing` apart. */
export const ConditionSchema = z.discriminatedUnion(
  'about',
  [
    TraitConditionSchema,
    TextConditionSchema,
    NumberConditionSchema,
    InstantConditionSchema,
    AnswerConditionSchema,
    /** Whether the host vouches for the member. */
    z.strictObject({ about: z.literal('verified'), value: z.boolean() }),
    /** An interaction of that kind; `active`: anything deliberate. */
    z.strictObject({
      about: z.literal('activity'),
      kind: z.union([z.literal('active'), InteractionKindSchema], {
        error: 'Unknown kind of interaction; active is anything deliberate.',
      }),
      ...frequency,
    }),
    /** An event of the host's product, by its name. */
    z.strictObject({
      about: z.literal('event'),
      name: storableSchema(128).min(1, { error: 'Name the event.' }),
      ...frequency,
    }),
    z.strictObject({
      about: z.literal('checklist'),
      checklistId: idSchema('checklist'),
      state: z.enum(['not_started', 'started', 'completed']),
    }),
    z.strictObject({ about: z.literal('badge'), badgeId: idSchema('badge'), held: z.boolean() }),
    /** Shared their link; came by somebody's; came by one and qualified. */
    z.strictObject({ about: z.literal('referral'), state: z.enum(['shared', 'joined', 'qualified']) }),
  ],
  {
    error:
      'Unknown condition. "about" is one of member_trait, account_trait, name, email, locale, verified, plan, mrr, first_seen, last_seen, activity, event, last_answer, checklist, level, points, badge, referral, referrals.',
  },
);
export type Condition = z.infer<typeof ConditionSchema>;
export type ConditionAbout<About extends Condition['about']> = Extract<Condition, { about: About }>;
export type TraitCondition = z.infer<typeof TraitConditionSchema>;
export type TextCondition = z.infer<typeof TextConditionSchema>;
export type NumberCondition = z.infer<typeof NumberConditionSchema>;
export type InstantCondition = z.infer<typeof InstantConditionSchema>;
export type AnswerCondition = z.infer<typeof AnswerConditionSchema>;
