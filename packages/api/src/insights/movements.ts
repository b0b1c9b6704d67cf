import type { InsightQuestion, Interval, Movements } from '@hearth/schema';
import type { Services } from '../context.ts';
import { stepsOf, wholeOf } from './calendar.ts';
import { freshnessOf, openQuestion } from './question.ts';
import { countRevenue, exclusionsOf, groundOf } from './revenue-chains.ts';

/** What moved recurring revenue in each step of a period, netted for each account and step. */
export async function getMovements(
  services: Services,
  projectId: string,
  input: InsightQuestion & { interval: Interval },
): Promise<Movements> {
  const question = await openQuestion(services, projectId, input);
  const ground = await groundOf(question);
  const steps = stepsOf(input, question.today);
  const periods = await countRevenue(question, ground, steps);
  const points = periods.flatMap(({ start, end, moved }, index) => {
    const step = steps[index];
    if (!step) return [];
    return {
      ...step,
      start: start.mrr,
      new: moved.new.amount,
      expansion: moved.expansion.amount,
      contraction: moved.contraction.amount,
      churn: moved.churn.amount,
      reactivation: moved.reactivation.amount,
      end: end.mrr,
    };
  });
  const exclusions = await exclusionsOf(question, ground, wholeOf(input, question.today));
  return { currency: ground.terms.currency, points, exclusions, ...freshnessOf(question) };
}
