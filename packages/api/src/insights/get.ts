import { registry } from '@hearth/metrics';
import type { Insight, InsightInput } from '@hearth/schema';
import type { Services } from '../context.ts';
import { rowId } from '../ids.ts';
import { before, stepsOf, wholeOf } from './calendar.ts';
import { counters } from './counters.ts';
import { freshnessOf, openQuestion } from './question.ts';

/**
 * One metric of a project: the period's value, that of as many days before, and the trend. The counter is asked
 * once for all of them, so that they agree.
 *
 * @param input as InsightInputSchema has validated it
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getInsight(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { metric, segmentId, surveyId, withReactivation, from, to, interval }: InsightInput,
): Promise<Insight> {
  const question = await openQuestion(services, projectId, { segmentId });
  const whole = wholeOf({ from, to }, question.today);
  const trend = stepsOf({ from, to, interval }, question.today);
  const { measures, exclusions = [] } = await counters[metric](question, [whole, before(whole), ...trend], {
    surveyId: surveyId === undefined ? null : rowId(surveyId),
    withReactivation,
  });
  const [value, previous, ...points] = measures;
  if (!value || !previous || points.length !== trend.length) {
    throw new Error(
      `The counter of ${metric} answered ${measures.length} measures to ${trend.length + 2} steps`,
    );
  }
  return {
    metric,
    ...whole,
    ...value,
    previous,
    exclusions,
    series: trend.flatMap((step, index) => {
      const point = points[index];
      return point ? [{ ...step, ...point }] : [];
    }),
    currency: registry[metric].unit === 'money' ? question.currency : null,
    ...freshnessOf(question),
  };
}
