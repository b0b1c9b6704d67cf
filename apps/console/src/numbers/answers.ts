import type { Insight, Interval, MetricId } from '@hearth/schema';
import { backend, sentenceFor } from '../backend.ts';
import type { Period } from './calendar.ts';
import { intervalFor } from './period.ts';
import type { Side } from './segments.ts';

/** One metric of one side: the number, or why there is none. One that fails takes no other along. */
export type Answer = { insight: Insight; problem: '' } | { insight: null; problem: string; cause: unknown };
/** By metric, in the order of the sides. */
export type Answers = ReadonlyMap<MetricId, readonly Answer[]>;

export interface Inquiry {
  metrics: readonly MetricId[];
  sides: readonly Side[];
  period: Period;
  interval: 'auto' | Interval;
  withReactivation?: boolean;
}

/** A few answers a day are noise: what people say and pay is drawn by the week at least, unless asked otherwise. */
const slow =
  /^(nps|csat|ces|response_rate|customer_|annualised|account_|mrr|gross|net|revenue|arpa|lifetime|acquisition|ltv)/;

export const widthOf = (
  metric: MetricId,
  { period, interval }: Pick<Inquiry, 'period' | 'interval'>,
): Interval => intervalFor(period, interval, slow.test(metric) ? 'week' : 'day');

const askOne = async (metric: MetricId, { segmentId }: Side, question: Inquiry): Promise<Answer> => {
  try {
    const insight = await backend.insights.get.query({
      ...question.period,
      metric,
      interval: widthOf(metric, question),
      ...(segmentId !== null && { segmentId }),
      ...(question.withReactivation && { withReactivation: true }),
    });
    return { insight, problem: '' };
  } catch (cause) {
    return { insight: null, problem: sentenceFor(cause), cause };
  }
};

/** Asks for all metrics of all sides at once. Throws only when not one of them was answered. */
export const askAll = async (question: Inquiry): Promise<Answers> => {
  const answers = await Promise.all(
    question.metrics.map(
      async (metric) =>
        [metric, await Promise.all(question.sides.map((side) => askOne(metric, side, question)))] as const,
    ),
  );
  const all = answers.flatMap(([, each]) => each);
  const [first] = all;
  if (first?.insight === null && all.every(({ insight }) => insight === null)) throw first.cause;
  return new Map(answers);
};
