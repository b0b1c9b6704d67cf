import { median, participation, unansweredPosts } from '@hearth/metrics';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { type MarkedSet, sizeWithin, unionOf } from '../activity/member-set.ts';
import { boundsOf } from './bounds.ts';
import type { Step } from './calendar.ts';
import { findPosts } from './community-store.ts';
import type { Counter } from './counters.ts';
import { isWithin, visitStep } from './daily.ts';

/** What taking part is. */
const TAKING_PART = ['post.created', 'comment.created', 'reaction.added'];
/** The days that participation is counted from. */
export const participationKeys = [ACTIVE, ...TAKING_PART];

/** Who posted, commented or reacted in a step. */
export const participantsOf = (days: Days, step: Pick<Step, 'from' | 'to'>): MarkedSet =>
  unionOf(TAKING_PART.map((key) => days.union(key, step)));

const participationCounter: Counter = async (question, steps) => {
  const { members } = question;
  const ranges = steps.flatMap(({ from, to }) => participationKeys.map((key) => ({ key, from, to })));
  const measures = await withDays(question, ranges, (days) =>
    steps.map((step) =>
      participation({
        participating: sizeWithin(participantsOf(days, step), members),
        active: sizeWithin(days.union(ACTIVE, step), members),
      }),
    ),
  );
  return { measures };
};

const unanswered: Counter = async (question, steps) => {
  const days = await findPosts(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  return {
    measures: steps.map((step) => {
      const counts = { posts: 0, unanswered: 0 };
      visitStep(days, step, isMember, (_author, hours) => {
        counts.posts += 1;
        if (Number.isNaN(hours)) counts.unanswered += 1;
      });
      return unansweredPosts(counts);
    }),
  };
};

const timeToFirstAnswer: Counter = async (question, steps) => {
  const days = await findPosts(question.sql, boundsOf(question, steps));
  const isMember = isWithin(question.members);
  const waiting = { first: 0 };
  const measures = steps.map((step, index) => {
    const waited: number[] = [];
    visitStep(days, step, isMember, (_author, hours) => {
      if (!Number.isNaN(hours)) waited.push(hours);
      else if (index === 0) waiting.first += 1;
    });
    return median(waited);
  });
  const exclusions = [{ reason: 'Posts without an answer', count: waiting.first }];
  return { measures, exclusions: exclusions.filter(({ count }) => count > 0) };
};

export const communityCounters = {
  participation: participationCounter,
  unanswered_posts: unanswered,
  time_to_first_answer: timeToFirstAnswer,
} satisfies Record<string, Counter>;
