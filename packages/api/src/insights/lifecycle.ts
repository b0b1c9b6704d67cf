import { lifecycle } from '@hearth/metrics';
import type { Day, Lifecycle, LifecycleInput } from '@hearth/schema';
import { intersectionOf, sizeWithin } from '../activity/bitmap.ts';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE, FIRST } from '../activity/keys.ts';
import type { Services } from '../context.ts';
import { addDays, before, intervalStart, type Step, stepsOf } from './calendar.ts';
import { freshnessOf, openQuestion, type Question } from './question.ts';

/**
 * Where each step's active members come from, and how many of those before are gone.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getLifecycle(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, ...asked }: LifecycleInput,
): Promise<Lifecycle> {
  const question = await openQuestion(services, projectId, { segmentId });
  const { sql, today } = question;
  // From the beginning of its first week or month: beside a weekend alone, all of Monday's would be resurrecting.
  const period = { ...asked, from: intervalStart(asked.from, asked.interval) };
  const steps = stepsOf(period, today).filter(({ from }) => from <= today);
  const [first] = steps;
  const previous = first ? stepBefore(first, period.interval, today) : undefined;
  const ranges = [
    { key: ACTIVE, from: previous?.from ?? period.from, to: period.to },
    { key: FIRST, from: period.from, to: period.to },
  ];
  const points = await withDays(sql, projectId, ranges, (days) =>
    steps.map((step, index) => ({
      ...step,
      ...countStep(days, question, step, steps[index - 1] ?? previous ?? before(step)),
    })),
  );
  return { points, ...freshnessOf(question) };
}

/** The whole interval before the first one. */
function stepBefore(first: Step, interval: LifecycleInput['interval'], today: Day): Step {
  const from = intervalStart(addDays(first.from, -1), interval);
  return stepsOf({ from, to: first.from, interval }, today)[0] ?? before(first);
}

function countStep(days: Days, { members }: Question, step: Step, previous: Step) {
  const [now, then] = [days.union(ACTIVE, step), days.union(ACTIVE, previous)];
  return lifecycle({
    active: sizeWithin(now, members),
    before: sizeWithin(then, members),
    both: sizeWithin(intersectionOf(now, then), members),
    first: sizeWithin(days.union(FIRST, step), members),
  });
}
