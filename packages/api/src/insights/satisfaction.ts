import { ces, csat, type Measure, nps } from '@hearth/metrics';
import type { Day, SurveyKind } from '@hearth/schema';
import type { Answers } from '../activity/answer-store.ts';
import { readAnswers } from '../activity/answers.ts';
import type { MarkedSet } from '../activity/member-set.ts';
import { type Scale, scales } from '../surveys/scales.ts';
import { daysBetween, type Step } from './calendar.ts';
import type { Counter } from './counters.ts';
import { spanOf } from './daily.ts';
import type { Question } from './question.ts';
import { responseCounter } from './response.ts';

/** How often scores from least to most, both included, were given in a step. */
export type CountOf = (least: number, most: number) => number;

/** Counts answers so that any step of the span is then a matter of two look-ups a score. */
function tally(
  answers: readonly Answers[],
  span: { from: Day; to: Day },
  { least, most }: Scale,
  members: MarkedSet | null,
): (step: Pick<Step, 'from' | 'to'>) => CountOf {
  const width = daysBetween(span.from, span.to) + 1;
  // Of each score, how many answers were given before each day.
  const sums = new Uint32Array((most - least + 1) * width);
  for (const { place: day, score, ordinals } of answers) {
    const place = (score - least) * width + day + 1;
    sums[place] = (sums[place] ?? 0) + (members ? members.countOf(ordinals) : ordinals.length);
  }
  for (let place = 1; place < sums.length; place += 1) {
    if (place % width !== 0) sums[place] = (sums[place] ?? 0) + (sums[place - 1] ?? 0);
  }
  return (step) => {
    const [from, to] = [daysBetween(span.from, step.from), daysBetween(span.from, step.to)];
    return (low, high) => {
      let count = 0;
      for (let row = (low - least) * width; row <= (high - least) * width; row += width) {
        count += (sums[row + to] ?? 0) - (sums[row + from] ?? 0);
      }
      return count;
    };
  };
}

/** The answers of a kind of survey, counted for any of these steps. */
export async function tallyOf(
  question: Question,
  steps: readonly Step[],
  kind: SurveyKind,
  surveyId: string | null,
): Promise<(step: Pick<Step, 'from' | 'to'>) => CountOf> {
  const span = spanOf(steps);
  const answers = await readAnswers(question, { ...span, kind, surveyId });
  return tally(answers, span, scales[kind], question.members);
}

const counter =
  (kind: SurveyKind, measure: (count: CountOf) => Measure): Counter =>
  async (question, steps, { surveyId }) => {
    const counts = await tallyOf(question, steps, kind, surveyId);
    return { measures: steps.map((step) => measure(counts(step))) };
  };

export const satisfactionCounters = {
  nps: counter('nps', (count) =>
    nps({ promoters: count(9, 10), passives: count(7, 8), detractors: count(0, 6) }),
  ),
  csat: counter('csat', (count) => csat({ satisfied: count(4, 5), others: count(1, 3) })),
  ces: counter('ces', (count) =>
    ces(new Map([1, 2, 3, 4, 5, 6, 7].map((score) => [score, count(score, score)]))),
  ),
  response_rate: responseCounter,
} satisfies Record<string, Counter>;
