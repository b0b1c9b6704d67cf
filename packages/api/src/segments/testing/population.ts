import fc from 'fast-check';
import { v7 } from 'uuid';

export type Trait = string | number | boolean | null;

/** A member as a test thinks of one: no tables, no joins. */
export interface Person {
  id: string;
  name: string | null;
  email: string | null;
  locale: string | null;
  verified: boolean;
  traits: Record<string, Trait>;
  account: { plan: string | null; traits: Record<string, Trait>; mrr: number } | null;
  firstSeen: Date;
  lastSeen: Date;
  did: { kind: string; name: string | null; at: Date; asSomebodyElse: boolean }[];
  answers: { survey: 'nps' | 'csat' | 'ces'; score: number; at: Date }[];
  /** How many of the checklist's two steps were begun and how many are done. */
  steps: { begun: number; done: number };
  points: { earned: number; spent: number };
  hasBadge: boolean;
  brought: number;
  joined: 'no' | 'joined' | 'qualified';
  /** Not a member for any segment. */
  gone: 'no' | 'forgotten';
}

const mixed: Trait[] = [
  ...['Admin', 'admin', 'editor', '', '10', 'true', 'null'],
  ...[10, 10, 9.5, 0, 0, -3, 1e21, true, false, null],
  ...[
    '2026-02-28',
    '2026-02-30',
    '2024-02-29',
    '2023-02-29',
    '2026-03-04',
    '0000-01-01',
    '2026-2-1',
    '20260228',
  ],
  ...[
    '2026-02-28T23:30:00Z',
    '2026-03-01T01:30:00+05:30',
    '2026-02-27 08:00',
    '2026-02-27T25:00',
    'next week',
  ],
];
const traits = fc.dictionary(fc.constantFrom('role', 'seats', "o'clock"), fc.constantFrom(...mixed), {
  maxKeys: 3,
});
const names = ['opened', 'Report Exported', "it's $1::text"];

