import type { Histogram, HistogramInput } from '@hearth/schema';
import { withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import type { Services } from '../context.ts';
import { countPeriods } from './active-periods.ts';
import { stepsOf } from './calendar.ts';
import { freshnessOf, openQuestion } from './question.ts';

/**
 * How many members were active in exactly one, two, … of the period's days or weeks. There is a bar for every number
 * of them that has begun, down to zero members.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getHistogram(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, ...period }: HistogramInput,
): Promise<Histogram> {
  const question = await openQuestion(services, projectId, { segmentId });
  const { today, members } = question;
  const steps = stepsOf(period, today).filter(({ from }) => from <= today);
  const bars = await withDays(question, [{ key: ACTIVE, ...period }], (days) => {
    const tally = new Array<number>(steps.length + 1).fill(0);
    for (const periods of countPeriods(days, steps, members)) tally[periods] = (tally[periods] ?? 0) + 1;
    return tally.slice(1).map((count, index) => ({ periods: index + 1, members: count }));
  });
  return { bars, ...freshnessOf(question) };
}
