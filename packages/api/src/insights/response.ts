import { responseRate } from '@hearth/metrics';
import type { Day } from '@hearth/schema';
import { readAnswers } from '../activity/answers.ts';
import { type Days, withDays } from '../activity/days.ts';
import { contentKey } from '../activity/keys.ts';
import { intersectionOf, type MarkedSet, membersOf, sizeWithin, unionOf } from '../activity/member-set.ts';
import { wireId } from '../ids.ts';
import { addDays, daysOf, type Step } from './calendar.ts';
import type { Counter } from './counters.ts';
import { spanOf } from './daily.ts';
import type { Question } from './question.ts';
import { findScored } from './response-store.ts';

/** Days within which an answer belongs to a showing: with the day of the showing itself. */
const ANSWER_WITHIN = 14;

interface Asked {
  key: string;
  /** Who answered, by day. */
  answers: ReadonlyMap<Day, readonly Uint32Array[]>;
}

/** Who was shown a survey in a step, and who of them answered: one such pair a survey. */
interface Response {
  shown: MarkedSet;
  answered: MarkedSet;
}

/** Finds who was shown what, and answered, and hands it to `work`, which is synchronous. */
export async function withResponses<T>(
  question: Question,
  steps: readonly Step[],
  surveyId: string | null,
  work: (responsesOf: (step: Step) => Response[]) => T,
): Promise<T> {
  const { sql, projectId } = question;
  const span = spanOf(steps);
  const until = addDays(span.to, ANSWER_WITHIN - 1);
  const surveys = await findScored(sql, projectId, surveyId);
  const asked = await Promise.all(
    surveys.map(async ({ id, kind }): Promise<Asked> => {
      const answers = new Map<Day, Uint32Array[]>();
      const wanted = { from: span.from, to: until, kind, surveyId: id };
      for (const { place, ordinals } of await readAnswers(question, wanted)) {
        const day = addDays(span.from, place);
        answers.set(day, [...(answers.get(day) ?? []), ordinals]);
      }
      return { key: contentKey('widget.shown', 'nps', wireId('survey', id)), answers };
    }),
  );
  const ranges = asked.map(({ key }) => ({ key, ...span }));
  return withDays(question, ranges, (days) => {
    const responded = asked.map((survey) => ({ ...survey, byDay: respondedByDay(survey, span, days) }));
    return work((step) =>
      responded.map(({ key, byDay }) => ({
        shown: days.union(key, step),
        answered: unionOf(daysOf(step).flatMap((day) => byDay.get(day) ?? [])),
      })),
    );
  });
}

/** Of those whom it was shown on each day, who answered within the time for it. */
function respondedByDay(
  { key, answers }: Asked,
  span: { from: Day; to: Day },
  days: Days,
): Map<Day, MarkedSet> {
  const answering = new Map<Day, MarkedSet>(
    [...answers].map(([day, sets]) => [day, unionOf(sets.map((ordinals) => membersOf(ordinals)))]),
  );
  const byDay = new Map<Day, MarkedSet>();
  for (const day of daysOf(span)) {
    const shown = days.of(key, day);
    if (!shown) continue;
    const window = daysOf({ from: day, to: addDays(day, ANSWER_WITHIN) });
    const later = window.flatMap((one) => answering.get(one) ?? []);
    if (later.length > 0) byDay.set(day, intersectionOf(shown, unionOf(later)));
  }
  return byDay;
}

/** Each survey asks for itself: a member who was shown two is two in the sample. */
export const responseCounter: Counter = async (question, steps, { surveyId }) => {
  const measures = await withResponses(question, steps, surveyId, (responsesOf) =>
    steps.map((step) => {
      const counts = { shown: 0, answered: 0 };
      for (const { shown, answered } of responsesOf(step)) {
        counts.shown += sizeWithin(shown, question.members);
        counts.answered += sizeWithin(answered, question.members);
      }
      return responseRate(counts);
    }),
  );
  return { measures };
};