const person = (now: Date): fc.Arbitrary<Person> => {
  const at = fc.integer({ min: 0, max: 40 * 24 }).map((hours) => new Date(now.getTime() - hours * 3_600_000));
  return fc.record({
    id: fc.constant(null).map(() => v7()),
    name: fc.constantFrom('Maya Lind', 'maya', 'Noah', null),
    email: fc.constantFrom('maya@acme.example', 'noah@globex.example', null),
    locale: fc.constantFrom('en', 'de', null),
    verified: fc.boolean(),
    traits,
    account: fc.option(
      fc.record({
        plan: fc.constantFrom('free', 'team', null),
        traits,
        mrr: fc.constantFrom(0, 4_900, 12_000),
      }),
    ),
    firstSeen: at,
    lastSeen: at,
    did: fc.array(
      fc.record({
        kind: fc.constantFrom('event.tracked', 'widget.shown', 'post.created', 'referral.shared'),
        name: fc.constantFrom(...names),
        at,
        asSomebodyElse: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
    answers: fc.array(
      fc.record({ survey: fc.constantFrom('nps', 'csat', 'ces'), score: fc.integer({ min: 1, max: 5 }), at }),
      { maxLength: 3 },
    ),
    steps: fc.constantFrom(
      { begun: 0, done: 0 },
      { begun: 1, done: 0 },
      { begun: 1, done: 1 },
      { begun: 2, done: 1 },
      { begun: 2, done: 2 },
    ),
    points: fc.constantFrom({ earned: 0, spent: 0 }, { earned: 50, spent: 0 }, { earned: 120, spent: 100 }),
    hasBadge: fc.boolean(),
    brought: fc.integer({ min: 0, max: 2 }),
    joined: fc.constantFrom('no', 'joined', 'qualified'),
    gone: fc.constantFrom('no', 'no', 'no', 'forgotten'),
  });
};

export const people = (now: Date): fc.Arbitrary<Person[]> =>
  fc.array(person(now), { minLength: 4, maxLength: 12 });

/** What rules speak of in these tests. */
export interface Things {
  checklistId: string;
  badgeId: string;
}

const number = fc.constantFrom(-3, 0, 1, 2, 3, 9.5, 10, 50, 120, 4_900, 1e21);
const order = fc.constantFrom('less_than', 'at_most', 'at_least', 'more_than', 'equals', 'not_equals');
const days = fc.constantFrom(1, 2, 3, 7, 30);
const day = fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-01');
const text = fc.constantFrom(
  'admin',
  'ADM',
  'maya',
  'Noah',
  'acme',
  'en',
  'free',
  'team',
  '10',
  "' OR true --",
);
const value = fc.oneof(text, number, fc.boolean());

const textTest = (word: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.record({ test: fc.constantFrom('equals', 'not_equals', 'contains'), value: word }),
    fc.record({
      test: fc.constantFrom('in', 'not_in'),
      values: fc.array(word, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ test: fc.constantFrom('exists', 'missing') }),
  );
const dateTest = fc.oneof(
  fc.record({ test: fc.constantFrom('before', 'from'), day }),
  fc.record({ test: fc.constantFrom('within_days', 'more_than_days_ago'), days }),
);
const frequency = {
  test: fc.constantFrom('at_least', 'at_most', 'exactly'),
  count: fc.integer({ min: 0, max: 3 }),
};
const often = fc.oneof(fc.record(frequency), fc.record({ ...frequency, days }));

const about = (
  names: string[],
  tests: fc.Arbitrary<object>,
  more: Record<string, fc.Arbitrary<unknown>> = {},
) =>
  fc
    .tuple(fc.record({ about: fc.constantFrom(...names), ...more }), tests)
    .map(([what, test]) => ({ ...what, ...test }));

const traitCondition = about(
  ['member_trait', 'account_trait'],
  fc.oneof(
    fc.record({ test: fc.constantFrom('equals', 'not_equals'), value }),
    fc.record({
      test: fc.constantFrom('in', 'not_in'),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ test: fc.constant('contains'), value: text }),
    fc.record({ test: fc.constantFrom('exists', 'missing') }),
    fc.record({
      test: fc.constantFrom('less_than', 'at_most', 'at_least', 'more_than'),
      value: fc.constantFrom(-3, 0, 9.5, 10),
    }),
    dateTest,
    fc.record({ test: fc.constant('within_next_days'), days }),
  ),
  { name: fc.constantFrom('role', 'seats', "o'clock", 'nobody has it') },
);

const condition = ({ checklistId, badgeId }: Things): fc.Arbitrary<object> =>
  fc.oneof(
    // Traits have the most comparisons.
    { arbitrary: traitCondition, weight: 5 },
    about(['name', 'email', 'locale', 'plan'], textTest(text)),
    about(['mrr', 'level', 'points', 'referrals'], fc.record({ test: order, value: number })),
    about(['first_seen', 'last_seen'], dateTest),
    fc.record({ about: fc.constant('verified'), value: fc.boolean() }),
    about(['activity'], often, {
      kind: fc.constantFrom('active', 'widget.shown', 'post.created', 'event.tracked'),
    }),
    about(['event'], often, { name: fc.constantFrom(...names, 'never heard of') }),
    about(
      ['last_answer'],
      fc.oneof(
        fc.record({ test: fc.constantFrom('exists', 'missing') }),
        fc.record({ test: order, value: number }),
        fc.record({ test: fc.constantFrom('within_days', 'more_than_days_ago'), days }),
      ),
      { survey: fc.constantFrom('nps', 'csat', 'ces') },
    ),
    about(['checklist'], fc.record({ state: fc.constantFrom('not_started', 'started', 'completed') }), {
      checklistId: fc.constant(checklistId),
    }),
    about(['badge'], fc.record({ held: fc.boolean() }), { badgeId: fc.constant(badgeId) }),
    about(['referral'], fc.record({ state: fc.constantFrom('shared', 'joined', 'qualified') })),
  );

/** Random rules, as they come over the wire. */
export const rules = (things: Things): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition(things),
      fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('rule') }),
    ),
  })).rule;
