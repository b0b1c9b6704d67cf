import type { MetricId } from '@hearth/schema';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { intersectionOf, type MarkedSet, unionOf } from '../activity/member-set.ts';
import { findActivations } from './activation-store.ts';
import { boundsOf } from './bounds.ts';
import { addDays, type Step } from './calendar.ts';
import { participantsOf, participationKeys } from './community.ts';
import { findPosts } from './community-store.ts';
import { type Days as Dailies, isWithin, visitStep } from './daily.ts';
import type { Entry } from './listing.ts';
import { REDEEMED } from './loyalty.ts';
import { findBalances, findPoints, type Side } from './loyalty-store.ts';
import type { Question } from './question.ts';
import { SHARED } from './referral.ts';
import { type Brought, findBrought } from './referral-store.ts';
import { withResponses } from './response.ts';

export interface PartWanted {
  /** One of the registry's parts of the metric; null: all. */
  part: string | null;
  /** UUID. */
  surveyId: string | null;
}

type Lister = (question: Question, step: Step, part: PartWanted) => Promise<Entry[]>;

const entriesOf = (set: MarkedSet): Entry[] =>
  [...set.toUint32Array()].map((ordinal) => ({ ordinal, amount: null }));

/** Members in sets of activity. */
const active =
  (keys: readonly string[], pick: (days: Days, step: Step, part: string | null) => MarkedSet): Lister =>
  (question, step, { part }) => {
    const { members } = question;
    const ranges = keys.map((key) => ({ key, from: step.from, to: step.to }));
    return withDays(question, ranges, (days) => {
      const set = pick(days, step, part);
      return entriesOf(members ? intersectionOf(set, members) : set);
    });
  };

const without = (set: MarkedSet, others: MarkedSet): MarkedSet => {
  const left = unionOf([set]);
  left.remove(others);
  return left;
};

/** A line for each thing that happened, such as a post: `done` are those that have come to something. */
const happenings =
  (find: (question: Question, step: Step) => Promise<Dailies>, done: string | null): Lister =>
  async (question, step, { part }) => {
    const entries: Entry[] = [];
    visitStep(await find(question, step), step, isWithin(question.members), (ordinal, hours) => {
      const isDone = !Number.isNaN(hours);
      // Without parts the number is of those alone that have come to something.
      if (done === null ? !isDone : part !== null && isDone !== (part === done)) return;
      entries.push({ ordinal, amount: isDone ? hours : null });
    });
    return entries;
  };

/** A line for each member with the sum of what they did. */
async function sums(question: Question, step: Pick<Step, 'from' | 'to'>, days: Dailies): Promise<Entry[]> {
  const totals = new Map<number, number>();
  visitStep(days, step, isWithin(question.members), (ordinal, amount) => {
    totals.set(ordinal, (totals.get(ordinal) ?? 0) + amount);
  });
  return [...totals].map(([ordinal, amount]) => ({ ordinal, amount }));
}

const pointsOf =
  (side: Side): Lister =>
  async (question, step) => {
    const entries = await sums(
      question,
      step,
      await findPoints(question.sql, boundsOf(question, [step]), side),
    );
    return entries.map(({ ordinal, amount }) => ({ ordinal, amount: Math.abs(amount ?? 0) }));
  };

const holders: Lister = async (question, step) => {
  const days = await findBalances(question.sql, boundsOf(question, [step]));
  const entries = await sums(question, { ...step, from: addDays(step.from, -1) }, days);
  return entries.filter(({ amount }) => amount !== null && amount > 0);
};

const isSharer = (question: Question, step: Step): Promise<Set<number>> =>
  withDays(
    question,
    [{ key: SHARED, from: step.from, to: step.to }],
    (days) => new Set(days.union(SHARED, step).toUint32Array()),
  );

const broughtBy =
  (what: Brought, sharersAlone: boolean): Lister =>
  async (question, step) => {
    const found = await findBrought(question.sql, boundsOf(question, [step]), what);
    const entries = await sums(question, step, found);
    if (!sharersAlone) return entries;
    const sharers = await isSharer(question, step);
    return entries.filter(({ ordinal }) => sharers.has(ordinal));
  };

const responding: Lister = (question, step, { part, surveyId }) =>
  withResponses(question, [step], surveyId, (responsesOf) => {
    const responses = responsesOf(step);
    return responses.flatMap(({ shown, answered }) => {
      const set = part === null ? shown : part === 'answered' ? answered : without(shown, answered);
      return entriesOf(question.members ? intersectionOf(set, question.members) : set);
    });
  });

const activations = (question: Question, step: Step) =>
  findActivations(question.sql, boundsOf(question, [step]));
const posts = (question: Question, step: Step) => findPosts(question.sql, boundsOf(question, [step]));

/** How members behind a number are found, where it is neither of activity alone nor of answers. */
export const listers = {
  activation: happenings(activations, 'completed'),
  activation_time: happenings(activations, null),
  participation: active(participationKeys, (days, step, part) => {
    const all = days.union(ACTIVE, step);
    if (part === null) return all;
    const participants = participantsOf(days, step);
    return part === 'participating' ? participants : without(all, participants);
  }),
  unanswered_posts: happenings(posts, 'answered'),
  time_to_first_answer: happenings(posts, null),
  points_earned: pointsOf('earned'),
  points_spent: pointsOf('spent'),
  points_outstanding: holders,
  redeemers: active([REDEEMED], (days, step) => days.union(REDEEMED, step)),
  sharers: active([SHARED], (days, step) => days.union(SHARED, step)),
  referral_clicks: broughtBy('clicks', true),
  referral_sign_ups: broughtBy('sign_ups', true),
  referral_qualified: broughtBy('qualified', true),
  referral_k_factor: broughtBy('sign_ups', false),
  response_rate: responding,
} satisfies Partial<Record<MetricId, Lister>>;
